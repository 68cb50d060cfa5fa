import { statfsSync, statSync } from 'node:fs';

/** Bytes that a user without special rights may still fill on the disk of a folder. */
export function freeBytesAt(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}

/** The rights of a file, as the lowest nine bits; null where there is none. */
export function modeOf(file: string): number | null {
  return statSync(file, { throwIfNoEntry: false })?.mode ?? null;
}
