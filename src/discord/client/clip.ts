import { clipped } from '../clipped.ts';

/** The text within `room` UTF-16 units, and never ending with half of an escape. */
export function clip(text: string, room: number): string {
  if (text.length <= room) return text;
  return room < 1 ? '' : clipped(text, room).replace(/(?<!\\)((?:\\\\)*)\\…$/, '$1…');
}
