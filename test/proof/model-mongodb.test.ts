import { expect, test } from 'bun:test';
import fc from 'fast-check';
import { openMongo } from '../../src/storage/mongodb/mongodb.ts';
import { emptyDatabase, makeMongoAddress, mongoTests } from '../support/mongo.ts';
import { benchOn, type OpenBench } from './model/bench.ts';
import { MOST_MOVES, playGame } from './model/game.ts';
import { type Wish, wishes } from './model/moves.ts';
import { type Counts, countInto, findGaps, formatTable } from './model/pairs.ts';
import { scaled } from './scale.ts';

const MOST_MS = scaled({ short: 120_000, full: 3_500_000 });
// PETBANK_SEED and PETBANK_PATH, as a failure prints them, play that game again.
const seed = Number(process.env.PETBANK_SEED ?? Date.now() % 1_000_000_000);
const path = process.env.PETBANK_PATH;
const isOnceEnough = process.env.PETBANK_NO_SHRINK !== undefined;

/**
 * Each commit is a transaction of its own on a server: fewer games, of the same kinds. What they bring about
 * is counted above.
 */
const MONGO_GAMES = scaled({ short: 3, full: 300 });

mongoTests('on MongoDB', () => {
  test(
    'the bank says and stores what it must, too',
    async () => {
      const counts: Counts = new Map();
      const benches = openMongoBenches();
      try {
        const games = fc.array(wishes, { maxLength: MOST_MOVES, size: 'max' });
        const play = async (all: readonly Wish[]): Promise<void> =>
          countInto(counts, await playGame(benches.open, all));
        await fc.assert(fc.asyncProperty(games, play), {
          seed,
          ...(path === undefined ? {} : { path }),
          numRuns: MONGO_GAMES,
          endOnFailure: isOnceEnough,
          interruptAfterTimeLimit: MOST_MS,
          includeErrorInReport: true,
        });
      } finally {
        await benches.close();
      }
      console.log(`PETBANK_SEED=${seed}: ${MONGO_GAMES} games on MongoDB\n${formatTable(counts)}`);
      expect(findGaps(counts, 0).unexpected).toEqual([]);
    },
    MOST_MS + 60_000,
  );
});

/**
 * The books over MongoDB: each game on the same database, emptied before. Close it when no more games are
 * played.
 */
export function openMongoBenches(): { readonly open: OpenBench; readonly close: () => Promise<void> } {
  const { address, drop } = makeMongoAddress();
  let opened: ReturnType<typeof openMongo> | undefined;
  return {
    async open(clock) {
      opened ??= openMongo(address);
      const { driver, db } = await opened;
      await emptyDatabase(db);
      // The games end and the connection stays: the next one plays on it.
      return benchOn({ ...driver, close: async () => undefined }, clock);
    },
    async close() {
      await (await opened)?.driver.close();
      await drop();
    },
  };
}
