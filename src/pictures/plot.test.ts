import { expect, test } from 'bun:test';
import { isPng, readPixels } from '../../test/support/png.ts';
import { drawPlot } from './draw-plot.ts';
import { balancePlot, type Point, thin, valuePlot } from './plot.ts';

const HOUR = 60 * 60 * 1000;
const asOf = Date.UTC(2026, 10, 22, 23, 26);

test('a balance is two lines, the newest amounts exact beside them, in any order of points', () => {
  const points = [
    { at: asOf - HOUR, gems: 5, value: 2n ** 60n + 1n },
    { at: asOf - 2 * HOUR, gems: 7n, value: null },
  ];
  const { lines } = balancePlot({ language: 'en', owner: 'builderman', points, unvalued: 0, asOf });
  expect(lines.map(({ label, latest }) => [label, latest])).toEqual([
    ['Total value', 2n ** 60n + 1n],
    ['Gems', 5n],
  ]);
  expect(lines.at(1)?.points.map(({ amount }) => amount)).toEqual([7, 5]);
});

test('a total that leaves pets out says so, and how many', async () => {
  const points = [{ at: asOf - HOUR, gems: 5, value: 9 }];
  const balance = (unvalued: number) =>
    balancePlot({ language: 'en', owner: 'builderman', points, unvalued, asOf });
  expect(balance(3).lines[0]?.label).toBe('Total value, at least');
  expect(await drawPlot(balance(3))).not.toEqual(await drawPlot(balance(4)));
});

test('of a hundred thousand points at most 800 a line are drawn', () => {
  const points = Array.from({ length: 100_000 }, (_, at) => ({ at, gems: (at * 7919) % 1000, value: at }));
  const { lines } = balancePlot({ language: 'en', owner: 'builderman', points, unvalued: 0, asOf });
  for (const line of lines) expect(line.points.length).toBeWithin(2, 801);
});

const value = (amount: bigint, at: number) => ({ at, value: amount });
test.each([
  ['no point', valuePlot({ language: 'en', name: 'Huge Cat', points: [], asOf })],
  ['one point', valuePlot({ language: 'en', name: 'Huge Cat', points: [value(5n, asOf)], asOf })],
  ['only gaps', valuePlot({ language: 'en', name: 'Huge Cat', points: [{ at: asOf, value: null }], asOf })],
  [
    'equal points',
    valuePlot({ language: 'en', name: 'Huge Cat', points: [value(5n, 0), value(5n, asOf)], asOf }),
  ],
  [
    'sums without end',
    valuePlot({
      language: 'en',
      name: 'W'.repeat(10_000),
      points: [value(10n ** 400n, 0), value(1n, asOf)],
      asOf,
    }),
  ],
  [
    'a balance',
    balancePlot({
      language: 'en',
      owner: '\u202e🐱',
      points: [{ at: asOf - HOUR, gems: 0, value: null }],
      unvalued: 0,
      asOf,
    }),
  ],
])('%s makes a picture, the same each time', async (_, plot) => {
  const png = await drawPlot(plot);
  expect(isPng(png)).toBe(true);
  expect(await drawPlot(plot)).toEqual(png);
  const pixels = await readPixels(png);
  expect([pixels.width, pixels.height]).toEqual([1200, 660]);
});

test('a balance holds until now: the line is drawn to the right edge, at its height', async () => {
  const points = [
    { at: asOf - 4 * HOUR, gems: 0, value: 0 },
    { at: asOf - 2 * HOUR, gems: 0, value: 100 },
  ];
  const pixels = await readPixels(
    await drawPlot(balancePlot({ language: 'en', owner: 'builderman', points, unvalued: 0, asOf })),
  );
  const WORTH = [255, 209, 102, 255];
  // The top tick is 100; the field goes from x 130 to 1156.
  expect(pixels.at(1000, 150)).toEqual(WORTH);
  expect(pixels.at(300, 150)).not.toEqual(WORTH);
});

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
  const extremes = [
    { at: 0, amount: 1 },
    { at: 33_333, amount: 9_999 },
    { at: 55_555, amount: 0 },
    { at: 77_777, amount: null },
    { at: 99_999, amount: 2 },
  ];
  const points = flat(100_000).map((point) => extremes.find(({ at }) => at === point.at) ?? point);
  const kept = thin(points, 400);
  expect(kept.length).toBeLessThanOrEqual(400);
  for (const point of extremes) expect(kept).toContainEqual(point);
});

test('many points of one moment become few', () => {
  const points = flat(10_000).map(({ amount }) => ({ at: 7, amount }));
  expect(thin(points, 400).length).toBeLessThanOrEqual(4);
});

test('a point at no time is left out', () => {
  expect(thin([{ at: Number.NaN, amount: 1 }], 400)).toEqual([]);
});
