import { existsSync } from 'node:fs';
import { defineCommand } from 'citty';
import { verifyLedger } from '../bank/verify-ledger.ts';
import { readConfig } from '../config/config.ts';
import { collectGarbageAfter, describeBroken } from '../storage/archive/scan.ts';
import type { StorageAddress } from '../storage/open.ts';
import { type CliContext, CommandError, runCommand, type Terminal } from './command-line.ts';
import { openDriver } from './databases.ts';
import { openStatusLine } from './progress.ts';

/** From how many rows on progress is shown. */
const LONG_LOG = 20_000;

export const createVerifyLedgerCommand = ({ env, terminal }: CliContext) =>
  defineCommand({
    meta: { name: 'verify-ledger', description: 'Recomputes the chain and every balance of the bank.' },
    run: () =>
      runCommand(async () => {
        // Only the database matters here: an error elsewhere in the configuration must not hide the ledger.
        const { database } = readConfig({ DATABASE_URL: env.DATABASE_URL });
        const { isSound, text } = await verifyLedgerAt(database, terminal);
        if (!isSound) process.exitCode = 1;
        return text;
      }),
  });

/** Checks the bank at this address and describes the result. Shows progress on a terminal. */
export async function verifyLedgerAt(
  address: StorageAddress,
  terminal: Terminal,
): Promise<{ isSound: boolean; text: string }> {
  if (address.kind === 'sqlite' && !existsSync(address.file))
    throw new CommandError(`There is no bank at ${address.file}. DATABASE_URL says where it is.`);
  const line = openStatusLine(terminal);
  try {
    const driver = await openDriver(address);
    const check = await verifyLedger(driver, ({ checked, total }) => {
      collectGarbageAfter(checked);
      if (total >= LONG_LOG) line.show(() => `${checked} of ${total} transactions`);
    }).finally(() => driver.close());
    line.clear();
    const counted = `${check.count} transactions, head ${check.head}`;
    if (check.kind === 'sound') return { isSound: true, text: `The ledger holds: ${counted}` };
    return { isSound: false, text: `${describeBroken(check.firstError)}\n${counted}` };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { isSound: false, text: `THE LEDGER CAN NOT BE READ: ${error.message}` };
  }
}
