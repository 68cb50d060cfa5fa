import { afterEach, beforeEach, describe, expect, test } from 'bun:test';
import { type BigGamesDouble, startBigGamesDouble } from '../../test/doubles/big-games.ts';
import type { Catalogue } from '../bank/engine/catalogue.ts';
import type { Pet } from '../bank/engine/pets.ts';
import type { Driver } from '../storage/driver.ts';
import { openSqlite } from '../storage/sqlite/sqlite.ts';
import { createBigGames } from './big-games.ts';
import { loadCatalogue } from './load.ts';
import { EVERY_PET } from './supported.ts';
import { type SyncResult, syncValues } from './sync.ts';

const NOON = Date.UTC(2026, 4, 10, 12);
const HOUR_MS = 3_600_000;
const AT = new Date(NOON).toISOString();

let bigGames: BigGamesDouble;
let driver: Driver;
beforeEach(() => {
  bigGames = startBigGamesDouble();
  driver = openSqlite({ file: ':memory:', migrationsFolder: 'migrations' });
});
afterEach(async () => {
  await bigGames.stop();
  await driver.close();
});

function sync(at = NOON): Promise<SyncResult> {
  const api = createBigGames({ baseUrl: bigGames.url });
  return syncValues({ store: driver, api, clock: () => at, everyMs: 4 * HOUR_MS });
}
const catalogue = async (): Promise<Catalogue> => (await loadCatalogue(driver, EVERY_PET)).catalogue;
const pet = (id: string): Pet => ({ id, variant: 'normal', shiny: false });
const price = (id: string, value: unknown) => ({
  category: 'Pet',
  configData: { id },
  value,
});
const every4Hours = async (times: number, from = NOON): Promise<void> => {
  for (let read = 0; read < times; read += 1) await sync(from + read * 4 * HOUR_MS);
};

describe('a price of 0', () => {
  test.each([0, -0, 0.4])(
    'as %j is none: the value stays with its age, however often it is read',
    async (rap) => {
      bigGames.lists.raps = [price('Titanic Cat', 52_000_000_000)];
      await sync();
      bigGames.lists.raps = [price('Titanic Cat', rap), price('Huge Cat', 5)];
      await every4Hours(10, NOON + 4 * HOUR_MS);
      const { item, provenance } = await catalogue();
      expect(item(pet('Titanic Cat'))).toMatchObject({ value: 52_000_000_000, rap: null, updatedAt: AT });
      expect(provenance(pet('Titanic Cat'))?.flags).toEqual(['no_rap']);
      bigGames.lists.raps = [price('Titanic Cat', 60_000_000_000)];
      await sync(NOON + 11 * 4 * HOUR_MS);
      // The lower of the two prices there were.
      expect((await catalogue()).item(pet('Titanic Cat'))).toMatchObject({
        value: 52_000_000_000,
        rap: 60_000_000_000,
      });
    },
  );

  test('is no worth: who never had another has none, and no lowest worth bars one that had', async () => {
    bigGames.lists.raps = [price('Titanic Cat', 52_000_000_000), price('Titanic Corgi', 0)];
    await sync();
    bigGames.lists.raps = [price('Titanic Cat', 0), price('Titanic Corgi', 0)];
    await every4Hours(3, NOON + 4 * HOUR_MS);
    const choosy = { ...EVERY_PET, minValue: 1_000 };
    const { value, whyNotTaken } = (await loadCatalogue(driver, choosy)).catalogue;
    expect(value(pet('Titanic Corgi'))).toBeNull();
    expect(whyNotTaken(pet('Titanic Corgi'))).toContain('is not known');
    expect(whyNotTaken(pet('Titanic Cat'))).toBeNull();
    expect(await driver.valuePoints('pet/normal/-/-/Titanic Corgi')).toEqual([]);
  });

  test('beside another for the same form is none either', async () => {
    bigGames.lists.raps = [price('Huge Cat', 0), price('Huge Cat', 7), price('Huge Cat', 0)];
    await sync();
    expect((await catalogue()).value(pet('Huge Cat'))).toBe(7);
  });
});

describe('prices that were cut off', () => {
  const CAP = 25_000_000_000;
  const flagsOf = async (id: string) => (await catalogue()).provenance(pet(id))?.flags;

  test('are flagged where many stand at one same top', async () => {
    const capped = ['Titanic Cat', 'Titanic Corgi', 'Gargantuan Kraken', 'Huge Cat'];
    bigGames.lists.raps = [...capped.map((id) => price(id, CAP)), price('Golden Retriever', 9)];
    await sync();
    expect(await Promise.all(capped.map(flagsOf))).toEqual(capped.map(() => ['capped']));
    expect(await flagsOf('Golden Retriever')).toEqual([]);
  });

  test('are none where some are higher, and a high one is kept as it is', async () => {
    const old = ['Titanic Cat', 'Titanic Corgi', 'Gargantuan Kraken'].map((id) => price(id, CAP));
    const most = Number.MAX_SAFE_INTEGER;
    bigGames.lists.raps = [...old, price('Huge Cat', 537_734_778_725), price('Huge Pixel Cat', 1.5e12)];
    bigGames.lists.raps = [...bigGames.lists.raps, price('Huge Party Cat 2023', most)];
    bigGames.lists.exists = [price('Huge Cat', 1_229_396_010_754), price('Huge Pixel Cat', most)];
    const { leftOut } = await sync();
    expect(leftOut).toEqual([]);
    const { items, value, provenance } = await catalogue();
    expect(items.filter((item) => (provenance(item)?.flags ?? []).includes('capped'))).toEqual([]);
    expect(value(pet('Huge Cat'))).toBe(537_734_778_725);
    expect(value(pet('Huge Pixel Cat'))).toBe(1_500_000_000_000);
    expect(value(pet('Huge Party Cat 2023'))).toBe(most);
    expect(items.find(({ id }) => id === 'Huge Cat')?.exists).toBe(1_229_396_010_754);
    expect(items.find(({ id }) => id === 'Huge Pixel Cat')?.exists).toBe(most);
  });
});
