/**
 * After how many rows the rows before are given back: left alone, what was read grows to three times what is
 * needed.
 */
export const ROWS_PER_CLEANING = 50_000;

/** Gives back what was read, each time that so many more rows have been checked. */
export function cleanUpAfter(checked: number): void {
  if (checked % ROWS_PER_CLEANING === 0) Bun.gc(true);
}
