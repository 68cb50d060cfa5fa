import { afterEach, beforeEach, describe, expect, test } from 'bun:test';
import type { Pet } from '../bank/engine/pets.ts';
import type { Driver } from '../storage/driver.ts';
import { openSqlite } from '../storage/sqlite/sqlite.ts';
import type { PetReading } from './join.ts';
import { type LiveValues, openLiveValues } from './live.ts';
import { reviseByFile, reviseByReading } from './revise.ts';
import { EVERY_PET } from './supported.ts';

const NOON = Date.UTC(2026, 4, 10, 12);
const HOUR_MS = 3_600_000;
const CAT: Pet = { id: 'Cat', variant: 'normal', shiny: false };
const ASSET = 'pet/normal/-/-/Cat';

/**
 * A process that keeps values up to date; its prices are what `price` is set to, and null is a source that
 * fails.
 */
interface Process extends LiveValues {
  price: number | null;
  readonly reads: number[];
  readonly errors: unknown[];
}

let driver: Driver;
let at: number;
beforeEach(() => {
  driver = openSqlite({ file: ':memory:', migrationsFolder: 'migrations' });
  at = NOON;
});
afterEach(() => driver.close());

const readingOf = (rap: number | null): PetReading => ({
  asset: ASSET,
  name: 'Cat',
  tier: 'other',
  tradable: true,
  thumbnail: null,
  chromaNames: [],
  rap,
  exists: null,
});

async function start({ isFilesOnly = false } = {}): Promise<Process> {
  const seen: Omit<Process, keyof LiveValues> = { price: 100, reads: [], errors: [] };
  const live = await openLiveValues({
    store: driver,
    supported: EVERY_PET,
    clock: () => at,
    everyMs: 4 * HOUR_MS,
    sync: isFilesOnly
      ? null
      : async () => {
          seen.reads.push(at);
          const { price } = running;
          if (price === null) throw new Error('no answer');
          await driver.importValues({
            readings: [readingOf(price)],
            revise: (before, reading) => reviseByReading(before, reading, { at, cap: null }),
            nextAt: at + 4 * HOUR_MS,
          });
          return { pets: 1, priced: 1, leftOut: [] };
        },
    onImport: () => undefined,
    onError: (error) => seen.errors.push(error),
  });
  const running: Process = Object.assign(live, seen);
  return running;
}

const learnNothing = async (): Promise<void> => undefined;

const importFile = (value: number | null): Promise<number> =>
  driver.importValues({
    readings: [{ asset: ASSET, value }],
    revise: (before, reading) => reviseByFile(before, reading, at),
    nextAt: null,
  });

