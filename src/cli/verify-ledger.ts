import { existsSync, readFileSync } from 'node:fs';
import { defineCommand } from 'citty';
import type { Reads } from '../bank/engine/book.ts';
import { GENESIS_HASH } from '../bank/engine/ledger.ts';
import { type LedgerCheck, type LedgerError, verifyLedger } from '../bank/verify-ledger.ts';
import { readConfig } from '../config/config.ts';
import { collectGarbageAfter, describeBroken } from '../storage/archive/scan.ts';
import type { StorageAddress } from '../storage/open.ts';
import { type CliContext, CommandError, runCommand, type Terminal } from './command-line.ts';
import { openDriver } from './databases.ts';
import { openStatusLine } from './progress.ts';

/** From how many rows on progress is shown. */
const LONG_LOG = 20_000;
/** What the command ends with: it holds, it is broken, or nobody could look. 2 is for a wrong call. */
const STATUS = { sound: 0, broken: 1, unknown: 3 } as const;

/** A head of the log that somebody wrote down. */
interface Head {
  readonly seq: number;
  readonly hash: string;
}

export const createVerifyLedgerCommand = ({ env, terminal }: CliContext) =>
  defineCommand({
    meta: {
      name: 'verify-ledger',
      description: 'Recomputes the chain, and every row that gives or takes something, of the bank.',
    },
    args: {
      expect: { type: 'string', description: 'A head that must be in it, SEQ:HASH, or a file of such' },
    },
    run: ({ rawArgs }) =>
      runCommand(async () => {
        const expected = parseExpected(rawArgs);
        // Only the database matters here: an error elsewhere in the configuration must not hide the ledger.
        const { database } = readConfig({ DATABASE_URL: env.DATABASE_URL });
        const { status, text } = await verifyLedgerAt(database, terminal, expected);
        process.exitCode = STATUS[status];
        return text;
      }),
  });

const USAGE =
  'Usage: petbank verify-ledger [--expect SEQ:HASH]... [--expect FILE]... where FILE has messages of the ' +
  'bot, as copied from the staff channel';

/** The heads that the words name. Throws CommandError for any other word. */
function parseExpected(words: readonly string[]): Head[] {
  const parts = words.flatMap((word) => (word.startsWith('--expect=') ? word.split(/=(.*)/s, 2) : [word]));
  const values = parts.filter((_part, index) => index % 2 === 1);
  const isRight = parts.every((part, index) => index % 2 === 1 || part === '--expect');
  if (!isRight || values.length * 2 !== parts.length) throw new CommandError(USAGE);
  return values.flatMap(readHeads);
}

const HEAD = /\b(\d+):([0-9a-f]{64})\b/g;

/** One head, or all those in a file. */
function readHeads(value: string): Head[] {
  const text = existsSync(value) ? readFileSync(value, 'utf8') : value;
  const heads = [...text.matchAll(HEAD)].map(([, seq, hash = '']) => ({ seq: Number(seq), hash }));
  if (heads.length === 0) throw new CommandError(`${value} is no head and no file that has any. ${USAGE}`);
  return heads;
}

/** Checks the bank at this address and describes the result. Shows progress on a terminal. */
export async function verifyLedgerAt(
  address: StorageAddress,
  terminal: Terminal,
  expected: readonly Head[] = [],
): Promise<{ status: keyof typeof STATUS; isSound: boolean; text: string }> {
  const unknown = (text: string) => ({ status: 'unknown', isSound: false, text }) as const;
  if (address.kind === 'sqlite' && !existsSync(address.file))
    return unknown(`There is no bank at ${address.file}. DATABASE_URL says where it is.`);
  const line = openStatusLine(terminal);
  try {
    const driver = await openDriver(address);
    const check = await verifyLedger(driver, ({ checked, total }) => {
      collectGarbageAfter(checked);
      if (total >= LONG_LOG) line.show(() => `${checked} of ${total} transactions`);
    })
      .then((found) => checkExpected(driver, found, expected))
      .finally(() => driver.close());
    line.clear();
    const counted = `${check.count} transactions, head ${check.head}`;
    if (check.kind === 'broken')
      return { status: 'broken', isSound: false, text: `${describeBroken(check.firstError)}\n${counted}` };
    const also = expected.length > 0 ? `\nEvery expected head is in it: ${expected.length}` : '';
    return { status: 'sound', isSound: true, text: `The ledger holds: ${counted}${also}` };
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
  for (const { seq, hash } of expected) {
    const [row] =
      seq === 0 ? [{ seq, hash: GENESIS_HASH }] : await reads.log({ afterSeq: seq - 1, limit: 1 });
    if (row?.seq === seq && row.hash === hash) continue;
    const was = row?.seq === seq ? `its hash is ${row.hash}` : 'the log ends before it';
    const firstError: LedgerError = { seq, what: `${hash} was expected, and ${was}` };
    return { kind: 'broken', count: check.count, head: check.head, firstError };
  }
  return check;
}
