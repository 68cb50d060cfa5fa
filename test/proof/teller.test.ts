import { beforeAll, describe, expect, test } from 'bun:test';
import { NO_GOODS } from '../../src/bank/engine/pets.ts';
import { COMMIT_POINTS, type CommitPoint } from '../../src/storage/driver.ts';
import { openTown, THROUGH, type Town, type Way } from '../lua/town.ts';
import { CAT, MEMBER } from '../support/scenes.ts';
import { createDice, SEED } from './dice.ts';
import { isFull, scaled } from './scale.ts';
import { type People, type Storm, survive } from './teller/run.ts';
import { playManyRuns, playRuns } from './teller/runs.ts';

const TIME_LIMIT_MS = scaled({ short: 120_000, full: 3_600_000 });
const RUNS = scaled({ short: 12, full: 1_000 });
/** The short form takes every so many of the steps. */
const STRIDE = scaled({ short: 9, full: 1 });
/** Back while the lease lives, and after it has ended. */
const RETURNS = [5, 200] as const;

const CATS = { pets: [{ ...CAT, quantity: 2 }], gems: 1_000 };

/** A deposit, and a withdrawal of a part of it. */
async function depositAndWithdraw({ trade, request, town }: People): Promise<void> {
  await trade(MEMBER, CATS);
  if (await request(MEMBER, { pets: [CAT], gems: 400 })) await trade(MEMBER, NO_GOODS);
  await town.pass(10);
}

const dice = createDice(SEED);
const CALM: Storm = {
  fateAt: () => 'goes on',
  wayOf: () => THROUGH,
  restartSeconds: () => 5,
  isForgetful: false,
  aheadSeconds: 0,
  random: () => dice.below(1_000_000) / 1_000_000,
};

let town: Town;
let points: string[];
let requests: number;
beforeAll(async () => {
  town = await openTown();
  ({ points, requests } = await count());
});

/** How many points and requests the story has when nothing goes wrong. */
async function count(): Promise<{ points: string[]; requests: number }> {
  const points: string[] = [];
  let requests = 0;
  const fateAt = (point: string) => {
    points.push(point);
    return 'goes on' as const;
  };
  const wayOf = (): Way => {
    requests += 1;
    return THROUGH;
  };
  await survive(town, { ...CALM, fateAt, wayOf }, depositAndWithdraw);
  return { points, requests };
}

/** The storm in which the nth thing of its kind goes so. */
const nth = <T, Ordinary>(n: number, special: T, ordinary: Ordinary) => {
  let passed = 0;
  return (): T | Ordinary => {
    passed += 1;
    return passed === n ? special : ordinary;
  };
};
const dying = (n: number): Pick<Storm, 'fateAt'> => ({ fateAt: nth(n, 'ends' as const, 'goes on' as const) });
const bankDying = (n: number, at: CommitPoint): Pick<Storm, 'wayOf'> => ({
  wayOf: nth(n, { kind: 'bank dies', at } as const, THROUGH),
});

describe('the audit is clean after a deposit and a withdrawal', () => {
  for (const isForgetful of [false, true]) {
    const game = isForgetful ? 'loses its record of trades' : 'keeps a record of trades';
    for (const seconds of RETURNS) {
      test(
        `whatever step the teller is killed at, back after ${seconds} s, in a game that ${game}`,
        async () => {
          for (let n = 1 + dice.below(STRIDE); n <= points.length; n += STRIDE) {
            const storm = { ...CALM, ...dying(n), restartSeconds: () => seconds, isForgetful };
            const { deaths, delivered } = await survive(town, storm, depositAndWithdraw);
            const at = points[n - 1];
            expect({ at, deaths, delivered }).toEqual({ at, deaths: 1, delivered: 1 });
          }
        },
        TIME_LIMIT_MS,
      );
    }
  }

  test(
    'whatever step the bank is killed at',
    async () => {
      for (let n = 1; n <= requests; n++) {
        for (let at = dice.below(STRIDE); at < COMMIT_POINTS.length; at += STRIDE) {
          const storm = { ...CALM, ...bankDying(n, COMMIT_POINTS[at] ?? 'taken') };
          expect(await survive(town, storm, depositAndWithdraw)).toMatchObject({ delivered: 1 });
        }
      }
    },
    TIME_LIMIT_MS,
  );
});

test(
  `the audit is clean after ${RUNS} runs in which anything may go wrong, from seed ${SEED}`,
  async () => {
    const total = await (isFull ? playManyRuns : playRuns)(SEED, RUNS);
    if (isFull) console.log(total);
    // Runs in which nothing happens show nothing; a few dozen may have few uncertain ones.
    expect(total.deaths).toBeGreaterThan(RUNS);
    expect(total.delivered).toBeGreaterThan(RUNS / 4);
    if (isFull) expect(total.uncertain).toBeGreaterThan(RUNS / 20);
  },
  TIME_LIMIT_MS,
);
