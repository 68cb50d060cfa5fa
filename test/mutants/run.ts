import { MUTANTS } from './mutants.ts';
import { describeVerdict, tryMutant, withCopies } from './plant.ts';

// bun test/mutants/run.ts [--only name]: plants each bug in a copy of the tree, and reports whether the
// model proof finds it.
const AT_ONCE = 2;
const [flag, only] = process.argv.slice(2);
const wanted = MUTANTS.filter((mutant) => flag !== '--only' || mutant.name === only);
if (wanted.length === 0) {
  console.error(`No such mutant. There are: ${MUTANTS.map((mutant) => mutant.name).join('; ')}`);
  process.exit(1);
}

const verdicts = await withCopies([null, ...wanted], AT_ONCE, async (folder, mutant) => {
  const verdict = await tryMutant(folder, mutant);
  console.log(`${(mutant?.name ?? '(nothing planted)').padEnd(50)} ${describeVerdict(verdict)}`);
  return verdict;
});
const [untouched, ...planted] = verdicts;
const escaped = planted.filter((verdict) => verdict.kind !== 'found').length;
console.log(`${planted.length - escaped} of ${planted.length} found`);
if (untouched?.kind !== 'survived')
  console.error('The proof fails on the tree as it is: the rest says nothing.');
process.exit(escaped === 0 && untouched?.kind === 'survived' ? 0 : 1);
