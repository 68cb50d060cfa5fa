import { existsSync } from 'node:fs';
import { defineCommand } from 'citty';
import { EXPECT_USAGE, NoHead, readExpected } from '../app/expected-heads.ts';
import type { Reads } from '../bank/engine/book.ts';
import { findHeadMissing, type Head } from '../bank/heads.ts';
import { type LedgerCheck, verifyLedger } from '../bank/verify-ledger.ts';
import { readConfig } from '../config/config.ts';
import { collectGarbageAfter, describeBroken } from '../storage/archive/scan.ts';
import { lastHeadAt, type StorageAddress } from '../storage/open.ts';
import {
  type CliContext,
  CommandError,
  JSON_OPTION,
  repeatableOption,
  type Terminal,
} from './command-line.ts';
import { openDriver } from './databases.ts';
import { openStatusLine } from './progress.ts';
import { STATUS } from './status.ts';

/** From how many rows on progress is shown. */
const LONG_LOG = 20_000;
const STATUSES = { sound: STATUS.done, broken: STATUS.found, unknown: STATUS.unable } as const;

export const createVerifyLedgerCommand = ({ env, terminal }: CliContext) =>
  defineCommand({
    meta: {
      name: 'verify-ledger',
      description: 'Recomputes the chain, and every row that gives or takes something, of the bank.',
    },
    args: {
      ...JSON_OPTION,
      expect: repeatableOption('A head that must be in it, SEQ:HASH, or a file of such'),
    },
    run: async ({ rawArgs }) => {
      const expected = parseExpected(rawArgs);
      // Only the database matters here: an error elsewhere in the configuration must not hide the ledger.
      const { database } = readConfig({ DATABASE_URL: env.DATABASE_URL });
      const { status, text, check } = await verifyLedgerAt(database, terminal, expected);
      const found = { count: check?.count ?? null, head: check?.head ?? null };
      return { text, data: { status, ...found, text }, status: STATUSES[status] };
    },
  });

/** The heads that the words name. Throws CommandError where one is none. */
function parseExpected(words: readonly string[]): readonly Head[] {
  try {
    return readExpected(words).heads;
  } catch (error) {
    if (!(error instanceof NoHead)) throw error;
    throw new CommandError(`${error.message}. ${USAGE}`);
  }
}

const USAGE = `Usage: bun run petbank verify-ledger ${EXPECT_USAGE}`;

/** Checks the bank at this address and describes the result. Shows progress on a terminal. */
export async function verifyLedgerAt(
  address: StorageAddress,
  terminal: Terminal,
  expected: readonly Head[] = [],
): Promise<{ status: keyof typeof STATUSES; isSound: boolean; text: string; check?: LedgerCheck }> {
  const unknown = (text: string) => ({ status: 'unknown', isSound: false, text }) as const;
  if (address.kind === 'sqlite' && !existsSync(address.file))
    return unknown(`There is no bank at ${address.file}. DATABASE_URL says where it is.`);
  const line = openStatusLine(terminal);
  // Before the log is read, which has it then: a bank may be at work.
  const last = lastHeadAt(address);
  try {
    const driver = await openDriver(address);
    const check = await verifyLedger(driver, ({ checked, total }) => {
      collectGarbageAfter(checked);
      if (total >= LONG_LOG) line.show(() => `${checked} of ${total} transactions`);
    })
      .then((found) => checkExpected(driver, found, last ? [...expected, last] : expected))
      .finally(() => driver.close());
    line.clear();
    const counted = `${check.count} transactions, head ${check.head}`;
    if (check.kind === 'broken')
      return {
        status: 'broken',
        isSound: false,
        text: `${describeBroken(check.firstError)}\n${counted}`,
        check,
      };
    const also = expected.length > 0 ? `\nEvery expected head is in it: ${expected.length}` : '';
    return { status: 'sound', isSound: true, text: `The ledger holds: ${counted}${also}`, check };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return unknown(`THE LEDGER CAN NOT BE READ: ${error.message}`);
  }
}

/** A chain that holds in itself is another one where it lacks a head that was written down. */
async function checkExpected(
  reads: Reads,
  check: LedgerCheck,
  expected: readonly Head[],
): Promise<LedgerCheck> {
  if (check.kind === 'broken') return check;
  for (const head of expected) {
    const firstError = await findHeadMissing(reads, head);
    if (firstError) return { kind: 'broken', count: check.count, head: check.head, firstError };
  }
  return check;
}
