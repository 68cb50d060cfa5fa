import { expect, test } from 'bun:test';
import { drawPlot } from './draw-plot.ts';
import { balancePlot, valuePlot } from './plot.ts';
import { isPng, pixelsOf } from './probe.ts';

const HOUR = 60 * 60 * 1000;
const asOf = Date.UTC(2026, 10, 22, 23, 26);

test('a balance is two lines, the newest amounts exact beside them, in whatever order the points come', () => {
  const points = [
    { at: asOf - HOUR, gems: 5, value: 2n ** 60n + 1n },
    { at: asOf - 2 * HOUR, gems: 7n, value: null },
  ];
  const { lines } = balancePlot({ owner: 'builderman', points, asOf });
  expect(lines.map(({ label, latest }) => [label, latest])).toEqual([
    ['Total value', 2n ** 60n + 1n],
    ['Gems', 5n],
  ]);
  expect(lines.at(1)?.points.map(({ amount }) => amount)).toEqual([7, 5]);
});

test('of a hundred thousand points at most 800 a line are drawn', () => {
  const points = Array.from({ length: 100_000 }, (_, at) => ({ at, gems: (at * 7919) % 1000, value: at }));
  const { lines } = balancePlot({ owner: 'builderman', points, asOf });
  for (const line of lines) expect(line.points.length).toBeWithin(2, 801);
});

const value = (amount: bigint, at: number) => ({ at, value: amount });
test.each([
  ['no point', valuePlot({ name: 'Huge Cat', points: [], asOf })],
  ['one point', valuePlot({ name: 'Huge Cat', points: [value(5n, asOf)], asOf })],
  ['only gaps', valuePlot({ name: 'Huge Cat', points: [{ at: asOf, value: null }], asOf })],
  ['equal points', valuePlot({ name: 'Huge Cat', points: [value(5n, 0), value(5n, asOf)], asOf })],
  [
    'sums without end',
    valuePlot({ name: 'W'.repeat(10_000), points: [value(10n ** 400n, 0), value(1n, asOf)], asOf }),
  ],
  [
    'a balance',
    balancePlot({ owner: '\u202e🐱', points: [{ at: asOf - HOUR, gems: 0, value: null }], asOf }),
  ],
])('%s makes a picture, the same each time', async (_, plot) => {
  const png = await drawPlot(plot);
  expect(isPng(png)).toBe(true);
  expect(await drawPlot(plot)).toEqual(png);
  const pixels = await pixelsOf(png);
  expect([pixels.width, pixels.height]).toEqual([1200, 660]);
});

test('a balance holds until now: the line is drawn to the right edge, at its height', async () => {
  const points = [
    { at: asOf - 4 * HOUR, gems: 0, value: 0 },
    { at: asOf - 2 * HOUR, gems: 0, value: 100 },
  ];
  const pixels = await pixelsOf(await drawPlot(balancePlot({ owner: 'builderman', points, asOf })));
  const WORTH = [255, 209, 102, 255];
  // The top tick is 100; the field goes from x 130 to 1156.
  expect(pixels.at(1000, 150)).toEqual(WORTH);
  expect(pixels.at(300, 150)).not.toEqual(WORTH);
});
