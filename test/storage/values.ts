import { describe, expect, test } from 'bun:test';
import { invariant } from '../../src/bank/engine/assert.ts';
import type { PetValueRow } from '../../src/bank/pet-values.ts';
import type { Driver } from '../../src/storage/driver.ts';
import { CAT_KEY, driverOfEachTest, type OpenStore, T0 } from './samples.ts';
import { type OpenSharedStore, sharedStoreOfEachTest } from './sharing.ts';

const ODD_KEY = 'pet/golden/shiny/3/Zoë\'s "🐭" / \\';

export const valueRow = (change: Partial<PetValueRow> = {}): PetValueRow => ({
  asset: CAT_KEY,
  name: 'Cat',
  tier: 'other',
  tradable: true,
  thumbnail: 'rbxassetid://1',
  chromaNames: ['Red', null, "Zoë's 🐭", null, null, 'Blue'],
  // The most that BIG Games' lists may name, and one that no 32 bits hold.
  value: Number.MAX_SAFE_INTEGER,
  rap: Number.MAX_SAFE_INTEGER,
  exists: 1_229_396_010_754,
  valuedAt: T0,
  listedAt: T0,
  source: 'file',
  flags: ['capped', 'jump', 'denied'],
  recent: [{ at: T0, rap: Number.MAX_SAFE_INTEGER }],
  points: [
    { at: T0 - 1, value: 0 },
    { at: T0, value: Number.MAX_SAFE_INTEGER },
  ],
  ...change,
});
const UNKNOWN = {
  ...valueRow({ asset: ODD_KEY, tradable: false, thumbnail: null, value: null, rap: null, exists: null }),
  listedAt: null,
  chromaNames: [],
  source: 'big_games',
  flags: [],
  recent: [],
  points: [],
} as const;

const withoutPoints = ({ points: _points, ...facts }: PetValueRow) => facts;

/** Writes the rows over what is there. */
const put = (driver: Driver, rows: readonly PetValueRow[], nextAt: number | null = null): Promise<number> =>
  driver.importValues({ readings: rows, revise: (_before, row) => row, nextAt });

/** Values are kept whole, imported all at once, and read by one process of however many. */
export function describeValues(open: OpenStore): void {
  describe('pet values', () => {
    const driver = driverOfEachTest(open);

    test('there are none at first', async () => {
      expect(await driver().petValues({ limit: 10 })).toEqual([]);
      expect(await driver().valuePoints(CAT_KEY)).toEqual([]);
      expect(await driver().valuesVersion()).toBe(0);
    });

    test('come back as put, by their keys, so many at a time, and a history by its pet', async () => {
      expect(await put(driver(), [valueRow(), UNKNOWN])).toBe(1);
      const [first, second] = [ODD_KEY, CAT_KEY].sort();
      const rows = await driver().petValues({ limit: 10 });
      expect(rows.map(({ asset }) => asset)).toEqual([invariant(first, 'a key'), invariant(second, 'a key')]);
      expect(rows).toContainEqual(withoutPoints(valueRow()));
      expect(rows).toContainEqual(withoutPoints(UNKNOWN));
      expect(await driver().petValues({ limit: 1 })).toEqual(rows.slice(0, 1));
      expect(await driver().petValues({ after: invariant(first, 'a key'), limit: 10 })).toEqual(
        rows.slice(1),
      );
      expect(await driver().valuePoints(CAT_KEY)).toEqual(valueRow().points);
      expect(await driver().valuePoints(ODD_KEY)).toEqual([]);
    });

    describeImports(driver);
    describeRemovals(driver);
    describeTurns(driver);
  });
}

function describeImports(driver: () => Driver): void {
  test('are made of what was there before, and the others stay as they are', async () => {
    await put(driver(), [valueRow(), UNKNOWN]);
    const seen: unknown[] = [];
    const version = await driver().importValues({
      readings: [{ asset: CAT_KEY }, { asset: 'pet/normal/-/-/New' }],
      revise(before, { asset }) {
        seen.push(before);
        return valueRow({ asset, value: 7 });
      },
      nextAt: null,
    });
    expect(version).toBe(2);
    expect(await driver().valuesVersion()).toBe(2);
    expect(seen).toEqual([valueRow(), undefined]);
    const rows = await driver().petValues({ limit: 10 });
    expect(Object.fromEntries(rows.map(({ asset, value }) => [asset, value]))).toEqual({
      [CAT_KEY]: 7,
      'pet/normal/-/-/New': 7,
      [ODD_KEY]: null,
    });
  });

  test('are imported all or not at all', async () => {
    await put(driver(), [UNKNOWN]);
    const failing = driver().importValues({
      readings: [valueRow(), UNKNOWN],
      revise(before, row) {
        if (before) throw new Error('no row of this');
        return row;
      },
      nextAt: T0,
    });
    await expect(failing).rejects.toThrow('no row of this');
    expect(await driver().petValues({ limit: 10 })).toEqual([withoutPoints(UNKNOWN)]);
    expect(await driver().valuesVersion()).toBe(1);
  });
}

