import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { version } from '../package.json';
import { type Contest, holdContest } from './contest.ts';
import type { LoadJob } from './load-job.ts';
import { startBank, startFloor } from './server.ts';
import { measureStartAndRest } from './start-and-rest.ts';
import { printContest } from './table.ts';

const HELP = `bun run bench [--clients 1,8,32] [--rounds 5] [--seconds 1.5] [--folder PATH] [--profile PATH]

  --clients   how many clients ask at a time, one run for each
  --rounds    how often each is measured; the median counts
  --seconds   how long each measurement takes
  --folder    where the databases are made, since it is the disk that is measured (default: the system's)
  --profile   a folder in which the bank leaves a CPU profile, which Chromium's developer tools open`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      clients: { type: 'string', default: '1,8,32' },
      rounds: { type: 'string', default: '5' },
      seconds: { type: 'string', default: '1.5' },
      folder: { type: 'string', default: tmpdir() },
      profile: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return console.log(HELP);
  const folder = mkdtempSync(join(values.folder, 'petbank-bench-'));
  try {
    await bench(folder, {
      clients: values.clients.split(',').map(Number),
      rounds: Number(values.rounds),
      seconds: Number(values.seconds),
      bunOptions:
        values.profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${resolve(values.profile)}`],
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function bench(
  folder: string,
  {
    bunOptions,
    ...effort
  }: Omit<Contest, 'kind' | 'entrants' | 'key'> & { readonly bunOptions: readonly string[] },
): Promise<void> {
  const key = { id: 'bench', secret: randomBytes(32).toString('base64url') };
  const [cpu] = cpus();
  console.log(
    `Petbank ${version}, Bun ${Bun.version}, ${process.platform}, ${cpus().length} × ${cpu?.model ?? 'CPU'}`,
  );
  const { startMs, idleMiB } = await measureStartAndRest(folder, key);
  console.log(`\nStart to first answer ${startMs.toFixed(0)} ms, idle memory ${idleMiB.toFixed(0)} MiB`);

  const bank = await startBank(folder, key, bunOptions);
  const grouped = await startFloor(folder, 'grouped');
  const alone = await startFloor(folder, 'alone');
  const contest = (kind: LoadJob['kind'], entrants: Contest['entrants']): Promise<void> =>
    holdContest({ ...effort, kind, key, entrants }).then((results) => printContest(kind, results));
  try {
    // Deposits come first: they fill what is read afterwards.
    await contest('deposits', {
      petbank: bank.url,
      'floor, grouped': grouped.url,
      'floor, alone': alone.url,
    });
    await contest('inventories', { petbank: bank.url, 'floor, one row': alone.url });
  } finally {
    for (const server of [bank, grouped, alone]) await server.stop();
  }
}

await main();
