import { expect, test } from 'bun:test';
import { type Point, thin } from './thin.ts';

const flat = (count: number): Point[] => Array.from({ length: count }, (_, at) => ({ at, amount: 100 }));

test('few points stay as they are, in the order of time', () => {
  const points = flat(5);
  expect(thin(points.toReversed(), 8)).toEqual(points);
});

test('newest first, the later of two points of one moment stays the later', () => {
  const history = [
    { at: 9, amount: 3 },
    { at: 9, amount: 2 },
    { at: 1, amount: 1 },
  ];
  expect(thin(history, 8).map(({ amount }) => amount)).toEqual([1, 2, 3]);
});

test('many points become few, and keep both ends, the peak, the pit and the gap', () => {
  const telling = [
    { at: 0, amount: 1 },
    { at: 33_333, amount: 9_999 },
    { at: 55_555, amount: 0 },
    { at: 77_777, amount: null },
    { at: 99_999, amount: 2 },
  ];
  const points = flat(100_000).map((point) => telling.find(({ at }) => at === point.at) ?? point);
  const kept = thin(points, 400);
  expect(kept.length).toBeLessThanOrEqual(400);
  for (const point of telling) expect(kept).toContainEqual(point);
});

test('many points of one moment become few', () => {
  const points = flat(10_000).map(({ amount }) => ({ at: 7, amount }));
  expect(thin(points, 400).length).toBeLessThanOrEqual(4);
});

test('a point at no time is left out', () => {
  expect(thin([{ at: Number.NaN, amount: 1 }], 400)).toEqual([]);
});