function describeRemovals(driver: () => Driver): void {
  const TYPED = 'pet/normal/-/-/huge cat';
  const OLD = 'pet/normal/-/-/Old';

  test('are removed where no list has held them, whole and once, and other processes see it', async () => {
    const rows = [
      valueRow(),
      { ...UNKNOWN, listedAt: T0 },
      valueRow({ asset: TYPED, listedAt: null }),
      valueRow({ asset: OLD, listedAt: 0 }),
    ];
    await put(driver(), [...rows, valueRow({ asset: 'pet/normal/-/-/Other', listedAt: null })]);
    const asked = [...rows.map(({ asset }) => asset), 'pet/normal/-/-/Nobody'];
    const before = await driver().valuesVersion();
    expect(await driver().removeUnlistedValues(asked)).toBe(2);
    expect(await driver().valuesVersion()).toBe(before + 1);
    const left = (await driver().petValues({ limit: 10 })).map(({ asset }) => asset);
    expect(left.toSorted()).toEqual([CAT_KEY, ODD_KEY, 'pet/normal/-/-/Other'].toSorted());
    expect(await driver().valuePoints(TYPED)).toEqual([]);
    expect(await driver().removeUnlistedValues(asked)).toBe(0);
  });
}

function describeTurns(driver: () => Driver): void {
  const turn = (at: number, until: number): Promise<boolean> =>
    driver().takeImportTurn({ at, until, latest: at + 100 });

  test('are read by the first once it is time, and again when a turn ended with no import', async () => {
    expect(await turn(T0, T0 + 10)).toBe(true);
    expect(await turn(T0 + 9, T0 + 20)).toBe(false);
    expect(await turn(T0 + 10, T0 + 20)).toBe(true);
    expect(await driver().valuesVersion()).toBe(0);
  });

  test('are read no more until the time that an import names; a file leaves that time as it is', async () => {
    await put(driver(), [UNKNOWN], T0 + 100);
    expect(await turn(T0 + 99, T0 + 200)).toBe(false);
    await put(driver(), [UNKNOWN]);
    expect(await turn(T0 + 99, T0 + 200)).toBe(false);
    expect(await turn(T0 + 100, T0 + 200)).toBe(true);
  });

  test('are read where the row says a time that is later than any', async () => {
    await put(driver(), [UNKNOWN], T0 + 101);
    expect(await turn(T0 + 1, T0 + 200)).toBe(false);
    expect(await turn(T0, T0 + 10)).toBe(true);
    expect(await turn(T0, T0 + 10)).toBe(false);
  });
}

/** How many rows each of two imports brings. */
const ROWS = 300;

export function describeSharedValues(open: OpenSharedStore): void {
  const store = sharedStoreOfEachTest(open);

  test('two imports at once come one after the other: each sees the other whole or not at all', async () => {
    const { connect } = store();
    const drivers = [await connect(), await connect()];
    const assets = Array.from({ length: ROWS }, (_, index) => ({ asset: `pet/normal/-/-/${index}` }));
    const adding = drivers.map((driver) =>
      driver.importValues({
        readings: assets,
        revise: (before, { asset }) => valueRow({ asset, value: (before?.value ?? 0) + 1 }),
        nextAt: T0,
      }),
    );
    expect((await Promise.all(adding)).sort()).toEqual([1, 2]);
    const rows = await (await connect()).petValues({ limit: 2 * ROWS });
    expect(rows).toHaveLength(ROWS);
    expect(new Set(rows.map(({ value }) => value))).toEqual(new Set([2]));
  });

  test('of two that ask for the turn at once, one gets it', async () => {
    const { connect } = store();
    const drivers = [await connect(), await connect()];
    const turns = await Promise.all(
      drivers.map((driver) => driver.takeImportTurn({ at: T0, until: T0 + 10, latest: T0 + 10 })),
    );
    expect(turns.sort()).toEqual([false, true]);
  });
}
