import { expect, test } from 'bun:test';
import fc from 'fast-check';
import { openMongo } from '../../src/storage/mongodb/mongodb.ts';
import { emptyDatabase, makeMongoAddress, mongoTests } from '../support/mongo.ts';
import { benchOn, type OpenBench } from './model/bench.ts';
import { MOST_MOVES, playGame } from './model/game.ts';
import { type Wish, wishes } from './model/moves.ts';
import { type Counts, countInto, findGaps, formatTable } from './model/pairs.ts';
import { GAME_SEED, playGames } from './play-games.ts';
import { scaled } from './scale.ts';

const MOST_MS = scaled({ short: 120_000, full: 3_500_000 });

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
        await playGames(games, play, { numRuns: MONGO_GAMES, mostMs: MOST_MS });
      } finally {
        await benches.close();
      }
      console.log(`PETBANK_SEED=${GAME_SEED}: ${MONGO_GAMES} games on MongoDB\n${formatTable(counts)}`);
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
