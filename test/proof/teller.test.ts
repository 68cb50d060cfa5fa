import { beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { NO_GOODS } from '../../src/bank/engine/pets.ts';
import { COMMIT_POINTS, type CommitPoint } from '../../src/storage/driver.ts';
import { DELIVERED, openTestGameWorld, type RequestFault, type TestGameWorld } from '../lua/game-world.ts';
import { CAT, MEMBER } from '../support/scenes.ts';
import { createDice, SEED } from './dice.ts';
import { isFull, scaled } from './scale.ts';
import { playManyRuns, playRuns } from './teller/random-runs.ts';
import { type Actors, playStory, type RunFaults } from './teller/run.ts';

/** A story takes seconds on a busy machine. */
setDefaultTimeout(120_000);

const TIME_LIMIT_MS = scaled({ short: 280_000, full: 3_600_000 });
const RUNS = scaled({ short: 8, full: 1_000 });
/** The short form tests every ninth step. */
const STRIDE = scaled({ short: 9, full: 1 });
/** Restarts while the lease lasts, and after it has ended. */
const RESTART_SECONDS = [5, 200] as const;

const CATS = { pets: [{ ...CAT, quantity: 2 }], gems: 1_000 };

/** A deposit, and a withdrawal of a part of it. */
async function depositAndWithdraw({ trade, request, world }: Actors): Promise<void> {
  await trade(MEMBER, CATS);
  if (await request(MEMBER, { pets: [CAT], gems: 400 })) await trade(MEMBER, NO_GOODS);
  await world.advance(10);
}

const dice = createDice(SEED);
const NO_FAULTS: RunFaults = {
  onFailPoint: () => 'continue',
  onRequest: () => DELIVERED,
  restartSeconds: () => 5,
  forgetsTrades: false,
  clockOffset: 0,
  random: () => dice.below(1_000_000) / 1_000_000,
};

let world: TestGameWorld;
let points: string[];
let requests: number;
beforeAll(async () => {
  world = await openTestGameWorld();
  ({ points, requests } = await count());
});

/** The fail points and the number of requests of the story without faults. */
async function count(): Promise<{ points: string[]; requests: number }> {
  const points: string[] = [];
  let requests = 0;
  const onFailPoint = (point: string) => {
    points.push(point);
    return 'continue' as const;
  };
  const onRequest = (): RequestFault => {
    requests += 1;
    return DELIVERED;
  };
  await playStory(world, { ...NO_FAULTS, onFailPoint, onRequest }, depositAndWithdraw);
  return { points, requests };
}

/** Returns the fault on the nth call only. */
const onlyNth = <Fault, Ordinary>(n: number, fault: Fault, ordinary: Ordinary) => {
  let calls = 0;
  return (): Fault | Ordinary => {
    calls += 1;
    return calls === n ? fault : ordinary;
  };
};
const tellerCrash = (n: number): Pick<RunFaults, 'onFailPoint'> => ({
  onFailPoint: onlyNth(n, 'crash' as const, 'continue' as const),
});
const bankCrash = (n: number, at: CommitPoint): Pick<RunFaults, 'onRequest'> => ({
  onRequest: onlyNth(n, { kind: 'bank crashes', at } as const, DELIVERED),
});

describe('the audit is clean after a deposit and a withdrawal', () => {
  for (const forgetsTrades of [false, true]) {
    const game = forgetsTrades ? 'loses its record of trades' : 'keeps a record of trades';
    for (const seconds of RESTART_SECONDS) {
      test(
        `whatever step the teller crashes at, restarted after ${seconds} s, in a game that ${game}`,
        async () => {
          for (let n = 1 + dice.below(STRIDE); n <= points.length; n += STRIDE) {
            const faults = { ...NO_FAULTS, ...tellerCrash(n), restartSeconds: () => seconds, forgetsTrades };
            const { crashes, delivered } = await playStory(world, faults, depositAndWithdraw);
            const at = points[n - 1];
            expect({ at, crashes, delivered }).toEqual({ at, crashes: 1, delivered: 1 });
          }
        },
        TIME_LIMIT_MS,
      );
    }
  }

  test(
    'whatever step the bank crashes at',
    async () => {
      for (let n = 1; n <= requests; n++) {
        for (let at = dice.below(STRIDE); at < COMMIT_POINTS.length; at += STRIDE) {
          const faults = { ...NO_FAULTS, ...bankCrash(n, COMMIT_POINTS[at] ?? 'taken') };
          expect(await playStory(world, faults, depositAndWithdraw)).toMatchObject({ delivered: 1 });
        }
      }
    },
    TIME_LIMIT_MS,
  );
});

test(
  `the audit is clean after ${RUNS} runs with random stories and faults, from seed ${SEED}`,
  async () => {
    const total = await (isFull ? playManyRuns : playRuns)(SEED, RUNS);
    if (isFull) console.log(total);
    // Runs without crashes and deliveries would prove nothing. Few runs may have few, and none uncertain.
    expect(total.crashes).toBeGreaterThan(RUNS);
    expect(total.delivered).toBeGreaterThan(isFull ? RUNS / 4 : 0);
    if (isFull) expect(total.uncertain).toBeGreaterThan(RUNS / 20);
  },
  TIME_LIMIT_MS,
);
