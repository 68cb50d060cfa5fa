import { expect, test } from 'bun:test';
import { type MongoStorage, openMongo } from '../../src/storage/mongodb/mongodb.ts';
import { openMemory } from '../bank/bank.ts';
import { MINUTE } from '../bank/rules.ts';
import { emptyDatabase, type MongoDatabase, makeMongoAddress, mongoTests } from '../support/mongo.ts';
import { isFull } from './scale.ts';
import { MOST_MS, playDays, thieves } from './stolen-key/days.ts';
import { type Day, playDay } from './stolen-key/game.ts';

/** Each commit is a trip to a server: the short form plays a few minutes with a teller's key. */
const [kinds, lastsMs] = isFull ? [thieves] : [thieves.slice(0, 1), 5 * MINUTE];
/** How many days are played at once, each on a database of its own: one day mostly waits for the server. */
const LANES = isFull ? 4 : 1;

/** Returns the head of the log, which says that all of it is the same. */
async function playInMemory(day: Day) {
  const driver = openMemory();
  await playDay(driver, day);
  return driver.head().finally(driver.close);
}

mongoTests('on MongoDB', () => {
  test.each(kinds)(
    'with the key of %s, nothing reaches somebody whose it is not, and the log is the same as on SQLite',
    async (thief) => {
      const opened: (MongoStorage & Pick<MongoDatabase, 'drop'>)[] = [];
      try {
        for (let lane = 0; lane < LANES; lane += 1) {
          const { address, drop } = makeMongoAddress();
          opened.push({ ...(await openMongo(address)), drop });
        }
        const free = [...opened];
        const play = async (day: Day): Promise<void> => {
          const storage = free.pop();
          if (!storage) throw new Error('more days at once than databases');
          await emptyDatabase(storage.db);
          await playDay(storage.driver, day);
          expect(await storage.driver.head()).toEqual(await playInMemory(day));
          free.push(storage);
        };
        await playDays(thief, play, { lastsMs, atOnce: LANES });
      } finally {
        for (const { driver, drop } of opened) {
          await driver.close();
          await drop();
        }
      }
    },
    MOST_MS,
  );
});
