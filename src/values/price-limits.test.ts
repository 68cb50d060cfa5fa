import { describe, expect, test } from 'bun:test';
import type { ValueFlag } from '../bank/engine/catalogue.ts';
import type { RapPoint } from '../bank/pet-values.ts';
import { addRap, findCap, findMedian, judgePrice } from './price-limits.ts';

const HOUR_MS = 3_600_000;
const NOON = Date.UTC(2026, 4, 10, 12);

const MOST = Number.MAX_SAFE_INTEGER;

/** Prices four hours apart. */
const prices = (...raps: number[]): readonly RapPoint[] =>
  raps.map((rap, index) => ({ at: NOON + index * 4 * HOUR_MS, rap }));
const judgeOf = (raps: number[], before: number | null) =>
  judgePrice(prices(...raps), { rap: raps.at(-1) ?? null, before, cap: 5_000 });

describe('the median', () => {
  test.each([
    [[], null],
    [[5], 5],
    [[9, 5], 5],
    [[9, 1, 5], 5],
    [[9, 1, 5, 7], 5],
    [[1, 1, 9, 9, 9], 9],
  ])('of %j is %j', (raps, median) => {
    expect(findMedian(prices(...raps))).toBe(median);
  });
});

describe('a price more', () => {
  test('pushes out the oldest of five', () => {
    const recent = prices(1, 2, 3, 4, 5);
    const next = { at: NOON + 20 * HOUR_MS, rap: 6 };
    expect(addRap(recent, next).map(({ rap }) => rap)).toEqual([2, 3, 4, 5, 6]);
  });

  test('that is read again within two hours takes the place of the one before, however often', () => {
    let recent = prices(10, 10);
    const { at } = recent[1] ?? { at: 0 };
    for (let minutes = 1; minutes < 120; minutes += 1)
      recent = addRap(recent, { at: at + minutes * 60_000, rap: 90 });
    expect(recent).toEqual([
      { at: NOON, rap: 10 },
      { at, rap: 90 },
    ]);
    expect(addRap(recent, { at: at + 2 * HOUR_MS, rap: 90 })).toHaveLength(3);
  });
});

describe('a value', () => {
  test.each([
    ['the first price', [100], null, 100, []],
    ['a price as before', [100, 110], 100, 100, []],
    ['one wild price', [100, 100, 9_000], 100, 100, ['jump']],
    ['prices that stay high', [100, 100, 300, 300, 300], 100, 200, ['jump']],
    ['prices that stay low', [100, 100, 9, 9, 9], 101, 51, ['jump']],
    ['a price within the step', [100, 100, 200], 100, 100, []],
    ['a rise from nothing', [0, 500, 500], 0, 500, []],
    ['a price at the cap', [5_000], 5_000, 5_000, ['capped']],
    ['the highest price that a number holds', [MOST], MOST, MOST, []],
    ['a rise towards it', [1, MOST, MOST, MOST], MOST - 1, MOST, []],
  ] satisfies [string, number[], number | null, number, ValueFlag[]][])(
    'after %s',
    (_name, raps, before, value, flags) => {
      expect(judgeOf(raps, before)).toEqual({ value, flags });
    },
  );

  test('without a price stays what it is, and says so', () => {
    expect(judgePrice([], { rap: null, before: null, cap: null })).toEqual({
      value: null,
      flags: ['no_rap'],
    });
    expect(judgePrice(prices(100, 100), { rap: null, before: 100, cap: null })).toEqual({
      value: 100,
      flags: ['no_rap'],
    });
    expect(judgePrice([], { rap: null, before: 70, cap: null })).toEqual({ value: 70, flags: ['no_rap'] });
  });
});

describe('the cap of a list', () => {
  const list = (...raps: (number | null)[]) => raps.map((rap, index) => ({ id: `Pet ${index}`, rap }));
  const CAP = 25_000_000_000;
  const ordinary = Array.from({ length: 500 }, (_, index) => 1_000 + (index % 50));

  test.each([
    ['as in 2024, with many at one same top', [...ordinary, ...Array(12).fill(CAP)], CAP],
    ['with three at one same top', [...ordinary, CAP, CAP, CAP], CAP],
    ['as in 2026, with tops of their own', [...ordinary, CAP, CAP, CAP, 537_734_778_725, 1.5e12], null],
    ['with two at the top', [...ordinary, CAP, CAP], null],
    ['whose many equal prices are below the top', [7, 7, 7, 7, 7, 8], null],
    ['of one price for all', [100, 100, 100, 100], null],
    ['of one price, beside pets without', [100, 100, 100, null, null], null],
    ['of two pets', [1, 2], null],
    ['of one pet', [CAP], null],
    ['without prices', [null, null, null], null],
    ['of nothing', [], null],
  ] satisfies [string, (number | null)[], number | null][])('%s', (_name, raps, cap) => {
    expect(findCap(list(...raps))).toBe(cap);
  });

  test('is none where forms of two pets stand at the top', () => {
    const forms = ['A', 'A', 'A', 'B'].map((id) => ({ id, rap: CAP }));
    expect(findCap([...forms, { id: 'C', rap: 1 }])).toBeNull();
  });
});
