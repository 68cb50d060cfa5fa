import { expect, test } from 'bun:test';
import { toData } from './page/plot-data.ts';

test('of what happened at one time, the plot has what was true last', () => {
  const toSeries = (...values: number[]) => [{ values }];
  expect(toData({ times: [5_000, 5_000, 5_000], series: toSeries(1, 2, 3) })).toEqual([[5], [3]]);
  expect(toData({ times: [1_000, 2_000, 2_000, 3_000], series: toSeries(1, 2, 3, 4) })).toEqual([
    [1, 2, 3],
    [1, 3, 4],
  ]);
});
