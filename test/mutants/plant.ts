import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isGame, type Mutant, testOf } from './mutant.ts';

/** What tests and the code under them are made of. */
const TREE = [
  ...['src', 'clients', 'migrations', 'test', 'lua', 'bench'],
  ...['package.json', 'tsconfig.json', 'bunfig.toml'],
];
/** The same games for every mutant, so that what was found is found again. */
const SEED = '20260510';
/**
 * How many games and days a planted bug has to show itself, which few may do. The first that does is the last
 * one played. With nothing planted, the short form is enough: the full one says that the others hold, too.
 */
const CHANCES = { PETBANK_GAMES: '400', PETBANK_DAYS: '40' };
/** How long one proof may take; one that hangs has found nothing. */
const TIMEOUT_MS = 300_000;

/**
 * What became of the proof, with the processor's time for it: `found` only where the proof itself saw a
 * promise broken.
 */
export type Verdict =
  | { readonly kind: 'found'; readonly check: string; readonly seconds: number }
  | { readonly kind: 'survived'; readonly seconds: number }
  | { readonly kind: 'failed otherwise'; readonly output: string }
  | { readonly kind: 'not planted'; readonly places: number };

/** What became of each mutant, and of each file of tests on the tree as it is. */
export interface Verdicts {
  readonly planted: readonly Verdict[];
  readonly untouched: readonly Verdict[];
}

/**
 * Tries the mutants, so many at once, and beforehand the tests that must find them, with nothing planted:
 * all, or those that `needsUntouched`.
 */
export async function tryMutants(
  mutants: readonly Mutant[],
  { atOnce, needsUntouched = () => true }: { atOnce: number; needsUntouched?: (test: string) => boolean },
  onVerdict: (name: string, verdict: Verdict) => void,
): Promise<Verdicts> {
  const tests = [...new Set(mutants.map(testOf))].filter(needsUntouched);
  const tasks = [
    ...tests.map((test) => ({ name: `(nothing) ${test}`, run: (copy: string) => runTests(copy, { test }) })),
    ...mutants.map((mutant) => ({ name: mutant.name, run: (copy: string) => tryMutant(copy, mutant) })),
  ];
  const verdicts = await withCopies(tasks, atOnce, async (copy, { name, run }) => {
    const verdict = await run(copy);
    onVerdict(name, verdict);
    return verdict;
  });
  return { untouched: verdicts.slice(0, tests.length), planted: verdicts.slice(tests.length) };
}

/** Runs each task in whichever of the copies of the tree is free; the copies are gone afterwards. */
async function withCopies<Task, Result>(
  tasks: readonly Task[],
  atOnce: number,
  work: (folder: string, task: Task) => Promise<Result>,
): Promise<Result[]> {
  const root = await mkdtemp(join(tmpdir(), 'petbank-mutants-'));
  const results: Result[] = [];
  const waiting = [...tasks.entries()];
  async function worker(name: number): Promise<void> {
    const folder = await copyTree(join(root, String(name)));
    for (let next = waiting.shift(); next; next = waiting.shift())
      results[next[0]] = await work(folder, next[1]);
  }
  try {
    await Promise.all(Array.from({ length: atOnce }, (_, name) => worker(name)));
    return results;
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

async function copyTree(folder: string): Promise<string> {
  await mkdir(folder);
  for (const part of TREE) await cp(part, join(folder, part), { recursive: true });
  await symlink(join(process.cwd(), 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

/** Plants the mutant in the copy, runs the tests that must find it, and takes it out again. */
async function tryMutant(folder: string, mutant: Mutant): Promise<Verdict> {
  const file = join(folder, mutant.file);
  const text = await readFile(file, 'utf8');
  const places = text.split(mutant.find).length - 1;
  if (places !== 1) return { kind: 'not planted', places };
  await writeFile(
    file,
    text.replace(mutant.find, () => mutant.replace),
  );
  try {
    return await runTests(folder, mutant, CHANCES);
  } finally {
    await writeFile(file, text);
  }
}

/** Runs the tests of the file in the copy as it is. */
async function runTests(
  folder: string,
  { thief = 'teller', seed = SEED, ...mutant }: Pick<Mutant, 'test' | 'thief' | 'seed'>,
  chances: Partial<typeof CHANCES> = {},
): Promise<Verdict> {
  const test = testOf(mutant);
  const run = Bun.spawn([process.execPath, 'test', '--bail', '--timeout', '60000', `./${test}`], {
    cwd: folder,
    env: {
      PATH: process.env.PATH ?? '',
      MONGODB_TEST_URI: process.env.MONGODB_TEST_URI ?? '',
      PETBANK_SEED: seed,
      PETBANK_NO_SHRINK: '1',
      PETBANK_THIEF: thief,
      ...chances,
    },
    stdin: 'ignore',
    stdout: 'pipe',
    stderr: 'pipe',
    timeout: TIMEOUT_MS,
  });
  const [stdout, stderr] = await Promise.all([
    new Response(run.stdout).text(),
    new Response(run.stderr).text(),
  ]);
  const code = await run.exited;
  const seconds = Number(run.resourceUsage()?.cpuTime.total ?? 0) / 1_000_000;
  if (code === 0) return { kind: 'survived', seconds };
  const check = (isGame(test) ? /PROMISE BROKEN \[([^\]]+)\]/ : /^\(fail\) (.+?) \[/m).exec(stderr)?.[1];
  return check === undefined
    ? { kind: 'failed otherwise', output: `${stdout}${stderr}` }
    : { kind: 'found', check, seconds };
}

/** The verdict in one line. */
export function describeVerdict(verdict: Verdict): string {
  switch (verdict.kind) {
    case 'found':
      return `found by "${verdict.check}" in ${verdict.seconds.toFixed(1)} s`;
    case 'survived':
      return `SURVIVED ${verdict.seconds.toFixed(1)} s`;
    case 'not planted':
      return `NOT PLANTED: its text occurs ${verdict.places} times in the file`;
    case 'failed otherwise':
      return `FAILED OTHERWISE:\n${verdict.output.slice(-2_000)}`;
    default:
      return verdict satisfies never;
  }
}
