import { afterEach, beforeEach, describe, expect, test } from 'bun:test';
import { type BigGamesDouble, startBigGamesDouble } from '../../test/doubles/big-games.ts';
import { LEFT_OUT } from '../../test/doubles/big-games-samples.ts';
import type { Fault } from '../../test/doubles/roblox.ts';
import type { Catalogue } from '../bank/engine/catalogue.ts';
import type { Pet } from '../bank/engine/pets.ts';
import type { PetValueRow } from '../bank/pet-values.ts';
import { UpstreamError } from '../bank/profiles.ts';
import type { Driver } from '../storage/driver.ts';
import { openSqlite } from '../storage/sqlite/sqlite.ts';
import { createBigGames } from './big-games.ts';
import { loadCatalogue } from './load.ts';
import { type FileReading, reviseByFile } from './revise.ts';
import { EVERY_PET } from './supported.ts';
import { type SyncResult, summarizeLeftOut, syncValues } from './sync.ts';

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
  const retryPolicy = { firstDelayMs: 1, maxDelayMs: 2, maxRetryAfterMs: 1_000 };
  const api = createBigGames({ baseUrl: bigGames.url, retryPolicy });
  return syncValues({ store: driver, api, clock: () => at, everyMs: 4 * HOUR_MS });
}
const catalogue = async (): Promise<Catalogue> => (await loadCatalogue(driver, EVERY_PET)).catalogue;
const pet = (id: string, form: Partial<Pet> = {}): Pet => ({ id, variant: 'normal', shiny: false, ...form });

describe('a read of BIG Games', () => {
  let read: Catalogue;
  let synced: SyncResult;
  beforeEach(async () => {
    synced = await sync();
    read = await catalogue();
  });

  test('says how much it brought, and how much the bank can not hold', () => {
    expect(synced).toEqual({ pets: read.items.length, priced: 16, leftOut: LEFT_OUT });
    expect(read.updatedAt).toBe(AT);
    expect(bigGames.requests).toEqual(['/api/collection/Pets', '/api/rap', '/api/exists']);
  });

  test.each([
    [{}, 52_000_000],
    [{ variant: 'golden' }, 61_000_000],
    [{ variant: 'rainbow' }, 99_000_000],
    [{ shiny: true }, 130_000_000],
    [{ variant: 'golden', shiny: true }, 150_000_000],
    [{ variant: 'rainbow', shiny: true }, null],
    [{ chroma: 1 }, null],
  ] satisfies [Partial<Pet>, number | null][])('knows the form %j of a pet by itself', (form, value) => {
    expect(read.value(pet('Huge Cat', form))).toBe(value);
  });

  test('keeps forms apart that differ in their chroma alone, in price and number', () => {
    const forms: Partial<Pet>[] = [
      {},
      { variant: 'golden' },
      { variant: 'rainbow', shiny: true },
      { chroma: 1 },
      { chroma: 6 },
    ];
    const items = forms.map((form) => read.item(pet('Huge Balloon Cat', form)));
    expect(items.map((item) => item?.rap)).toEqual([1_000, 2_000, 3_000, 4_000, 5_000]);
    expect(items.map((item) => item?.exists)).toEqual([10, 20, 30, 40, 50]);
  });

  test('knows what the colours of chromas are called, of forms without a price too', () => {
    const named = [1, 3, 4, 6].map((chroma) => read.chromaName(pet('Huge Balloon Cat', { chroma })));
    expect(named).toEqual(['Red', 'Yellow', null, 'Pink']);
    expect(read.chromaName(pet('Huge Balloon Cat'))).toBeNull();
    expect(read.chromaName(pet('Huge Cat', { chroma: 1 }))).toBeNull();
    expect(read.chromaName(pet('Nobody', { chroma: 1 }))).toBeNull();
  });

  test('reads no variant out of a name', () => {
    expect(read.value(pet('Golden Retriever'))).toBe(9);
    expect(read.value(pet('Golden Retriever', { variant: 'golden' }))).toBe(12);
    expect(read.find('Retriever')).toBeNull();
    expect(read.item(pet('Huge Chroma Phoenix'))).toMatchObject({ variant: 'normal', shiny: false });
  });

  test('finds pets by id and by a name of their own, and by no name that two share', () => {
    expect(read.find('Huge 8-Bit Cat')?.id).toBe('Huge Pixel Cat');
    expect(read.find('Huge Pixel Cat')?.id).toBe('Huge Pixel Cat');
    expect(read.find('Huge Party Cat')).toBeNull();
    expect(read.find('Huge Party Cat 2024')?.id).toBe('Huge Party Cat 2024');
  });

  test.each([
    ['Titanic Cat', 'titanic'],
    ['Titanic Corgi', 'titanic'],
    ['Gargantuan Kraken', 'gargantuan'],
    ['Huge Party Cat 2023', 'huge'],
    ['Shiny Pearl Crab', 'exclusive'],
    ['Golden Retriever', 'other'],
  ])('%s is %s', (id, tier) => {
    expect(read.item(pet(id))).toMatchObject({ tier });
  });

  test('knows what can not be traded, and pictures only as Roblox names them', () => {
    expect(read.find('Starter Cat')?.tradableInGame).toBe(false);
    expect(read.item(pet('Starter Cat'))?.thumbnail).toBeNull();
    expect(read.item(pet('Huge Cat', { variant: 'golden' }))?.thumbnail).toBe('rbxassetid://14976559888');
    expect(read.item(pet('Huge Pixel Cat'))?.thumbnail).toBe('rbxassetid://14976456685');
  });

  test('knows a pet that is newer than the collection by its id, and takes no other items for pets', () => {
    expect(read.item(pet('Huge Newcomer', { variant: 'rainbow' }))).toMatchObject({
      tier: 'huge',
      value: 77,
    });
    expect(read.find('Turtle')).toMatchObject({ id: 'Turtle', tradableInGame: true });
    expect(read.find('Huge')).toBeNull();
  });

  test('says what is odd about a value', () => {
    expect(read.provenance(pet('Titanic Cat'))).toEqual({ source: 'big_games', flags: [] });
    expect(read.provenance(pet('Titanic Corgi'))).toEqual({ source: 'big_games', flags: ['no_rap'] });
    expect(read.provenance(pet('Huge Cat'))).toEqual({ source: 'big_games', flags: [] });
    expect(read.provenance(pet('Huge Cat', { chroma: 2 }))).toBeNull();
  });

  test('takes whole gems, and of two prices for one form the lower', () => {
    expect(read.value(pet('Huge Pixel Cat'))).toBe(20_000_001);
    expect(read.value(pet('Gargantuan Kraken'))).toBe(800);
  });
});

