import { z } from 'zod';
import { type Goods, NO_GOODS } from '../../../src/bank/engine/pets.ts';
import type { FailPointAction } from '../../../src/simulate/game.ts';
import { COMMIT_POINTS } from '../../../src/storage/driver.ts';
import { DELIVERED, openTestGameWorld, type RequestFault } from '../../lua/game-world.ts';
import { MEMBER } from '../../support/scenes.ts';
import { createDice, type Dice } from '../dice.ts';
import { readInventory } from './audit.ts';
import { type Actors, OTHER_MEMBER, type Outcome, playStory, type RunFaults } from './run.ts';

/** How many runs one process plays: each bank that has stopped leaves some 2 MB behind. */
const RUNS_PER_PROCESS = 100;
/** Each fault happens about once in so many opportunities. */
const ONE_CRASH_IN = 25;
const ONE_ERROR_IN = 25;
const ONE_REQUEST_FAULT_IN = 5;
const ONE_BANK_CRASH_IN = 25;
/** Shorter than a lease, so that nothing stays under way for longer. */
const MAX_DELAY_SECONDS = 60;
const REQUEST_FAULTS = ['request lost', 'answer lost', 'sent twice', 'answer late', 'request late'] as const;
const STEPS = 6;

function chooseFaults(dice: Dice): RunFaults {
  const onFailPoint = (point: string): FailPointAction => {
    if (dice.onceIn(ONE_CRASH_IN)) return 'crash';
    // Errors of requests are left to `onRequest`.
    return !point.includes('request') && dice.onceIn(ONE_ERROR_IN) ? 'error' : 'continue';
  };
  const onRequest = (): RequestFault => {
    if (dice.onceIn(ONE_BANK_CRASH_IN)) return { kind: 'bank crashes', at: dice.pick(COMMIT_POINTS) };
    if (!dice.onceIn(ONE_REQUEST_FAULT_IN)) return DELIVERED;
    const kind = dice.pick<(typeof REQUEST_FAULTS)[number]>(REQUEST_FAULTS);
    return kind === 'answer late' || kind === 'request late'
      ? { kind, seconds: 1 + dice.below(MAX_DELAY_SECONDS) }
      : { kind };
  };
  return {
    onFailPoint,
    onRequest,
    restartSeconds: () => dice.pick([1, 10, 60, 200]),
    forgetsTrades: dice.onceIn(2),
    clockOffset: dice.pick([0, 0, 200, -200, 4_000, -4_000]),
    random: () => dice.below(1_000_000) / 1_000_000,
  };
}

/** Some of what the player holds, or of what they may have in the bank. */
function pickSome(dice: Dice, { pets, gems }: Goods): Goods {
  return {
    pets: pets
      .filter(() => !dice.onceIn(3))
      .map((pet) => ({ ...pet, quantity: 1 + dice.below(pet.quantity) })),
    gems: dice.below(1 + Math.min(gems, 300)),
  };
}

/** Two players deposit, request and fetch, and sometimes change their minds. */
const createStory =
  (dice: Dice) =>
  async ({ world, trade, request }: Actors): Promise<void> => {
    for (let step = 0; step < STEPS; step++) {
      const userId = dice.pick([MEMBER, OTHER_MEMBER]);
      const behaviour = dice.onceIn(4) ? { changesMindAfter: 1 + dice.below(8), leaves: dice.onceIn(2) } : {};
      if (dice.onceIn(2)) await trade(userId, pickSome(dice, await world.game.holdings(userId)), behaviour);
      else if (await request(userId, pickSome(dice, await readInventory(world.bank(), userId))))
        await trade(userId, NO_GOODS, behaviour);
      await world.advance(dice.below(40));
    }
  };

/** How many times as many runs are played at most, until something was delivered. */
const MOST_TIMES = 4;

/**
 * Plays runs with random stories and faults, for each seed from `seed` on: so many, and more where nothing
 * was delivered by chance. Returns what happened in all of them together.
 */
export async function playRuns(seed: number, count: number): Promise<Outcome> {
  const world = await openTestGameWorld();
  const outcomes: Outcome[] = [];
  const isEnough = (): boolean =>
    outcomes.length >= (outcomes.some(({ delivered }) => delivered > 0) ? 1 : MOST_TIMES) * count;
  for (let run = seed; !isEnough(); run++) {
    const dice = createDice(run);
    try {
      outcomes.push(await playStory(world, chooseFaults(dice), createStory(dice)));
    } catch (error) {
      throw new Error(`PETBANK_SEED=${run} plays the run that failed first`, { cause: error });
    }
  }
  return addOutcomes(outcomes);
}

/** The same for many runs, in one process after the other. */
export async function playManyRuns(seed: number, count: number): Promise<Outcome> {
  const outcomes: Outcome[] = [];
  for (let from = 0; from < count; from += RUNS_PER_PROCESS) {
    const runs = Math.min(RUNS_PER_PROCESS, count - from);
    const child = Bun.spawn([process.execPath, import.meta.path, String(seed + from), String(runs)], {
      stderr: 'inherit',
    });
    const printed = await new Response(child.stdout).text();
    if ((await child.exited) !== 0) throw new Error('a run failed: see above');
    outcomes.push(outcomeSchema.parse(JSON.parse(printed)));
  }
  return addOutcomes(outcomes);
}

const outcomeSchema = z.object({ crashes: z.number(), uncertain: z.number(), delivered: z.number() });

const addOutcomes = (outcomes: readonly Outcome[]): Outcome =>
  outcomes.reduce(
    (total, outcome) => ({
      crashes: total.crashes + outcome.crashes,
      uncertain: total.uncertain + outcome.uncertain,
      delivered: total.delivered + outcome.delivered,
    }),
    { crashes: 0, uncertain: 0, delivered: 0 },
  );

if (import.meta.main) {
  const [seed = 0, count = 1] = process.argv.slice(2).map(Number);
  console.log(JSON.stringify(await playRuns(seed, count)));
}
