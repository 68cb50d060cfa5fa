import { describe, expect, test } from 'bun:test';
import type { ValuePoint } from '../bank/engine/catalogue.ts';
import { addPoint, thinPoints } from './revise.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const NOW = Date.UTC(2026, 4, 10, 12);

/** A value that changes every four hours, for so many days. */
function yearsOf(days: number): readonly ValuePoint[] {
  let points: readonly ValuePoint[] = [];
  for (let at = NOW - days * DAY_MS; at <= NOW; at += 4 * HOUR_MS)
    points = addPoint(points, { at, value: at % 997 });
  return points;
}

describe('a history', () => {
  test('keeps every point of two days, then one a day for two months, then one a week', () => {
    const points = yearsOf(400);
    const within = (fromDays: number, toDays: number): number =>
      points.filter(({ at }) => NOW - at >= fromDays * DAY_MS && NOW - at < toDays * DAY_MS).length;
    expect(within(0, 2)).toBe(12);
    expect(within(10, 50)).toBe(40);
    expect(within(70, 399)).toBe(47);
    expect(points.at(-1)).toEqual({ at: NOW, value: NOW % 997 });
  });

  test('does not grow without end, and forgets what is older than two years', () => {
    const points = yearsOf(1_500);
    expect(points.length).toBeLessThan(200);
    expect(NOW - (points[0]?.at ?? 0)).toBeLessThan(730 * DAY_MS);
  });

  test('keeps the last point of a day, whatever is thinned again', () => {
    const old = NOW - 10 * DAY_MS;
    const points = [0, 4, 8].map((hours) => ({ at: old + hours * HOUR_MS, value: hours }));
    const kept = thinPoints(points, NOW);
    expect(kept.map(({ value }) => value)).toEqual([8]);
    expect(thinPoints(kept, NOW)).toEqual(kept);
  });

  test('of a value that stays the same is its first and its last point', () => {
    let points: readonly ValuePoint[] = [];
    for (let hours = 0; hours <= 40; hours += 4)
      points = addPoint(points, { at: NOW + hours * HOUR_MS, value: 5 });
    expect(points).toEqual([
      { at: NOW, value: 5 },
      { at: NOW + 40 * HOUR_MS, value: 5 },
    ]);
    expect(addPoint(points, { at: NOW + 44 * HOUR_MS, value: 6 })).toHaveLength(3);
  });
});
