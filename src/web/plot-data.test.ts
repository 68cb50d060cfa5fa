import { expect, test } from 'bun:test';
import { listLone, toData } from './page/plot-data.ts';

test('of what happened at one time, the plot has what was true last', () => {
  const toSeries = (...values: number[]) => [{ values }];
  expect(toData({ times: [5_000, 5_000, 5_000], series: toSeries(1, 2, 3) })).toEqual([[5], [3]]);
  expect(toData({ times: [1_000, 2_000, 2_000, 3_000], series: toSeries(1, 2, 3, 4) })).toEqual([
    [1, 2, 3],
    [1, 3, 4],
  ]);
});

test('amounts between gaps stand alone: no line would show them', () => {
  expect(listLone([1, null, 2, 3, null, 0, null, null, 4])).toEqual([0, 5, 8]);
  expect(listLone([null, undefined])).toEqual([]);
});
