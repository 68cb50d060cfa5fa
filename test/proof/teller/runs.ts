import { z } from 'zod';
import { openTown } from '../../lua/town.ts';
import { createDice } from '../dice.ts';
import { storm, story } from './chance.ts';
import { type Outcome, survive } from './run.ts';

/** How many runs one process plays: each bank that has stopped leaves some 2 MB behind. */
const RUNS_OF_A_PROCESS = 100;

/**
 * Plays runs in which anything may go wrong, one for each seed from the first on. Gives what happened in all
 * of them.
 */
export async function playRuns(seed: number, count: number): Promise<Outcome> {
  const town = await openTown();
  const outcomes: Outcome[] = [];
  for (let run = seed; run < seed + count; run++) {
    const dice = createDice(run);
    try {
      outcomes.push(await survive(town, storm(dice), story(dice)));
    } catch (error) {
      throw new Error(`PETBANK_SEED=${run} plays the run that failed first`, { cause: error });
    }
  }
  return sum(outcomes);
}

/** The same for many runs, in processes one after the other. */
export async function playManyRuns(seed: number, count: number): Promise<Outcome> {
  const outcomes: Outcome[] = [];
  for (let from = 0; from < count; from += RUNS_OF_A_PROCESS) {
    const runs = Math.min(RUNS_OF_A_PROCESS, count - from);
    const child = Bun.spawn([process.execPath, import.meta.path, String(seed + from), String(runs)], {
      stderr: 'inherit',
    });
    const printed = await new Response(child.stdout).text();
    if ((await child.exited) !== 0) throw new Error('a run failed: see above');
    outcomes.push(outcomeSchema.parse(JSON.parse(printed)));
  }
  return sum(outcomes);
}

const outcomeSchema = z.object({ deaths: z.number(), uncertain: z.number(), delivered: z.number() });

const sum = (outcomes: readonly Outcome[]): Outcome =>
  outcomes.reduce(
    (all, outcome) => ({
      deaths: all.deaths + outcome.deaths,
      uncertain: all.uncertain + outcome.uncertain,
      delivered: all.delivered + outcome.delivered,
    }),
    { deaths: 0, uncertain: 0, delivered: 0 },
  );

if (import.meta.main) {
  const [seed = 0, count = 1] = process.argv.slice(2).map(Number);
  console.log(JSON.stringify(await playRuns(seed, count)));
}
