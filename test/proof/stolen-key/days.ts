import { SECOND } from '../../bank/rules.ts';
import { SEED } from '../dice.ts';
import { scaled } from '../scale.ts';
import type { Day } from './game.ts';
import { HOUR, THIEVES, type Thief } from './world.ts';

/** How many days with each kind of key, and how long they are; PETBANK_THIEF plays those of one kind. */
const DAYS = Number(process.env.PETBANK_DAYS ?? scaled({ short: 1, full: 200 }));
const LASTS_MS = Number(process.env.PETBANK_HOURS ?? 1) * HOUR;
export const MOST_MS = scaled({ short: 280_000, full: 3_600_000 });
export const thieves = THIEVES.filter((thief) => thief === (process.env.PETBANK_THIEF ?? thief));

/** Plays every day with this kind of key, and says what repeats them. */
export async function playDays(
  thief: Thief,
  play: (day: Day) => Promise<unknown>,
  { lastsMs = LASTS_MS, days = DAYS } = {},
): Promise<void> {
  for (let run = 0; run < days; run += 1) {
    await play({ thief, seed: SEED + run, lastsMs, reportEveryMs: 30 * SECOND });
  }
  console.log(`PETBANK_SEED=${SEED}: ${days} days with the key of ${thief}`);
}
