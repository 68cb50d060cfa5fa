import { expect, test } from 'bun:test';
import { READER } from '../support/keys.ts';
import { livedMs } from '../support/lived.ts';
import { mongoTests } from '../support/mongo.ts';
import { withProcesses } from '../support/process.ts';
import { readHealth } from './crash/ask.ts';
import { countLog } from './crash/ledger.ts';
import { expectSoundPlace, makeMongoPlace } from './crash/place.ts';
import { createDice, type Dice, SEED } from './dice.ts';
import { beginFleet } from './mongo/fleet.ts';
import { type Action, type Line, startLine } from './mongo/line.ts';
import { deposit, MEMBER, settle, withLine } from './mongo/on-line.ts';
import { playThrough, UNLIMITED } from './mongo/play.ts';
import { isFull, scaled } from './scale.ts';

// What is shown here: whichever command of a commit, or answer to one, is lost, late or heard twice, what was
// answered is there once, and what was not can be sent again.

const TIME_LIMIT_MS = 120_000;

/** Every command that a commit sends, in its order. */
const COMMANDS = ['aggregate', 'update', 'insert', 'commitTransaction'] as const;
/** How often in a row: the driver tries twice by itself, and the commit is tried three times. */
const IN_A_ROW = [1, 2, 6] as const;
const LOSSES = COMMANDS.flatMap((command) =>
  (['client', 'server'] as const).flatMap((from) => IN_A_ROW.map((times) => ({ command, from, times }))),
).filter(({ command, times }) => isFull || times === 1 || (times === 6 && command === 'commitTransaction'));
/** Longer than the bank waits for an answer. */
const LATE_MS = 6_000;

/** Does this to so many of these messages, and lets all others pass. */
function first(
  times: number,
  of: { readonly command: string; readonly from: 'client' | 'server' },
  act: () => Action | Promise<Action>,
): Line['judge'] {
  let left = times;
  return ({ command, from }) => {
    if (command !== of.command || from !== of.from || left === 0) return 'pass';
    left -= 1;
    return act();
  };
}

mongoTests('on a line to MongoDB that loses, delays and repeats commands', () => {
  test(
    'each command of a commit, and each answer to one, may be lost, and all is done once',
    async () => {
      const seen = new Map<string, number>();
      await withLine(async (onLine) => {
        for (const [index, { times, ...message }] of LOSSES.entries()) {
          const judge = first(times, message, () => 'cut');
          const { status } = await settle(onLine, { id: index + 1, judge });
          seen.set(`${message.command} from ${message.from}, ${times} times`, status);
          // Lost once, none of them is reported to the caller.
          if (times === 1) expect({ ...message, status }).toEqual({ ...message, status: 200 });
        }
      });
      process.stdout.write(`${Bun.inspect(seen)}\n`);
    },
    TIME_LIMIT_MS,
  );

  test('a commit is answered once a majority of the servers has it on their disks', () =>
    withLine(async (onLine) => {
      const asked: unknown[] = [];
      const judge: Line['judge'] = ({ from, command, document }) => {
        if (from === 'client' && command === 'commitTransaction') asked.push(document().writeConcern);
        return 'pass';
      };
      expect(await settle(onLine, { id: 1, judge })).toMatchObject({ status: 200 });
      expect(asked).toEqual([{ w: 'majority', j: true, wtimeout: expect.any(Number) }]);
    }));

  test(
    'each command of a commit may reach the server twice, and all is done once',
    async () => {
      await withLine(async (onLine) => {
        for (const [index, command] of COMMANDS.entries()) {
          const judge = first(1, { command, from: 'client' }, () => 'twice');
          const { status } = await settle(onLine, { id: index + 1, judge });
          expect({ command, status }).toEqual({ command, status: 200 });
        }
      });
    },
    TIME_LIMIT_MS,
  );

  test(
    'a commit whose answer is lost is requested again, and not done again',
    async () => {
      await withLine(async (onLine) => {
        let commits = 0;
        const lose = first(1, { command: 'commitTransaction', from: 'server' }, () => 'cut');
        const { status } = await settle(onLine, {
          id: 1,
          judge(passing) {
            if (passing.command === 'commitTransaction' && passing.from === 'client') commits += 1;
            return lose(passing);
          },
        });
        expect({ status, commits }).toEqual({ status: 200, commits: 2 });
      });
    },
    TIME_LIMIT_MS,
  );

  // Each takes longer than the bank waits: too long for every run.
  if (isFull) {
    test(
      'each command of a commit, and each answer to one, may come too late, and all is done once',
      async () => {
        await withLine(async (onLine) => {
          for (const [index, { times: _, ...message }] of LOSSES.filter(
            ({ times }) => times === 1,
          ).entries()) {
            const late = first(1, message, () => Bun.sleep(LATE_MS).then(() => 'pass' as const));
            await settle(onLine, { id: index + 1, judge: late });
          }
        });
      },
      TIME_LIMIT_MS,
    );
  }
});

