import { test } from 'bun:test';
import { openMongo } from '../../src/storage/mongodb/mongodb.ts';
import { emptyDatabase, makeMongoAddress, mongoTests } from '../support/mongo.ts';
import { games, playGame } from './identity/game.ts';
import { GAME_SEED, playGames } from './play-games.ts';
import { scaled } from './scale.ts';

/** Each commit is a transaction of its own on a server: fewer games, of the same kinds. */
const GAMES = scaled({ short: 1, full: 200 });
const MOST_MS = scaled({ short: 120_000, full: 3_500_000 });

mongoTests('on MongoDB', () => {
  test(
    'whatever becomes of the list of pets, none is lost, and each is found by every name it ever had',
    async () => {
      const { address, drop } = makeMongoAddress();
      const { driver, db } = await openMongo(address);
      const play = async (game: Parameters<typeof playGame>[1]): Promise<void> => {
        await emptyDatabase(db);
        await playGame(driver, game);
      };
      try {
        await playGames(games, play, { numRuns: GAMES, mostMs: MOST_MS });
      } finally {
        await driver.close();
        await drop();
      }
      console.log(`PETBANK_SEED=${GAME_SEED}: ${GAMES} games on MongoDB`);
    },
    MOST_MS + 60_000,
  );
});