const price = (id: string, value: unknown, form = {}) => ({
  category: 'Pet',
  configData: { id, ...form },
  value,
});

test('of very many lines that were left out, the first are named and the reasons of all counted', () => {
  const lines = Array.from({ length: 50 }, (_, index) => ({
    list: 'raps' as const,
    position: index + 1,
    ...(index === 0 ? { id: 'Cat' } : {}),
    why: index < 30 ? 'value: is required' : 'configData: is required',
  }));
  const { count, first, reasons } = summarizeLeftOut(lines);
  expect(count).toBe(50);
  expect(first).toHaveLength(20);
  expect(first.slice(0, 2)).toEqual([
    'line 1 of raps (Cat): value: is required',
    'line 2 of raps: value: is required',
  ]);
  expect(reasons).toEqual({ 'raps: value: is required': 30, 'raps: configData: is required': 20 });
});

const FAULTS: Fault[] = [
  { kind: 'html', status: 403 },
  { kind: 'html', status: 200 },
  { kind: 'html', status: 502 },
  { kind: 'status', status: 400 },
  { kind: 'status', status: 429 },
  { kind: 'body', body: '{"status":"error","error":{"message":"down for repairs","ignore":true}}' },
  { kind: 'body', body: '{"status":"ok","data":[]}' },
  { kind: 'body', body: '{"status":"ok","data":{"a":1}}' },
  { kind: 'body', body: '{"status":"ok","data":[' },
  { kind: 'drop' },
];

