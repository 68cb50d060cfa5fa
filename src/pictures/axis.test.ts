import { expect, test } from 'bun:test';
import { amountAxis, timeAxis } from './axis.ts';

const labels = (ticks: readonly { readonly label: string }[]) => ticks.map(({ label }) => label);
const DAY = 24 * 60 * 60 * 1000;
const from = Date.UTC(2026, 10, 22, 21, 26);

test.each<[number, number, string[]]>([
  [0, 0, ['0', '1']],
  [0, 3, ['0', '1', '2', '3']],
  [0, 67_600_000, ['0', '20M', '40M', '60M', '80M']],
  [66_600_000, 67_650_000, ['66.6M', '66.8M', '67.0M', '67.2M', '67.4M', '67.6M', '67.8M']],
  // At least 1 % from bottom to top, or noise would look like a crash.
  [67_600_000, 67_600_001, ['67.2M', '67.4M', '67.6M', '67.8M', '68.0M']],
  [0, 9_000, ['0', '2K', '4K', '6K', '8K', '10K']],
])('amounts from %p to %p', (lowest, highest, shown) => {
  const { ticks, scale } = amountAxis(lowest, highest);
  expect(labels(ticks)).toEqual(shown);
  const [bottom, top] = scale.domain();
  expect(bottom).toBeLessThanOrEqual(lowest);
  expect(top).toBeGreaterThanOrEqual(highest);
});

test('whatever the amounts, the ticks are few, differ, and hold them', () => {
  for (let power = 0; power <= 60; power++) {
    for (const spread of [0, 0.001, 0.02, 0.5, 1]) {
      const highest = 3.7 * 10 ** power;
      const { ticks, scale } = amountAxis(highest * (1 - spread), highest);
      expect(ticks.length).toBeWithin(2, 9);
      expect(new Set(labels(ticks)).size).toBe(ticks.length);
      expect(scale.domain().at(-1)).toBeGreaterThanOrEqual(highest * (1 - 1e-12));
    }
  }
});

test.each<[string, number, string[]]>([
  ['three hours', DAY / 8, ['21:30', '22:00', '22:30', '23:00', '23:30', '23 Nov']],
  ['a day', DAY, ['23 Nov', '03:00', '06:00', '09:00', '12:00', '15:00', '18:00', '21:00']],
  ['six days', 6 * DAY, ['23 Nov', '24 Nov', '25 Nov', '26 Nov', '27 Nov', '28 Nov']],
  ['half a year', 180 * DAY, ['Dec 2026', 'Jan 2027', 'Feb 2027', 'Mar 2027', 'Apr 2027', 'May 2027']],
  ['six years', 6 * 365 * DAY, ['2027', '2028', '2029', '2030', '2031', '2032']],
])('%s of time', (_, span, shown) => {
  expect(labels(timeAxis(from, from + span, 'en').ticks)).toEqual(shown);
});

test('a tick is where its label says', () => {
  const moments = (span: number) =>
    timeAxis(from, from + span, 'en').ticks.map(({ at }) => new Date(at).toISOString());
  expect(moments(180 * DAY).slice(0, 2)).toEqual(['2026-12-01T00:00:00.000Z', '2027-01-01T00:00:00.000Z']);
  expect(moments(6 * 365 * DAY)[0]).toBe('2027-01-01T00:00:00.000Z');
  expect(moments(6 * DAY)[0]).toBe('2026-11-23T00:00:00.000Z');
});

test('whatever the span, times are few, in order, and inside', () => {
  for (let span = 60_000; span < 400 * 365 * DAY; span *= 1.37) {
    const ticks = timeAxis(from, from + span, 'en').ticks;
    expect(ticks.length).toBeWithin(0, 11);
    expect(ticks.every(({ at }) => at >= from && at <= from + span)).toBe(true);
    expect(ticks.toSorted((a, b) => a.at - b.at)).toEqual([...ticks]);
  }
});
