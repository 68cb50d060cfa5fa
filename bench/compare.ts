import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { type Contest, type Effort, holdContest } from './contest.ts';
import type { LoadJob } from './load-job.ts';
import { startBank, startFloor } from './server.ts';
import { measureStartAndRest } from './start-and-rest.ts';
import { printContest } from './table.ts';

/** How many clients show what the load itself can do. */
const LOAD_CLIENTS = 32;

export const newKey = () => ({ id: 'bench', secret: randomBytes(32).toString('base64url') });

/** Compares the bank with bare servers, and prints what comes of it. */
export async function compare(folder: string, effort: Effort, bunOptions: readonly string[]): Promise<void> {
  const key = newKey();
  const { startMs, idleMiB } = await measureStartAndRest(folder, key, effort);
  console.log(`\nStart to first answer ${startMs.toFixed(0)} ms, idle memory ${idleMiB.toFixed(0)} MiB`);
  await measureLoad(folder, effort);

  const bank = await startBank(`file:${join(folder, 'petbank.db')}`, key, bunOptions);
  const grouped = await startFloor(folder, 'grouped');
  const alone = await startFloor(folder, 'alone');
  const contest = (kind: LoadJob['kind'], entrants: Contest['entrants']): Promise<void> =>
    holdContest({ ...effort, kind, key, entrants }).then((results) => printContest(kind, results));
  try {
    // Deposits come first: they fill what is read afterwards.
    await contest('deposits', { petbank: bank, 'floor, grouped': grouped, 'floor, alone': alone });
    await contest('inventories', { petbank: bank, 'floor, one row': alone });
  } finally {
    for (const server of [bank, grouped, alone]) await server.stop();
  }
}

/** What the load can do at most: a server that isn't far below is not what is measured. */
async function measureLoad(folder: string, effort: Effort): Promise<void> {
  const nothing = await startFloor(folder, 'nothing');
  try {
    const clients = [LOAD_CLIENTS];
    const contest = { ...effort, clients, key: newKey(), entrants: { nothing } };
    const [standing] = await holdContest({ ...contest, kind: 'inventories' });
    if (!standing) return;
    const perSecond = Math.round(standing.perSecond).toLocaleString('en');
    console.log(
      `The load alone: ${perSecond} answers a second, ${standing.loadUs.toFixed(0)} µs of CPU each`,
    );
  } finally {
    await nothing.stop();
  }
}
