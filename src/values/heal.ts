import type { PetValueRow } from '../bank/pet-values.ts';

/**
 * Undoes what prices of 0 did to a row before the bank knew that they are none: they stood among the newest
 * prices, and each read halved the value. The value goes back to the one before that fall, with its age.
 */
export function healRow(row: PetValueRow): PetValueRow {
  const recent = row.recent.filter(({ rap }) => rap > 0);
  if (recent.length === row.recent.length) return row;
  if (row.source === 'file') return { ...row, recent };
  const points = row.points.filter(({ value }) => value > 0);
  points.length = countBeforeFall(points.map(({ value }) => value));
  const last = points.at(-1);
  return { ...row, recent, points, value: last?.value ?? null, valuedAt: last?.at ?? row.valuedAt };
}

/** How many values there are up to the one from which each next is half or less, to the end. */
function countBeforeFall(values: readonly number[]): number {
  let count = values.length;
  for (; count > 1; count -= 1) {
    const [before = 0, last = 0] = values.slice(count - 2, count);
    if (last > Math.ceil(before / 2)) break;
  }
  return count;
}
