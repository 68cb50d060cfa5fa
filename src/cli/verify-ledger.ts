import { existsSync } from 'node:fs';
import { type LedgerCheck, verifyLedger } from '../bank/verify-ledger.ts';
import { ownFile } from '../files.ts';
import { collectGarbageAfter, describeBroken } from '../storage/archive/scan.ts';
import type { Driver } from '../storage/driver.ts';
import { openStorage, type StorageAddress } from '../storage/open.ts';
import { CommandError } from './finish.ts';
import type { Terminal } from './progress.ts';

/** From how many rows on progress is shown. */
const LONG_LOG = 20_000;

/** Checks the bank at this address, and says what came of it. Shows progress on a terminal. */
export async function verifyLedgerOf(
  address: StorageAddress,
  terminal: Terminal,
): Promise<{ isSound: boolean; text: string }> {
  if (address.kind === 'sqlite' && !existsSync(address.file))
    throw new CommandError(`There is no bank at ${address.file}. DATABASE_URL says where it is.`);
  try {
    const { driver } = await openStorage(address, { migrationsFolder: ownFile('migrations') });
    return await check(driver, terminal);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { isSound: false, text: `THE LEDGER CAN NOT BE READ: ${error.message}` };
  }
}

async function check(driver: Driver, terminal: Terminal): Promise<{ isSound: boolean; text: string }> {
  try {
    const found = await verifyLedger(driver, ({ checked, total }) => {
      collectGarbageAfter(checked);
      if (terminal.isTTY && total >= LONG_LOG) terminal.write(`\r${checked} of ${total} transactions`);
    });
    if (terminal.isTTY) terminal.write('\r\u001b[K');
    return { isSound: found.kind === 'sound', text: describeCheck(found) };
  } finally {
    await driver.close();
  }
}

function describeCheck(check: LedgerCheck): string {
  const counted = `${check.count} transactions, head ${check.head}`;
  if (check.kind === 'sound') return `The ledger holds: ${counted}`;
  return `${describeBroken(check.firstError)}\n${counted}`;
}
