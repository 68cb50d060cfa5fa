import { describe, expect, test } from 'bun:test';
import { z } from 'zod';
import { holdsColumn, marksColumn } from '../../bank/engine/hold-columns.ts';
import { entriesColumn, goodsColumn, pointsColumn, recentColumn } from '../columns.ts';
import { readEntries, readGoods, readHolds, readMarks, readPoints, readRecent } from './json-columns.ts';

const PET = { id: 'Huge Cat', variant: 'golden', shiny: true, quantity: 2 };
const GOODS = { pets: [PET], gems: 1_000 };
const ENTRY = { asset: 'gems', from: 'teller:teller-1', to: 'member:1', amount: '1000' };

/** Values in places where others belong. */
const ODD = [
  ...[-1, 0, 0.5, 1, 7, 2 ** 53, null, true, [], {}, [null], { 0: 1, 1: 1 }, undefined],
  ...['', '0', '007', '-7', '+7', '1.5', '7x', ' 7', '٣', 'normal', 'Rainbow', 'gems'],
  ...['Ünicorn 🦄', 'a\nb', '\u007f', '\ud800', 'x'.repeat(64), 'x'.repeat(65), '🦄'.repeat(40)],
] as const;

/** The record with each odd value in each of its fields, and with a field too many. */
const oddRecords = (record: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>>[] => [
  record,
  ...[...Object.keys(record), 'chroma', 'more'].flatMap((name) =>
    ODD.map((value) => ({ ...record, [name]: value })),
  ),
];

/** The value that was read, or that it was refused. */
function outcomeOf(read: () => unknown): unknown {
  try {
    return { value: read() };
  } catch (error) {
    if (error instanceof z.ZodError) return 'refused';
    throw error;
  }
}

describe('the columns of the log are read just as their schemas read them', () => {
  const goods = [
    ...oddRecords(GOODS),
    ...oddRecords(PET).map((pet) => ({ ...GOODS, pets: [PET, pet] })),
    ...ODD.map((pet) => ({ ...GOODS, pets: [pet] })),
    ...ODD,
  ];
  const entries = [
    ...oddRecords(ENTRY).map((entry) => [ENTRY, entry]),
    ...ODD.map((entry) => [ENTRY, entry]),
    ...ODD,
  ];

  const points = [
    [],
    [
      [1, 2],
      [3, 4],
    ],
    [[1, 2, 3]],
    ...ODD.flatMap((odd) => [[[1, odd]], [[odd, 1]], [[1, 2], odd], odd]),
  ];
  const HOLD: readonly unknown[] = ['teller-1', 3, 2, '7', 1, 2, 'ab', false, null];
  const holds = [
    [],
    [HOLD],
    [[...HOLD, 1]],
    ...HOLD.flatMap((_field, index) => ODD.map((odd) => [HOLD, HOLD.with(index, odd)])),
    ...ODD,
  ];
  const recent = [
    ...oddRecords({ at: 1, rap: 2 }).map((readonly) => [{ at: 3, rap: 4 }, readonly]),
    ...ODD.map((odd) => [odd]),
    ...ODD,
  ];

  test.each([
    ['goods', goods, readGoods, goodsColumn],
    ['entries', entries, readEntries, entriesColumn],
    ['points', points, readPoints, pointsColumn],
    ['holds', holds, readHolds, holdsColumn],
    ['marks', points, readMarks, marksColumn],
    ['recent prices', recent, readRecent, recentColumn],
  ])('%s, as they should be and with anything odd in any place', (_name, values, read, schema) => {
    const texts = values.flatMap((value) => JSON.stringify(value) ?? []);
    const outcomes = texts.map((text) => ({ text, outcome: outcomeOf(() => read(text)) }));
    expect(outcomes).toStrictEqual(
      texts.map((text) => {
        // Goods that older versions wrote say the most that a number can.
        const exact = schema === goodsColumn ? text.replaceAll(String(2 ** 53), String(2 ** 53 - 1)) : text;
        return { text, outcome: outcomeOf(() => z.decode(schema, JSON.parse(exact))) };
      }),
    );
    const refused = outcomes.filter(({ outcome }) => outcome === 'refused').length;
    expect(refused).toBeGreaterThan(texts.length / 4);
    expect(refused).toBeLessThan(texts.length);
  });

  test('what is no JSON is a SyntaxError', () => {
    expect(() => readGoods('{')).toThrow(SyntaxError);
    expect(() => readEntries('')).toThrow(SyntaxError);
  });
});
