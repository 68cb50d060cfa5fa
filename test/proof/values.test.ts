import { expect, test } from 'bun:test';
import { invariant } from '../../src/bank/engine/assert.ts';
import type { Driver } from '../../src/storage/driver.ts';
import { createBigGames } from '../../src/values/big-games.ts';
import { syncValues } from '../../src/values/sync.ts';
import { type BigGamesDouble, startBigGamesDouble } from '../doubles/big-games.ts';
import { type MakeDatabase, onEachDatabase } from '../support/databases.ts';
import { residentMiB } from './overload/memory.ts';
import { isFull, scaled } from './scale.ts';

/** Four thousand pets in five forms each: more than the game has with a price. */
const PETS = 4_000;
const FORMS = [{}, { pt: 1 }, { pt: 2 }, { sh: true }, { cv: 3 }];
const ROWS = PETS * FORMS.length;
/** How many four-hour reads are played: in full, those of half a year. */
const READS = scaled({ short: 2, full: 1_000 });
const FOUR_HOURS_MS = 4 * 3_600_000;
/**
 * What a process may have more at the end than after its first read: histories grow in the database alone.
 */
const MOST_GROWTH_MIB = 120;
const TIMEOUT_MS = isFull ? 4 * 3_600_000 : 240_000;

/** Each form of each pet with a price that is another at each read. */
const pricesAt = (read: number): unknown[] =>
  Array.from({ length: PETS }, (_, pet) =>
    FORMS.map((form, index) => ({
      category: 'Pet',
      configData: { id: `Huge Pet ${pet}`, ...form },
      value: 1_000_000 + ((pet * 7 + index * 13 + read * 31) % 1_000),
    })),
  ).flat();

/**
 * Plays the reads one after the other. Returns the memory after each, and the processor time of each
 * writing.
 */
async function readAgainAndAgain(driver: Driver, bigGames: BigGamesDouble) {
  const memoryMiB: number[] = [];
  const writingMs: number[] = [];
  const store: Pick<Driver, 'importValues'> = {
    async importValues(work) {
      const before = process.cpuUsage();
      const version = await driver.importValues(work);
      const { user, system } = process.cpuUsage(before);
      writingMs.push((user + system) / 1000);
      return version;
    },
  };
  const api = createBigGames({ baseUrl: bigGames.url });
  for (let read = 0; read < READS; read += 1) {
    bigGames.lists.raps = pricesAt(read);
    const at = Date.UTC(2026, 0, 1) + read * FOUR_HOURS_MS;
    const synced = await syncValues({ store, api, clock: () => at, everyMs: FOUR_HOURS_MS });
    expect(synced).toEqual({ pets: ROWS, priced: ROWS, leftOut: [] });
    Bun.gc(true);
    memoryMiB.push(Math.round(residentMiB(process.pid)));
  }
  return { memoryMiB, writingMs };
}

async function proveFlat(make: MakeDatabase): Promise<void> {
  const database = make();
  const bigGames = startBigGamesDouble();
  const driver = await database.open();
  try {
    bigGames.lists.pets = Array.from({ length: PETS }, (_, pet) => ({
      configName: `Huge Pet ${pet}`,
      configData: { huge: true },
    }));
    bigGames.lists.exists = pricesAt(0);
    const { memoryMiB, writingMs } = await readAgainAndAgain(driver, bigGames);
    const points = await driver.valuePoints('pet/normal/-/-/Huge Pet 7');
    expect(points.length).toBeGreaterThanOrEqual(Math.min(READS, 12));
    const [first, last] = [
      invariant(memoryMiB[0], 'a first read'),
      invariant(memoryMiB.at(-1), 'a last read'),
    ];
    const longest = Math.round(Math.max(...writingMs));
    console.log(
      `${READS} reads of ${ROWS} rows, histories of ${points.length}: ` +
        `${longest} ms of processor time at most to write one; memory ${first} MiB after the first, ` +
        `${last} MiB after the last, ${Math.max(...memoryMiB)} MiB at most`,
    );
    expect(last - first).toBeLessThan(MOST_GROWTH_MIB);
  } finally {
    await driver.close();
    await bigGames.stop();
    await database.remove();
  }
}

onEachDatabase((make) => {
  test(
    'twenty thousand rows are read again and again, each time in one transaction, and memory stays flat',
    () => proveFlat(make),
    TIMEOUT_MS,
  );
});
