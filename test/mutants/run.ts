import { testOf } from './mutant.ts';
import { MUTANTS } from './mutants.ts';
import { describeVerdict, tryMutants } from './plant.ts';

// bun test/mutants/run.ts [--only WORD]: plants each bug whose name, or the tests that must find it, has the
// word in it in a copy of the tree, and reports whether they do.
const AT_ONCE = 2;
const [flag, only = ''] = process.argv.slice(2);
const wanted = MUTANTS.filter(
  (mutant) => flag !== '--only' || `${mutant.name} ${testOf(mutant)}`.includes(only),
);
if (wanted.length === 0) {
  console.error(`No such mutant. There are: ${MUTANTS.map((mutant) => mutant.name).join('; ')}`);
  process.exit(1);
}

const verdicts = await tryMutants(wanted, { atOnce: AT_ONCE }, (name, verdict) =>
  console.log(`${name.padEnd(60)} ${describeVerdict(verdict)}`),
);
const escaped = verdicts.planted.filter(({ kind }) => kind !== 'found').length;
console.log(`${wanted.length - escaped} of ${wanted.length} found`);
const isSound = verdicts.untouched.every(({ kind }) => kind === 'survived');
if (!isSound) console.error('Tests fail on the tree as it is: what they found says nothing.');
process.exit(escaped === 0 && isSound ? 0 : 1);
