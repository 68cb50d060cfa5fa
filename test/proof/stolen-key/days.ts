import { SECOND } from '../../bank/rules.ts';
import { SEED } from '../dice.ts';
import { scaled } from '../scale.ts';
import type { Day } from './game.ts';
import { HOUR, THIEVES, type Thief } from './world.ts';

/**
 * How many days with each kind of key, and how long they are; PETBANK_THIEF plays those of one kind. A part
 * of them goes on where the one before ended: each day's seed is one more than that of the day before.
 */
const DAYS = Number(process.env.PETBANK_DAYS ?? scaled({ short: 1, full: 200 }));
const LASTS_MS = Number(process.env.PETBANK_HOURS ?? 1) * HOUR;
export const MOST_MS = scaled({ short: 280_000, full: 3_600_000 });
export const thieves = THIEVES.filter((thief) => thief === (process.env.PETBANK_THIEF ?? thief));

/** Plays every day with this kind of key, and says what repeats them. */
export async function playDays(
  thief: Thief,
  play: (day: Day) => Promise<unknown>,
  { lastsMs = LASTS_MS, days = DAYS, atOnce = 1 } = {},
): Promise<void> {
  let begun = 0;
  async function playSome(): Promise<void> {
    while (begun < days) {
      const day = { thief, seed: SEED + begun, lastsMs, reportEveryMs: 30 * SECOND };
      begun += 1;
      await play(day).catch((error) => {
        begun = days;
        throw error;
      });
    }
  }
  for (const lane of await Promise.allSettled(Array.from({ length: atOnce }, playSome)))
    if (lane.status === 'rejected') throw lane.reason;
  console.log(`PETBANK_SEED=${SEED}: ${days} days with the key of ${thief}; the next is ${SEED + days}`);
}
