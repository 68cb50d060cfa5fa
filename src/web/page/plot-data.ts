/** Null: nothing is known of that time. */
export type Amount = number | null;

interface Timed {
  readonly times: readonly number[];
  readonly series: readonly { readonly values: readonly Amount[] }[];
}

/**
 * Returns the times in seconds, then each row of values. Of what happened at one time, only the last amount
 * is kept: uPlot draws nothing where all times are one.
 */
export function toData({ times, series }: Timed): [number[], ...Amount[][]] {
  const isLast = times.map((at, index) => at !== times[index + 1]);
  const keepLast = <Value>(values: readonly Value[]): Value[] =>
    values.filter((_value, index) => isLast[index]);
  return [keepLast(times).map((at) => at / 1000), ...series.map(({ values }) => keepLast(values))];
}

/** The places of amounts that stand alone, between times of which nothing is known: no line shows them. */
export const listLone = (amounts: readonly (Amount | undefined)[]): number[] =>
  [...amounts.keys()].filter(
    (at) => isKnown(amounts[at]) && !isKnown(amounts[at - 1]) && !isKnown(amounts[at + 1]),
  );

const isKnown = (amount: Amount | undefined): boolean => amount !== null && amount !== undefined;
