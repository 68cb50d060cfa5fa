import { describe, expect, test } from 'bun:test';
import type { Item } from '../bank/engine/catalogue.ts';
import { MAX_AMOUNT, petKey, petSchema, TIERS, VARIANTS } from '../bank/engine/pets.ts';
import { createDemoCatalogue } from './demo.ts';

const AT = '2026-01-01T00:00:00.000Z';
const catalogue = createDemoCatalogue({ updatedAt: AT });
const { items } = catalogue;
const ids = new Set(items.map((item) => item.id));

function offenders(isWrong: (item: Item) => boolean): string[] {
  return items.filter(isWrong).map(petKey);
}

/** The plain pet that an item is a form of. */
function plainOf(item: Item): Item | undefined {
  return plainById.get(item.id);
}
const plainById = new Map(
  items
    .filter((item) => item.variant === 'normal' && !item.shiny && item.chroma === undefined)
    .map((item) => [item.id, item]),
);

describe('the demo catalogue', () => {
  test('has at least 180 ids, each in every variant, and no pet twice', () => {
    expect(ids.size).toBeGreaterThanOrEqual(180);
    expect(new Set(items.map(petKey)).size).toBe(items.length);
    for (const variant of VARIANTS) {
      expect(new Set(items.filter((item) => item.variant === variant).map((item) => item.id))).toEqual(ids);
    }
  });

  test('has pets of every tier, shiny ones, and all six chromas', () => {
    expect(new Set(items.map((item) => item.tier))).toEqual(new Set(TIERS));
    expect(items.some((item) => item.shiny)).toBe(true);
    expect(new Set(items.map((item) => item.chroma))).toEqual(new Set([undefined, 1, 2, 3, 4, 5, 6]));
  });

  test('holds only pets that a request may name', () => {
    const isRefused = ({ id, variant, shiny, chroma }: Item) =>
      !petSchema.safeParse({ id, variant, shiny, chroma }).success;
    expect(offenders(isRefused)).toEqual([]);
  });

  test('holds no amount but null or an integer from 0 to the largest, and no price over 25 billion', () => {
    const isWrong = (amount: number | null) =>
      amount !== null && !(Number.isInteger(amount) && amount >= 0 && amount <= MAX_AMOUNT);
    expect(offenders(({ value, rap, exists }) => [value, rap, exists].some(isWrong))).toEqual([]);
    expect(offenders(({ value, rap }) => Math.max(value ?? 0, rap ?? 0) > 25_000_000_000)).toEqual([]);
  });

  test('has a rarer form worth more than the plain pet, and no more common', () => {
    const isWrong = (item: Item) => {
      const plain = plainOf(item);
      if (plain === undefined) return true;
      if (plain === item) return false;
      const isWorthLess = item.value !== null && item.value <= (plain.value ?? 0);
      return isWorthLess || (item.exists !== null && item.exists > (plain.exists ?? 0));
    };
    expect(offenders(isWrong)).toEqual([]);
  });

  test('has about one huge or titanic form in eight without a RAP, the others close to the value', () => {
    const rare = items.filter(({ tier, value }) => (tier === 'huge' || tier === 'titanic') && value !== null);
    const share = rare.filter((item) => item.rap === null).length / rare.length;
    expect(share).toBeGreaterThan(1 / 12);
    expect(share).toBeLessThan(1 / 5);
    const isFar = ({ value, rap }: Item) =>
      rap !== null && Math.abs(rap * 10 - (value ?? 0) * 10) > (value ?? 0) + 10;
    expect(offenders(isFar)).toEqual([]);
  });

  test('knows some of everything and not all of anything', () => {
    for (const field of ['value', 'exists', 'thumbnail'] as const) {
      const unknown = items.filter((item) => item[field] === null).length;
      expect(unknown).toBeGreaterThan(0);
      expect(unknown).toBeLessThan(items.length / 4);
    }
    expect(items.some((item) => !item.tradable)).toBe(true);
    expect(catalogue.find('Starter Cat')).toMatchObject({ id: 'Starter Cat', tradableInGame: false });
  });

  test('names pictures as Roblox does, one for each id', () => {
    expect(
      offenders(({ thumbnail }) => thumbnail !== null && !/^rbxassetid:\/\/\d{15}$/.test(thumbnail)),
    ).toEqual([]);
    expect(offenders((item) => item.thumbnail !== (plainOf(item)?.thumbnail ?? null))).toEqual([]);
  });

  test('is dated by its caller, and the same each time', () => {
    expect(catalogue.updatedAt).toBe(AT);
    expect(offenders((item) => item.updatedAt !== AT)).toEqual([]);
    expect(createDemoCatalogue({ updatedAt: AT }).items).toEqual(items);
  });
});

describe('names in the demo catalogue', () => {
  test('a name that differs from its id finds the id', () => {
    expect(catalogue.find('Huge 8-Bit Cat')?.id).toBe('Huge Pixel Cat');
    expect(catalogue.find('Huge Pixel Cat')?.id).toBe('Huge Pixel Cat');
  });

  test('a name of two ids finds neither', () => {
    expect(items.some((item) => item.name === 'Huge Party Cat')).toBe(true);
    expect(catalogue.find('Huge Party Cat')).toBeNull();
    expect(catalogue.find('Huge Party Cat 2023')?.id).toBe('Huge Party Cat 2023');
    expect(catalogue.find('Huge Party Cat 2024')?.id).toBe('Huge Party Cat 2024');
  });

  test.each(['Golden Retriever', 'Rainbow Swirl', 'Shiny Pearl Crab', 'Huge Chroma Phoenix'])(
    '%s is the name of a plain pet, not a variant of another',
    (id) => {
      expect(catalogue.find(id)?.id).toBe(id);
      const plain = items.find((item) => item.id === id);
      expect(plain).toMatchObject({ name: id, variant: 'normal', shiny: false });
      expect(plain?.chroma).toBeUndefined();
      expect(catalogue.value({ id, variant: 'normal', shiny: false })).toBe(plain?.value ?? null);
    },
  );
});
