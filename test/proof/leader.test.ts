import { expect, test } from 'bun:test';
import { MongoClient, MongoError } from 'mongodb';
import { makeMongoAddress, mongoTests } from '../support/mongo.ts';
import { type BankProcess, withProcesses } from '../support/process.ts';
import { makeMongoPlace } from './crash/place.ts';
import { createDice, SEED } from './dice.ts';
import { beginFleet, type Fleet } from './mongo/fleet.ts';
import { watchLeader } from './mongo/leader.ts';
import { playThrough, UNLIMITED } from './mongo/play.ts';
import { scaled } from './scale.ts';

// What is shown here: the process that leads is killed, stopped and cut off, again and again, while all are
// used. Nothing is lost, nothing is done twice, and the bank answers again within seconds.

const PROCESSES = 3;
const PLAYERS = 24;
/** How long the bank may be silent after its leader was lost. */
const SILENCE_MS = 5_000;
/** Servers that can't end another's transaction keep it for a minute, and with it the bank's own row. */
const TRANSACTION_MS = 60_000;
const TIME_LIMIT_MS = 3_600_000;

interface Loss {
  readonly losses: number;
  readonly requests: number;
  /** How the leader is lost, where it isn't killed. */
  readonly strike?: (leader: BankProcess) => Promise<void>;
  /** What the first process, which leads first, is set to beside the others. */
  readonly ofFirst?: Readonly<Record<string, string>>;
}

/** Plays until all is answered, and checks the books. Returns the longest time without an answer. */
async function play({ losses, requests, strike, ofFirst = {} }: Loss): Promise<number> {
  const place = makeMongoPlace();
  process.stdout.write(`PETBANK_SEED=${SEED}\n`);
  let started = 0;
  let silenceMs = Number.POSITIVE_INFINITY;
  try {
    await withProcesses(async (start) => {
      const leader = await watchLeader(place);
      const fleet = await beginFleet({
        start: () => {
          started += 1;
          const own = started === 1 ? ofFirst : {};
          return start({ ...UNLIMITED, ...place.environment, ...own });
        },
        size: PROCESSES,
        dice: createDice(SEED),
        lostOnceIn: 20,
        deaths: losses,
        answersPerLife: Math.max(1, Math.floor((requests * 0.1) / Math.max(1, losses))),
        pickVictim: leader.pick,
        ...(strike && {
          async strike(victim) {
            await strike(victim);
            leader.goesOn();
          },
        }),
      });
      await leader.isKnown;
      try {
        await playThrough(leader.pace(fleet), place, { players: PLAYERS, requests });
      } finally {
        await leader.stop();
        report(fleet, { losses: leader.losses(), terms: leader.terms() });
      }
      expect(leader.losses()).toBe(losses);
      silenceMs = fleet.longestSilenceMs();
    }, place.given);
    return silenceMs;
  } finally {
    await place.remove();
  }
}

function report(fleet: Fleet, counts: { losses: number; terms: number }): void {
  const silenceMs = Math.round(fleet.longestSilenceMs());
  const facts = { ...counts, silenceMs, answers: Object.fromEntries(fleet.tally) };
  process.stdout.write(`${Bun.inspect(facts)}\n`);
}

/** Whether the server ends what another process has left open. */
async function endsTransactions(): Promise<boolean> {
  const { address } = makeMongoAddress();
  const client = new MongoClient(address.url);
  try {
    await client
      .db('admin')
      .command({ killSessions: [{ id: (client.startSession().id ?? { id: null }).id }] });
    return true;
  } catch (error) {
    if (error instanceof MongoError) return false;
    throw error;
  } finally {
    await client.close();
  }
}

/** Stops the process for longer than it may lead without a word, and lets it go on. */
async function stopForAWhile(leader: BankProcess): Promise<void> {
  leader.kill('SIGSTOP');
  await Bun.sleep(2 * SILENCE_MS);
  leader.kill('SIGCONT');
}

mongoTests('a leader that is lost', () => {
  test(
    'by kill -9 costs seconds, and nothing that was answered',
    async () => {
      const losses = scaled({ short: 2, full: 50 });
      const requests = scaled({ short: 300, full: 15_000 });
      expect(await play({ losses, requests })).toBeLessThan(SILENCE_MS);
    },
    TIME_LIMIT_MS,
  );

  test(
    'by a stop writes nothing once it goes on',
    async () => {
      const mostMs = SILENCE_MS + ((await endsTransactions()) ? 0 : TRANSACTION_MS);
      const losses = scaled({ short: 1, full: 10 });
      const requests = scaled({ short: 200, full: 6_000 });
      expect(await play({ losses, requests, strike: stopForAWhile })).toBeLessThan(mostMs);
    },
    TIME_LIMIT_MS,
  );

  test(
    'to the others alone keeps nobody from writing',
    async () => {
      // Takes connections, and never says a word.
      const silence = Bun.listen({ hostname: '127.0.0.1', port: 0, socket: { data: () => undefined } });
      try {
        const ofFirst = { PEER_URL: `http://127.0.0.1:${silence.port}` };
        const requests = scaled({ short: 100, full: 5_000 });
        expect(await play({ losses: 0, requests, ofFirst })).toBeLessThan(SILENCE_MS);
      } finally {
        silence.stop(true);
      }
    },
    TIME_LIMIT_MS,
  );
});
