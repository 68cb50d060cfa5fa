import { describe, expect, test } from 'bun:test';
import { itemOf } from '../../test/bank/item.ts';
import { createCatalogue, createOpenCatalogue } from './catalogue.ts';
import { EVERY_PET, type Supported } from './supported.ts';

const AT = '2026-01-01T00:00:00.000Z';
const ITEMS = [
  itemOf({ id: 'Cat', value: 10 }),
  itemOf({ id: 'Cat', variant: 'golden', value: 500 }),
  itemOf({ id: 'Dog' }),
  itemOf({ id: 'fox_01', name: 'Shown Fox', value: 20, tier: 'exclusive' }),
  itemOf({ id: 'Huge Cat', value: 9_000, tier: 'huge' }),
  itemOf({ id: 'Rock', value: 9_000, tradable: false }),
];

/** What the bank takes of them, and why it doesn't take the others. */
function takenWith(supported: Partial<Supported>): Record<string, string | null> {
  const catalogue = createCatalogue(ITEMS, AT, { supported: { ...EVERY_PET, ...supported } });
  for (const item of catalogue.items) expect(item.tradable).toBe(catalogue.whyNotTaken(item) === null);
  return Object.fromEntries(
    ITEMS.map((item) => [
      `${item.variant === 'normal' ? '' : 'golden '}${item.id}`,
      catalogue.whyNotTaken(item),
    ]),
  );
}

const NOT_THIS = "this bank doesn't take this pet";
const UNTRADABLE = "this pet can't be traded";
const taken = { Cat: null, 'golden Cat': null, Dog: null, fox_01: null, 'Huge Cat': null, Rock: UNTRADABLE };

describe('a bank takes', () => {
  test('every pet that the game lets be traded, where nothing is said', () => {
    expect(takenWith({})).toEqual(taken);
  });

  test('pets of some tiers only', () => {
    const why = 'this bank takes only huge, exclusive pets';
    expect(takenWith({ tiers: new Set(['huge', 'exclusive']) })).toEqual({
      ...taken,
      Cat: why,
      'golden Cat': why,
      Dog: why,
    });
  });

  test('pets of a least value only, each form for itself, and none whose value is unknown', () => {
    const why = (worth: string): string => `this bank takes pets worth 20 gems or more, and ${worth}`;
    expect(takenWith({ minValue: 20 })).toEqual({
      ...taken,
      Cat: why('this one is worth 10'),
      Dog: why('the worth of this one is not known'),
    });
  });

  test('no pet that is denied, by its id or the name it is shown by', () => {
    expect(takenWith({ denied: new Set(['Cat', 'Shown Fox']) })).toEqual({
      ...taken,
      Cat: NOT_THIS,
      'golden Cat': NOT_THIS,
      fox_01: NOT_THIS,
    });
  });

  test('no pet that is denied, however its name is typed', () => {
    expect(takenWith({ denied: new Set(['huge\u00a0CAT', 'sh\u00f6wn-fox', 'DOG']) })).toEqual({
      ...taken,
      'Huge Cat': NOT_THIS,
      fox_01: NOT_THIS,
      Dog: NOT_THIS,
    });
  });

  test('every pet that is allowed, whatever its tier and value, unless denied or untradable', () => {
    const supported = {
      tiers: new Set(['titanic']),
      minValue: 1_000_000,
      allowed: new Set(['Dog', 'Shown Fox', 'Rock', 'Huge Cat']),
      denied: new Set(['Huge Cat']),
    };
    expect(takenWith(supported)).toMatchObject({
      Dog: null,
      fox_01: null,
      Rock: UNTRADABLE,
      'Huge Cat': NOT_THIS,
    });
  });
});

test('a form that is not listed is of its tier, and without a value', () => {
  const shiny = { id: 'Huge Cat', variant: 'normal', shiny: true } as const;
  const reason = (supported: Partial<Supported>): string | null =>
    createCatalogue(ITEMS, AT, { supported: { ...EVERY_PET, ...supported } }).whyNotTaken(shiny);
  expect(reason({ tiers: new Set(['huge']) })).toBeNull();
  expect(reason({ minValue: 1 })).toContain('is not known');
});

test('a bank that knows no pets knows a tier by the first word of an id', () => {
  const { whyNotTaken } = createOpenCatalogue({
    ...EVERY_PET,
    tiers: new Set(['huge']),
    denied: new Set(['Huge Dog']),
  });
  const reason = (id: string): string | null => whyNotTaken({ id, variant: 'normal', shiny: false });
  expect(['Huge Cat', 'Cat', 'Huge Dog'].map(reason)).toEqual([
    null,
    'this bank takes only huge pets',
    NOT_THIS,
  ]);
});
