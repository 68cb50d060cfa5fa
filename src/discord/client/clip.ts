/** The text within `room` UTF-16 units; what is too long ends with "…". Never ends within an emoji or with half of an escape. */
export function clip(text: string, room: number): string {
  if (text.length <= room) return text;
  if (room < 1) return '';
  const cut = text.slice(0, room - 1).replace(/[\ud800-\udbff]$/, '');
  const [backslashes = ''] = /\\*$/.exec(cut) ?? [];
  return `${backslashes.length % 2 === 0 ? cut : cut.slice(0, -1)}…`;
}
