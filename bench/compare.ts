import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { type Contest, type ContestResult, combineContests, type Effort, holdContest } from './contest.ts';
import type { LoadJob } from './load-job.ts';
import { startBank, startFloor, startSameWork } from './server.ts';
import { measureStartAndRest } from './start-and-rest.ts';
import { median } from './statistics.ts';
import { printContest } from './table.ts';

/** How many clients the load is measured with. */
const LOAD_CLIENTS = 32;

export const newKey = () => ({ id: 'bench', secret: randomBytes(32).toString('base64url') });

/** Compares the bank with bare servers, and prints the results. */
export async function compare(folder: string, effort: Effort, bunOptions: readonly string[]): Promise<void> {
  const key = newKey();
  const { startMs, idleMiB } = await measureStartAndRest(folder, key, effort);
  console.log(`\nStart to first response ${startMs.toFixed(0)} ms, idle memory ${idleMiB.toFixed(0)} MiB`);
  await measureLoad(folder, effort);

  const bank = await startBank(`file:${join(folder, 'petbank.db')}`, key, { bunOptions });
  const sameWork = await startSameWork(folder, key);
  const grouped = await startFloor(folder, 'grouped');
  const alone = await startFloor(folder, 'alone');
  const contest = (kind: LoadJob['kind'], entrants: Contest['entrants']): Promise<void> =>
    holdContest({ ...effort, kind, key, entrants }).then((results) => printContest(kind, results));
  try {
    // Deposits come first: they fill what is read afterwards.
    const both = { petbank: bank, 'same work': sameWork };
    await contest('deposits', { ...both, 'floor, grouped': grouped, 'floor, alone': alone });
    await contest('inventories', { ...both, 'floor, one row': alone });
  } finally {
    for (const server of [bank, sameWork, grouped, alone]) await server.stop();
  }
}

/**
 * Compares deposits that are on hold for a while, as in production, with those that clear at once. Each round
 * has processes of its own, since two of the same program differ by more than what holds take.
 */
export async function compareHolds(folder: string, effort: Effort): Promise<void> {
  const rounds: ContestResult[][] = [];
  while (rounds.length < effort.rounds) {
    rounds.push(await compareHoldsOnce(mkdtempSync(join(folder, 'round-')), { ...effort, rounds: 1 }));
  }
  printContest('deposits, medians', combineContests(rounds));
  for (const clients of effort.clients) {
    const shares = rounds.map((results) => {
      const [without, held] = results.filter((result) => result.clients === clients);
      return (held?.serverUs ?? Number.NaN) / (without?.serverUs ?? Number.NaN);
    });
    const [middle, least, most] = [median(shares), Math.min(...shares), Math.max(...shares)].map((share) =>
      share.toFixed(2),
    );
    console.log(`\n--clients ${clients}: with holds ${middle} of the CPU, in pairs ${least} to ${most}`);
  }
}

async function compareHoldsOnce(folder: string, effort: Effort): Promise<ContestResult[]> {
  const key = newKey();
  const openBank = (name: string, settings: Readonly<Record<string, string>>) =>
    startBank(`file:${join(folder, `${name}.db`)}`, key, { settings });
  const entrants = {
    'no holds': await openBank('no-holds', { DEPOSIT_HOLD_SECONDS: '0', LIMIT_TELLER_VALUE_PER_HOUR: '0' }),
    'with holds': await openBank('with-holds', {}),
  };
  try {
    return await holdContest({ ...effort, kind: 'deposits', key, entrants });
  } finally {
    for (const server of Object.values(entrants)) await server.stop();
  }
}

/** Measures the load itself, against a server that does nothing: no server can be measured beyond this. */
async function measureLoad(folder: string, effort: Effort): Promise<void> {
  const nothing = await startFloor(folder, 'nothing');
  try {
    const clients = [LOAD_CLIENTS];
    const contest = { ...effort, clients, key: newKey(), entrants: { nothing } };
    const [result] = await holdContest({ ...contest, kind: 'inventories' });
    if (!result) return;
    const perSecond = Math.round(result.perSecond).toLocaleString('en');
    console.log(
      `The load alone: ${perSecond} responses a second, ${result.loadUs.toFixed(0)} µs of CPU each`,
    );
  } finally {
    await nothing.stop();
  }
}
