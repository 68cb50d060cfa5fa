import { expect, test } from 'bun:test';
import { mongoTests } from '../support/mongo.ts';
import { withProcesses } from '../support/process.ts';
import { makeMongoPlace } from './crash/place.ts';
import { createDice, SEED } from './dice.ts';
import { beginFleet, type Fleet } from './mongo/fleet.ts';
import { playThrough, UNLIMITED } from './mongo/play.ts';
import { readCommits } from './races/pressure.ts';
import { scaled } from './scale.ts';

// What is shown here: several processes on one database do everything once, whichever of them gets the
// request, gets it again, or is killed. What is not: the loss of power, or of a member of the replica set.

const PROCESSES = 4;
/** Many, since those who come to one process at once share its commits. */
const PLAYERS = 48;
const LOST_ONCE_IN = 10;
const TIME_LIMIT_MS = 3_600_000;

interface Load {
  readonly requests: number;
  readonly deaths: number;
}

/** Plays on four processes, and reports what came of it. */
async function play({ requests, deaths }: Load): Promise<void> {
  const place = makeMongoPlace();
  process.stdout.write(`PETBANK_SEED=${SEED}\n`);
  try {
    await withProcesses(async (start) => {
      const fleet = await beginFleet({
        start: () => start({ ...UNLIMITED, ...place.environment }),
        size: PROCESSES,
        dice: createDice(SEED),
        lostOnceIn: LOST_ONCE_IN,
        deaths,
        answersPerLife: Math.max(1, Math.floor((requests * 0.5) / Math.max(1, deaths))),
      });
      const startedAt = performance.now();
      const played = await playThrough(fleet, place, { players: PLAYERS, requests }).catch(async (error) => {
        await report(fleet, { requests });
        throw error;
      });
      const seconds = (performance.now() - startedAt) / 1000;
      expect(fleet.deaths()).toBe(deaths);
      await report(fleet, { requests, ...played, seconds });
    }, place.given);
  } finally {
    await place.remove();
  }
}

async function report(fleet: Fleet, figures: object): Promise<void> {
  const commits = await Promise.all((await fleet.addresses()).map(readCommits));
  const facts = { ...figures, deaths: fleet.deaths(), answers: Object.fromEntries(fleet.tally), commits };
  process.stdout.write(`${Bun.inspect(facts)}\n`);
}

mongoTests('four processes on one database', () => {
  test(
    'do everything once, though answers are lost and requests are sent again elsewhere',
    () => play({ requests: scaled({ short: 300, full: 20_000 }), deaths: 0 }),
    TIME_LIMIT_MS,
  );
  test(
    'lose nothing that they answered while they are killed one after the other',
    () => play({ requests: scaled({ short: 140, full: 10_000 }), deaths: scaled({ short: 3, full: 200 }) }),
    TIME_LIMIT_MS,
  );
});