describe('live values', () => {
  test('before the first import know no pet, and take every one without a value', async () => {
    const { catalogue } = await start();
    expect(catalogue().find('Anything')).toMatchObject({ id: 'Anything', tradableInGame: true });
    expect(catalogue().updatedAt).toBeNull();
  });

  test('are read at once, and then every four hours', async () => {
    const process = await start();
    for (let minutes = 0; minutes <= 8 * 60; minutes += 5) {
      at = NOON + minutes * 60_000;
      await process.poll(learnNothing);
    }
    expect(process.reads).toEqual([NOON, NOON + 4 * HOUR_MS, NOON + 8 * HOUR_MS]);
    expect(process.catalogue().value(CAT)).toBe(100);
    expect(process.catalogue().find('Anything')).toBeNull();
  });

  test('are read by one process of several, and taken over by the others', async () => {
    const processes = [await start(), await start(), await start()];
    await Promise.all(processes.map((process) => process.poll(learnNothing)));
    expect(processes.flatMap(({ reads }) => reads)).toEqual([NOON]);
    for (const process of processes) await process.poll(learnNothing);
    expect(processes.map(({ catalogue }) => catalogue().value(CAT))).toEqual([100, 100, 100]);
  });

  test('stay as they were, with their age, while the source fails; it is read in 15 minutes', async () => {
    const process = await start();
    await process.poll(learnNothing);
    process.price = null;
    for (let minutes = 4 * 60; minutes <= 5 * 60; minutes += 1) {
      at = NOON + minutes * 60_000;
      await process.poll(learnNothing);
    }
    expect(process.reads).toHaveLength(1 + 5);
    expect(process.errors).toHaveLength(5);
    expect(process.catalogue().item(CAT)).toMatchObject({
      value: 100,
      updatedAt: new Date(NOON).toISOString(),
    });
    process.price = 120;
    at += 15 * 60_000;
    await process.poll(learnNothing);
    expect(process.catalogue().item(CAT)?.updatedAt).toBe(new Date(at).toISOString());
  });

  test('of a process that stopped in the middle of a read are read by another', async () => {
    await driver.takeImportTurn({ at, until: at + 15 * 60_000, latest: at + HOUR_MS });
    const other = await start();
    await other.poll(learnNothing);
    expect(other.reads).toEqual([]);
    at += 15 * 60_000;
    await other.poll(learnNothing);
    expect(other.reads).toEqual([at]);
  });

  test('are read, though somebody has written that they are to be read in years', async () => {
    const until = Date.UTC(2099, 0);
    await driver.takeImportTurn({ at, until, latest: until });
    const process = await start();
    await process.poll(learnNothing);
    expect(process.reads).toEqual([at]);
  });

  test('that are in the database are there from the start, though the source fails', async () => {
    await (await start()).poll(learnNothing);
    const again = await start();
    again.price = null;
    expect(again.catalogue().value(CAT)).toBe(100);
  });
});

describe('a value from a file', () => {
  test('is taken over by a bank that runs, whoever imported it', async () => {
    const process = await start({ isFilesOnly: true });
    await importFile(7);
    await process.poll(learnNothing);
    expect(process.catalogue().value(CAT)).toBe(7);
    expect(process.catalogue().provenance(CAT)).toEqual({ source: 'file', flags: [] });
  });

  test('wins over prices until it is taken back, and the price is known all the while', async () => {
    const process = await start();
    await importFile(7);
    await process.poll(learnNothing);
    expect(process.catalogue().item(CAT)).toMatchObject({ value: 7, rap: 100 });
    await importFile(null);
    await process.poll(learnNothing);
    expect(process.catalogue().item(CAT)).toMatchObject({ value: 100, rap: 100 });
    expect(process.catalogue().provenance(CAT)?.source).toBe('big_games');
    expect((await driver.valuePoints(ASSET)).map(({ value }) => value)).toEqual([7, 100]);
  });

  test('of a pet that nobody knew makes it known, by its id and the tier of its name', async () => {
    const process = await start({ isFilesOnly: true });
    await driver.importValues({
      readings: [{ asset: 'pet/golden/-/-/Huge Rock', tradable: false }],
      revise: (before, reading) => reviseByFile(before, reading, at),
      nextAt: null,
    });
    await process.poll(learnNothing);
    expect(process.catalogue().items).toEqual([
      {
        id: 'Huge Rock',
        variant: 'golden',
        shiny: false,
        name: 'Huge Rock',
        tier: 'huge',
        tradable: false,
        value: null,
        rap: null,
        exists: null,
        thumbnail: null,
        updatedAt: new Date(NOON).toISOString(),
      },
    ]);
  });
});

test('polling again and again reads the database only when something is new', async () => {
  const process = await start({ isFilesOnly: true });
  await importFile(7);
  await process.poll(learnNothing);
  const before = process.catalogue();
  await process.poll(learnNothing);
  expect(process.catalogue()).toBe(before);
});

test('a list comes into use once its names are learnt; where that fails, at a later poll', async () => {
  const process = await start({ isFilesOnly: true });
  await importFile(7);
  const learnt: number[] = [];
  const fails = async (): Promise<void> => {
    throw new Error('no storage');
  };
  await expect(process.poll(fails)).rejects.toThrow('no storage');
  expect(process.catalogue().updatedAt).toBeNull();
  await process.poll(async ({ items }) => void learnt.push(items.length));
  expect([learnt, process.catalogue().items.length]).toEqual([[1], 1]);
});
