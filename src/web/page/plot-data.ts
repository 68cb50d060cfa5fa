interface Timed {
  readonly times: readonly number[];
  readonly series: readonly { readonly values: readonly number[] }[];
}

/**
 * Returns the times in seconds, then each row of values. Of what happened at one time, only the last amount
 * is kept: uPlot draws nothing where all times are one.
 */
export function toData({ times, series }: Timed): [number[], ...number[][]] {
  const isLast = times.map((at, index) => at !== times[index + 1]);
  const keepLast = (values: readonly number[]): number[] => values.filter((_value, index) => isLast[index]);
  return [keepLast(times).map((at) => at / 1000), ...series.map(({ values }) => keepLast(values))];
}
