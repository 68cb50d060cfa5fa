import { cpSync } from 'node:fs';
import { join } from 'node:path';
import type { Book } from '../../src/bank/engine/book.ts';
import { newKey } from '../compare.ts';
import { type Effort, holdContest } from '../contest.ts';
import { startBank } from '../server.ts';
import { median } from '../statistics.ts';
import { printContest, printTable } from '../table.ts';
import { openScaleBank } from './bank.ts';
import { filledBank } from './fill.ts';
import { MEMBERS } from './people.ts';
import { SCALE_STEPS, type ScaleStep, stockUp } from './steps.ts';
import { verifyBank } from './verify.ts';

export interface Scale extends Effort {
  /** The folder of the copies that are measured. */
  readonly folder: string;
  /** Where filled banks are kept. */
  readonly cache: string;
  readonly sizes: readonly number[];
}

/** A copy of a filled bank, which may grow. */
interface Sized {
  readonly name: string;
  readonly file: string;
}

/** Fills banks of each size, and prints what everything costs in the smallest beside the largest. */
export async function measureScale({ folder, cache, sizes, ...effort }: Scale): Promise<void> {
  const banks: Sized[] = [];
  for (const size of sizes) {
    const filled = await filledBank(cache, size, (text) => console.log(`Filled: ${text}`));
    const file = join(folder, `${size}.db`);
    cpSync(filled, file);
    banks.push({ name: size.toLocaleString('en'), file });
  }
  await printVerified(banks);
  const [small, large] = [banks[0], banks.at(-1)];
  if (!small || !large) return;
  await printSteps([large, small], effort.rounds);
  await printStarts([large, small, { name: 'a new bank', file: join(folder, 'new.db') }], effort.rounds);
  await printOverHttp([large, small], effort);
}

async function printVerified(banks: readonly Sized[]): Promise<void> {
  const rows: string[][] = [];
  for (const { name, file } of banks) {
    const { seconds, peakMiB, output } = await verifyBank(file);
    rows.push([name, output.split(',')[0] ?? '', seconds.toFixed(1), peakMiB.toFixed(0)]);
  }
  console.log('\nbun run petbank verify-ledger\n');
  printTable(['transactions', '', 'seconds', 'peak MiB'], rows);
}

/** Each step is measured this many times as often as a server, since it takes much less time. */
const STEP_ROUNDS = 3;

interface Cost {
  readonly wallUs: number;
  /** User and system CPU, which does not include waiting for the disk. */
  readonly cpuUs: number;
}

/** In one process and without HTTP, each step in both banks in turn. */
async function printSteps(banks: readonly [Sized, Sized], rounds: number): Promise<void> {
  const open = banks.map(({ file }) => openScaleBank(file, Date.now));
  for (const { book } of open) await stockUp(book);
  const rows: string[][] = [];
  for (const step of SCALE_STEPS) {
    const costs = open.map((): Cost[] => []);
    for (let round = 0; round < rounds * STEP_ROUNDS; round += 1) {
      for (const [at, { book }] of open.entries()) costs[at]?.push(await costOf(step, book));
    }
    const medians = (figure: keyof Cost): number[] =>
      costs.map((each) => median(each.map((cost) => cost[figure])));
    rows.push(['', step.name, ...compared(medians('wallUs')), ...compared(medians('cpuUs'))]);
  }
  for (const bank of open) await bank.close();
  const names = banks.map(({ name }) => name);
  console.log('\nIn-process, µs each: by the clock, then of CPU\n');
  printTable(['', '', ...names, 'ratio', ...names, 'ratio'], rows);
}

async function costOf(step: ScaleStep, book: Book): Promise<Cost> {
  const startedAt = performance.now();
  const cpuBefore = process.cpuUsage();
  await step.run(book, `${startedAt}`);
  const { user, system } = process.cpuUsage(cpuBefore);
  return {
    wallUs: ((performance.now() - startedAt) * 1000) / step.times,
    cpuUs: (user + system) / step.times,
  };
}

const compared = ([large = 0, small = 0]: readonly number[]): string[] => [
  large.toFixed(0),
  small.toFixed(0),
  (large / small).toFixed(2),
];

async function printStarts(banks: readonly Sized[], rounds: number): Promise<void> {
  const times = banks.map((): number[] => []);
  for (let round = 0; round <= rounds; round += 1) {
    for (const [at, { file }] of banks.entries()) {
      const server = await startBank(`file:${file}`, newKey());
      // The first start of a bank makes its file.
      if (round > 0) times[at]?.push(server.startedInMs);
      await server.stop();
    }
  }
  console.log('\nStart to first answer\n');
  printTable(
    ['transactions', '', 'ms'],
    banks.map(({ name }, at) => [name, '', median(times[at] ?? []).toFixed(0)]),
  );
}

async function printOverHttp([large, small]: readonly [Sized, Sized], effort: Effort): Promise<void> {
  const key = newKey();
  const entrants = {
    [`${large.name} transactions`]: await startBank(`file:${large.file}`, key),
    [`${small.name} transactions`]: await startBank(`file:${small.file}`, key),
  };
  try {
    const contest = { ...effort, kind: 'deposits', members: MEMBERS, key, entrants } as const;
    printContest('deposits over HTTP', await holdContest(contest));
  } finally {
    for (const server of Object.values(entrants)) await server.stop();
  }
}
