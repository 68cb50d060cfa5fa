import { expect, test } from 'bun:test';
import { canBeFound, isGame } from '../mutants/mutant.ts';
import { MUTANTS } from '../mutants/mutants.ts';
import { describeVerdict, tryMutants } from '../mutants/plant.ts';
import { isFull, scaled } from './scale.ts';

/**
 * A short run tries one mutant in 36, beginning with another one each time; `bun test/mutants/run.ts` tries
 * them all.
 */
const STRIDE = scaled({ short: 36, full: 1 });
const AT_ONCE = scaled({ short: 1, full: 2 });
const seed = Number(process.env.PETBANK_SEED ?? Date.now() % 1_000);
const TIME_LIMIT_MS = scaled({ short: 600_000, full: 3_600_000 });

test(
  'tests find every bug that is planted, and none where there is none',
  async () => {
    const possible = MUTANTS.filter(canBeFound);
    const wanted = possible.filter((_, index) => index % STRIDE === seed % STRIDE);
    const lines: string[] = [];
    // What isn't a game runs with nothing planted beside this test, just as it is.
    const options = { atOnce: AT_ONCE, needsUntouched: (name: string) => isFull || isGame(name) };
    const { untouched, planted } = await tryMutants(wanted, options, (name, verdict) =>
      lines.push(`${name}: ${describeVerdict(verdict)}`),
    );
    console.log(`PETBANK_SEED=${seed}\n${lines.join('\n')}`);
    expect(untouched.filter(({ kind }) => kind !== 'survived')).toEqual([]);
    expect(planted.filter(({ kind }) => kind !== 'found')).toEqual([]);
  },
  TIME_LIMIT_MS,
);
