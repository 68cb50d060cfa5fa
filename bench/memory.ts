import { join } from 'node:path';
import { newKey } from './compare.ts';
import { sendRequests } from './contest.ts';
import { MEMBERS } from './load-job.ts';
import { startBank } from './server.ts';
import { printTable } from './table.ts';

/** How often the memory is read while deposits come, each time after as many of them. */
const PARTS = 10;

/** Deposits into one bank, and prints what its process holds after each part of the deposits. */
export async function measureMemory(folder: string, deposits: number): Promise<void> {
  const key = newKey();
  const bank = await startBank(`file:${join(folder, 'petbank.db')}`, key);
  const readings = [{ after: 0, residentMiB: bank.residentMiB() }];
  try {
    for (let part = 1; part <= PARTS; part += 1) {
      await sendRequests(bank, { kind: 'deposits', key, members: MEMBERS, ids: 'random' }, deposits / PARTS);
      readings.push({ after: (part * deposits) / PARTS, residentMiB: bank.residentMiB() });
    }
  } finally {
    await bank.stop();
  }
  console.log('\nMemory of the process (RSS) while deposits come\n');
  printTable(
    ['deposits', '', 'MiB'],
    readings.map(({ after, residentMiB }) => [after.toLocaleString('en'), '', residentMiB.toFixed(0)]),
  );
}
