import { test } from 'bun:test';
import { MINUTE } from '../bank/rules.ts';
import { isFull } from './scale.ts';
import { MOST_MS, playDays, thieves } from './stolen-key/days.ts';
import { playDay } from './stolen-key/game.ts';
import { openBankOverHttp } from './stolen-key/over-http.ts';
import { BEGIN, HOUR } from './stolen-key/world.ts';

/** Each request is signed and sent: few days, and in the short form of a teller's key only. */
const [kinds, days, lastsMs] = isFull ? [thieves, 5, HOUR] : [thieves.slice(0, 1), 1, 15 * MINUTE];

test.each(kinds)(
  'over HTTP, with the key of %s, nothing reaches somebody whose it is not',
  (thief) =>
    playDays(
      thief,
      async (day) => {
        const { driver, game, end } = await openBankOverHttp(BEGIN);
        await playDay(driver, day, game).finally(end);
      },
      { lastsMs, days },
    ),
  MOST_MS,
);
