import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { version } from '../package.json';
import { compare, compareHolds } from './compare.ts';
import type { Effort } from './contest.ts';
import { measureDiscord } from './discord/measure.ts';
import { loadJob } from './load-job.ts';
import { measureMemory } from './memory.ts';
import { measureMongo } from './mongodb/measure.ts';
import { measurePeers } from './peers/measure.ts';
import { measurePlots } from './plots.ts';
import { measureScale } from './scale/measure.ts';
import { measureScreens } from './screens.ts';
import { buildBank } from './server.ts';
import { measureValues } from './values/measure.ts';

const HELP = `bun run bench [--clients 1,8,32,128] [--rounds 5] [--seconds 1] [--folder PATH] [--profile PATH]

  Compares the bank with bare servers, deposits and inventories. Takes six minutes.

  --clients   how many clients send requests at a time, one run for each
  --rounds    how often each is measured; the median is reported
  --seconds   how long each measurement takes
  --warm-up   how many requests each server answers before it is measured
  --ids       how trade ids and nonces are made: random, or time (in its order, as the clients make them)
  --folder    where the databases are created, since the disk is measured (default: the system's)
  --profile   a folder for the bank's CPU profile, which Chromium's developer tools open

bun run bench holds [--clients 1,32] [--rounds 5]

  Compares deposits that are on hold, as in production, with deposits that clear at once. Each round starts
  both banks anew.

bun run bench peers

  Compares the bank with the same work on FastAPI, uvicorn and sqlite3, which it installs from PyPI into a
  temporary folder. Needs Python 3.10 or newer.

bun run bench scale [--folder PATH] [--sizes 1000,100000,1000000] [--clients 1,32] [--rounds 5]

  Compares a small bank with a large one: what each step costs, how long verifying the ledger takes, and
  how long the start.

  --folder    where the filled banks are kept, so that a second run reuses them
  --sizes     how many transactions each bank has; the first and the last are compared

bun run bench memory [--deposits 1000000]

  Measures how much memory the bank's process holds while so many deposits come to 20,000 members.

bun run bench mongodb --uri mongodb://… [--clients 1,8,32,128] [--processes 1,4] [--filled NAME]

  Compares the bank on a replica set with a plain transaction for each request.

  --processes how many processes share a database
  --filled    a filled bank's database on the same server, measured beside a new one

bun run bench discord [--folder PATH] [--rounds 5]

  Measures every command of a member who owns ten thousand kinds of pets, and what their pictures cost.

bun run bench values [--forms 15700] [--uri mongodb://…/NAME] [--folder PATH]

  Measures imports of pet values from a stand-in for BIG Games: time, memory, and what is left out.

  --forms     how many forms of pets the lists have
  --uri       a new database on a replica set, measured too

bun run bench plots [--assets 600] [--folder PATH] [--rounds 5]

  Measures what the plots of the dashboard's overview read, where so many assets moved in every hour.

bun run bench screens [--folder PATH] [--sizes 1000000] [--rounds 5]

  Measures every screen of the dashboard in a large bank: how long its data takes, and until it is seen in
  Chromium. A bank of a million transactions has 100,000 members.

  --folder    where the filled bank is kept, so that a second run reuses it
  --sizes     how many transactions it has; the last counts`;

const COMMANDS = [
  'compare',
  'holds',
  'peers',
  'scale',
  'memory',
  'mongodb',
  'discord',
  'values',
  'plots',
  'screens',
];

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      clients: { type: 'string' },
      rounds: { type: 'string', default: '5' },
      seconds: { type: 'string', default: '1' },
      'warm-up': { type: 'string', default: '30000' },
      ids: { type: 'string', default: 'random' },
      deposits: { type: 'string', default: '1000000' },
      sizes: { type: 'string', default: '1000,100000,1000000' },
      folder: { type: 'string' },
      profile: { type: 'string' },
      uri: { type: 'string' },
      forms: { type: 'string', default: '15700' },
      assets: { type: 'string', default: '600' },
      processes: { type: 'string', default: '1,4' },
      filled: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  const [command = 'compare'] = positionals;
  if (values.help || !COMMANDS.includes(command)) return console.log(HELP);
  const [cpu] = cpus();
  console.log(
    `Petbank ${version}, Bun ${Bun.version}, ${process.platform}, ${cpus().length} × ${cpu?.model ?? 'CPU'}`,
  );
  const clients = values.clients ?? (command === 'scale' || command === 'holds' ? '1,32' : '1,8,32,128');
  const effort = {
    clients: numbersOf(clients),
    rounds: Number(values.rounds),
    seconds: Number(values.seconds),
    warmUp: Number(values['warm-up']),
    ids: loadJob.shape.ids.parse(values.ids),
  };
  const base = values.folder ?? tmpdir();
  mkdirSync(base, { recursive: true });
  const folder = mkdtempSync(join(base, 'petbank-bench-'));
  try {
    await measure(command, { folder, values, effort });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

interface Measuring {
  readonly folder: string;
  readonly values: {
    readonly folder?: string | undefined;
    readonly deposits: string;
    readonly sizes: string;
    readonly forms: string;
    readonly assets: string;
    readonly processes: string;
    readonly uri?: string | undefined;
    readonly filled?: string | undefined;
    readonly profile?: string | undefined;
  };
  readonly effort: Effort;
}

async function measure(command: string, { folder, values, effort }: Measuring): Promise<void> {
  if (command === 'discord') return measureDiscord({ folder, rounds: effort.rounds });
  if (command === 'values') return measureValues({ folder, forms: Number(values.forms), uri: values.uri });
  if (command === 'plots')
    return measurePlots({ folder, assets: Number(values.assets), rounds: effort.rounds });
  buildBank();
  if (command === 'scale') {
    const cache = values.folder ?? folder;
    return measureScale({ folder, cache, sizes: numbersOf(values.sizes), ...effort });
  }
  if (command === 'screens') {
    const cache = values.folder ?? folder;
    const transactions = numbersOf(values.sizes).at(-1) ?? 0;
    return measureScreens({ folder, cache, transactions, rounds: effort.rounds });
  }
  if (command === 'memory') return measureMemory(folder, Number(values.deposits));
  if (command === 'mongodb') {
    if (values.uri === undefined) return console.log(HELP);
    const { uri, filled } = values;
    return measureMongo({ ...effort, uri, filled, processes: numbersOf(values.processes) });
  }
  if (command === 'holds') return compareHolds(folder, effort);
  if (command === 'peers') return measurePeers(folder, effort);
  const bunOptions =
    values.profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${resolve(values.profile)}`];
  return compare(folder, effort, bunOptions);
}

const numbersOf = (list: string): number[] => list.split(',').map(Number);

await main();