describe('a read that fails', () => {
  test.each(FAULTS)('leaves the values as they were, with their age: %j', async (fault) => {
    await sync();
    const before = await catalogue();
    bigGames.failNext(fault, { times: 9 });
    await expect(sync(NOON + 4 * HOUR_MS)).rejects.toBeInstanceOf(UpstreamError);
    const after = await catalogue();
    expect(after.items).toEqual(before.items);
    expect(after.updatedAt).toBe(AT);
  });

  test.each<Fault>([
    { kind: 'status', status: 429 },
    { kind: 'status', status: 429, headers: { 'retry-after': '0' } },
    { kind: 'html', status: 503 },
    { kind: 'drop' },
  ])('is tried again after %j', async (fault) => {
    bigGames.failNext(fault, { times: 2 });
    expect((await sync()).pets).toBeGreaterThan(20);
    expect(bigGames.requests).toHaveLength(5);
  });

  test('says what BIG Games says', async () => {
    bigGames.failNext({ kind: 'body', body: '{"status":"error","error":{"message":"down for repairs"}}' });
    await expect(sync()).rejects.toThrow('BIG Games says: down for repairs');
  });
});

test('two reads at once do no harm', async () => {
  await Promise.all([sync(), sync(NOON + 1)]);
  const { items, value } = await catalogue();
  expect(
    new Set(items.map((item) => Bun.inspect([item.id, item.variant, item.shiny, item.chroma]))).size,
  ).toBe(items.length);
  expect(value(pet('Huge Cat'))).toBe(52_000_000);
  expect(await driver.valuesVersion()).toBe(2);
  expect(await driver.valuePoints('pet/normal/-/-/Huge Cat')).toHaveLength(2);
});

test('a price that goes away leaves the value with the age it has', async () => {
  await sync();
  bigGames.lists.raps = [{ category: 'Pet', configData: { id: 'Golden Retriever' }, value: 9 }];
  await sync(NOON + 4 * HOUR_MS);
  const { item, provenance } = await catalogue();
  expect(item(pet('Huge Cat'))).toMatchObject({ value: 52_000_000, rap: null, updatedAt: AT });
  expect(provenance(pet('Huge Cat'))?.flags).toEqual(['no_rap']);
  expect(item(pet('Golden Retriever'))?.updatedAt).toBe(new Date(NOON + 4 * HOUR_MS).toISOString());
});

describe('a pet that leaves the list', () => {
  const LATER = NOON + 4 * HOUR_MS;
  const config = (configName: string, name: string) => ({ configName, configData: { name } });

  test('keeps its id and value with its age, and its name where no other has it now', async () => {
    bigGames.lists.pets = [config('Old Cat', 'Party Cat'), config('Old Dog', 'Sad Dog')];
    bigGames.lists.raps = [price('Old Cat', 50), price('Old Dog', 60)];
    bigGames.lists.exists = [price('Old Cat', 1)];
    await sync();
    bigGames.lists.pets = [config('New Cat', 'Party Cat')];
    bigGames.lists.raps = [price('New Cat', 40)];
    bigGames.lists.exists = [price('New Cat', 1)];
    await sync(LATER);
    const { find, item, isListed } = await catalogue();
    expect(find('Old Cat')).toMatchObject({ id: 'Old Cat', tradableInGame: true });
    expect(item(pet('Old Cat'))).toMatchObject({ value: 50, updatedAt: AT });
    expect(find('Party Cat')?.id).toBe('New Cat');
    expect(find('Sad Dog')?.id).toBe('Old Dog');
    expect(['Old Cat', 'Old Dog', 'New Cat'].map(isListed)).toEqual([false, false, true]);
  });

  test('is none that only a file names', async () => {
    const readings = [{ asset: 'pet/normal/-/-/Own Cat', name: 'Huge Cat of ours', value: 5 }];
    const revise = (before: PetValueRow | undefined, line: FileReading) => reviseByFile(before, line, NOON);
    await driver.importValues({ readings, revise, nextAt: null });
    await sync();
    const { find, isListed } = await catalogue();
    expect(find('Huge Cat of ours')?.id).toBe('Own Cat');
    expect(isListed('Own Cat')).toBe(true);
  });

  test('is none of those that a read beside it lists, though that names an earlier time', async () => {
    await sync(LATER);
    await sync(NOON);
    const { items, isListed } = await catalogue();
    expect(items.filter(({ id }) => !isListed(id))).toEqual([]);
  });
});
