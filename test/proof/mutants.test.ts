import { expect, test } from 'bun:test';
import { MUTANTS } from '../mutants/mutants.ts';
import { describeVerdict, tryMutant, withCopies } from '../mutants/plant.ts';
import { scaled } from './scale.ts';

/**
 * A short run tries every third mutant, beginning with another one each time; `bun test/mutants/run.ts` tries
 * them all.
 */
const STRIDE = scaled({ short: 3, full: 1 });
const AT_ONCE = scaled({ short: 1, full: 2 });
const seed = Number(process.env.PETBANK_SEED ?? Date.now() % 1_000);

test('the model finds every planted bug, and none where there is none', async () => {
  const wanted = MUTANTS.filter((_, index) => index % STRIDE === seed % STRIDE);
  const verdicts = await withCopies([null, ...wanted], AT_ONCE, tryMutant);
  const lines = wanted.map((mutant, index) => {
    const verdict = verdicts[index + 1];
    return `${mutant.name}: ${verdict ? describeVerdict(verdict) : 'not tried'}`;
  });
  console.log(`PETBANK_SEED=${seed}\n${lines.join('\n')}`);
  const [untouched, ...planted] = verdicts;
  expect(untouched ? describeVerdict(untouched) : 'not tried').toStartWith('SURVIVED');
  expect(lines.filter((_, index) => planted[index]?.kind !== 'found')).toEqual([]);
}, 600_000);
