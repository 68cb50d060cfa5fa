import { test } from 'bun:test';
import { openMongo } from '../../src/storage/mongodb/mongodb.ts';
import { MINUTE } from '../bank/rules.ts';
import { emptyDatabase, makeMongoAddress, mongoTests } from '../support/mongo.ts';
import { isFull } from './scale.ts';
import { MOST_MS, playDays, thieves } from './stolen-key/days.ts';
import { playDay } from './stolen-key/game.ts';

/** Each commit is a trip to a server: the short form plays a few minutes with a teller's key. */
const [kinds, lastsMs] = isFull ? [thieves] : [thieves.slice(0, 1), 5 * MINUTE];

mongoTests('on MongoDB', () => {
  test.each(kinds)(
    'with the key of %s, nothing reaches somebody whose it is not',
    async (thief) => {
      const { address, drop } = makeMongoAddress();
      const { driver, db } = await openMongo(address);
      try {
        const play = async (day: Parameters<typeof playDay>[1]): Promise<void> => {
          await emptyDatabase(db);
          await playDay(driver, day);
        };
        await playDays(thief, play, { lastsMs });
      } finally {
        await driver.close();
        await drop();
      }
    },
    MOST_MS,
  );
});
