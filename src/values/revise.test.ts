import { describe, expect, test } from 'bun:test';
import type { ValuePoint } from '../bank/engine/catalogue.ts';
import type { PetValueRow } from '../bank/pet-values.ts';
import { addPoint, reviseByFile, reviseByReading, thinPoints } from './revise.ts';

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

describe('a row that prices of 0 had poisoned', () => {
  const FOUR_HOURS_MS = 4 * HOUR_MS;
  const facts = {
    asset: 'pet/normal/-/-/Titanic Cat',
    name: 'Titanic Cat',
    tier: 'titanic',
    tradable: true,
    thumbnail: null,
    chromaNames: [],
    exists: 5,
  } as const;
  /** What the bank made of these prices, oldest first, before it knew that 0 is none. */
  function poison(values: readonly number[], raps: readonly number[]): PetValueRow {
    const timeOf = (index: number, length: number): number => NOW - (length - index) * FOUR_HOURS_MS;
    const points = values.map((value, index) => ({ at: timeOf(index, values.length), value }));
    return {
      ...facts,
      rap: raps.at(-1) ?? null,
      value: values.at(-1) ?? null,
      valuedAt: NOW - FOUR_HOURS_MS,
      listedAt: NOW - FOUR_HOURS_MS,
      source: 'big_games',
      flags: ['jump'],
      recent: raps.map((rap, index) => ({ at: timeOf(index, raps.length), rap })),
      points,
    };
  }
  const readNow = (row: PetValueRow, rap: number | null): PetValueRow =>
    reviseByReading(row, { ...facts, rap }, { at: NOW, cap: null });

  test.each([
    ['halved once', [52e9, 26e9], [52e9, 0], 52e9, 2],
    ['halved ten times', [60e9, 52e9, ...halves(52e9, 10)], [0, 0, 0, 0, 0], 52e9, 11],
    ['halved down to one', [52e9, ...halves(52e9, 40)], [0, 0, 0, 0, 0], 52e9, 41],
    ['that rose again since', [52e9, 26e9, 13e9, 26e9, 50e9], [0, 0, 50e9, 50e9, 50e9], 50e9, 1],
    ['that never had another', [0, 0], [0, 0, 0], null, 1],
  ])('%s has its old value with its age again', (_name, values, raps, value, readsAgo) => {
    const row = readNow(poison(values, raps), null);
    const age = value === null ? NOW - FOUR_HOURS_MS : NOW - readsAgo * FOUR_HOURS_MS;
    expect(row).toMatchObject({ value, valuedAt: age, rap: null, flags: ['no_rap'] });
    expect(row.recent.filter(({ rap }) => rap === 0)).toEqual([]);
    expect(row.points.at(-1)?.value ?? null).toBe(value);
  });

  test('goes on from there with a price that comes', () => {
    expect(readNow(poison([52e9, 26e9, 13e9], [52e9, 0, 0]), 56e9)).toMatchObject({
      value: 52e9,
      valuedAt: NOW,
    });
    expect(readNow(poison([0], [0]), 56e9)).toMatchObject({ value: 56e9, valuedAt: NOW });
  });

  test('leaves a file its value, a 0 too, and gives none of its zeros back', () => {
    const row = reviseByFile(poison([0], [0]), { asset: facts.asset, value: 0 }, NOW);
    expect(readNow(row, null)).toMatchObject({ value: 0, source: 'file', recent: [] });
    expect(reviseByFile(row, { asset: facts.asset, value: null }, NOW)).toMatchObject({ value: null });
  });
});

/** What so many prices of 0 made of a value. */
function halves(value: number, times: number): readonly number[] {
  const values = [value];
  for (let time = 0; time < times; time += 1) values.push(Math.ceil((values.at(-1) ?? 0) / 2));
  return values.slice(1);
}