mongoTests('while MongoDB is away', () => {
  test(
    'the bank says so with 503, and is well again by itself once it is back',
    async () => {
      await withLine(async ({ bank, line, place }) => {
        expect(await deposit(bank, 'T-1', 'before-the-outage')).toMatchObject({ status: 200 });
        line.close();
        const away = await Promise.all(
          [2, 3, 4].map((id) => deposit(bank, `T-${id}`, `in-the-outage-${id}-`)),
        );
        for (const attempt of away)
          expect(attempt).toMatchObject({ status: 503, code: 'storage_unavailable' });
        for (const { retryAfter } of away) expect(Number(retryAfter)).toBeGreaterThan(0);
        expect(await readHealth(bank.url)).toMatchObject({
          status: 503,
          ready: 503,
          body: { status: 'degraded', checks: { storage: 'down' } },
        });
        expect((await bank.ask(READER, 'GET', `/user/${MEMBER}/inventory`)).status).toBe(503);
        await line.open();
        const backAt = livedMs();
        while ((await readHealth(bank.url)).status !== 200) {
          expect(livedMs() - backAt).toBeLessThan(RECOVERY_MS);
        }
        process.stdout.write(`well again after ${Math.round(livedMs() - backAt)} ms\n`);
        expect(await deposit(bank, 'T-9', 'before-the-outage')).toMatchObject({
          status: 409,
          code: 'replayed',
        });
        for (const id of [2, 3, 4])
          expect(await deposit(bank, `T-${id}`, `after-the-outage-${id}`)).toMatchObject({ status: 200 });
        expect(await countLog(place)).toMatchObject({ deposits: 4 });
        expect(await expectSoundPlace(place)).toBe(4);
      });
    },
    TIME_LIMIT_MS,
  );
});

/** One message in so many is lost, and one is heard twice: of commits more than of others. */
const COMMIT_ODDS = { cut: 12, twice: 12 };
const ODDS = { cut: 150, twice: 150 };

function drawAction(dice: Dice, { cut, twice }: typeof ODDS): Action {
  if (dice.onceIn(cut)) return 'cut';
  return dice.onceIn(twice) ? 'twice' : 'pass';
}

/** The driver monitors its server every two seconds. */
const RECOVERY_MS = 10_000;

mongoTests('two processes on lines that lose, delay and repeat at random', () => {
  const requests = scaled({ short: 60, full: 5_000 });
  test('do everything once', async () => {
    process.stdout.write(`PETBANK_SEED=${SEED}\n`);
    const place = makeMongoPlace();
    const line = await startLine(place.environment.DATABASE_URL ?? '');
    const dice = createDice(SEED);
    try {
      await withProcesses(async (start) => {
        const fleet = await beginFleet({
          start: () => start({ ...UNLIMITED, DATABASE_URL: line.databaseUrl }),
          size: 2,
          dice: createDice(SEED),
          lostOnceIn: 10,
          deaths: 0,
          answersPerLife: requests,
        });
        const actions: Record<string, number> = {};
        line.judge = async ({ command, from }) => {
          const isCommit = command === 'commitTransaction';
          const action = drawAction(dice, isCommit ? COMMIT_ODDS : ODDS);
          if (dice.onceIn(20)) await Bun.sleep(dice.below(20));
          const name = `${isCommit ? 'commits' : 'others'} ${from} ${action}`;
          actions[name] = (actions[name] ?? 0) + 1;
          return action;
        };
        const played = await playThrough(fleet, place, { players: 8, requests });
        const facts = { requests, ...played, answers: Object.fromEntries(fleet.tally), actions };
        process.stdout.write(`${Bun.inspect(facts)}\n`);
        line.judge = () => 'pass';
      }, place.given);
    } finally {
      line.end();
      await place.remove();
    }
  }, 3_600_000);
});
