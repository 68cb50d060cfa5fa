/** The value below which this part of the values lies. Takes them in any order; at least one. */
export function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((value, other) => value - other);
  const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
  if (value === undefined) throw new Error('no values');
  return value;
}

export const median = (values: readonly number[]): number => percentile(values, 0.5);
