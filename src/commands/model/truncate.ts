/** Text of at most so many UTF-16 units: what is longer ends in `…`. */
export function truncate(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** The text within `room` UTF-16 units, and never ending with half of an escape. */
export function clip(text: string, room: number): string {
  if (text.length <= room) return text;
  return room < 1 ? '' : truncate(text, room).replace(/(?<!\\)((?:\\\\)*)\\…$/, '$1…');
}
