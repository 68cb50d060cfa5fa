import { z } from 'zod';
import type { Reads } from './engine/book.ts';
import { DIGITS } from './engine/hold-columns.ts';
import type { BankRow, DailyUsage, Transaction, TransactionKind } from './engine/rows.ts';
import type { RowRecord } from './engine/state.ts';
import { rowKey } from './engine/tables.ts';
import { isInChain, listSaid } from './in-chain.ts';
import { ifUnreadable } from './verify-balances.ts';
import { toUtcDay } from './withdrawals.ts';

/** How many pages of a member's transactions are looked at: few members have more of them in a day. */
const MAX_PAGES = 8;
const PAGE = 50;

/** The kinds that change what was used, mostly. */
const USING_KINDS: readonly TransactionKind[] = [
  'withdrawal_reserved',
  'withdrawal_cancelled',
  'withdrawal_expired',
  'withdrawal_delivered',
  'transfer',
  'trade',
];

/**
 * What the log, up to this head, says that a member has used up of a day's allowance: the newest of their
 * transactions that says it. Undefined where that is not to be found: among too many others, or where it may
 * be in a transaction of another member, since withdrawals that end in one step share what is said of them,
 * or in one that can't be read.
 */
export const findLoggedUsage = (
  reads: UsageReads,
  asked: Pick<DailyUsage, 'robloxUserId' | 'day'>,
  head: BankRow,
): Promise<DailyUsage | undefined> => lookBack(reads, asked, head).catch(ifUnreadable(undefined));

type UsageReads = Pick<Reads, 'history' | 'log'>;

async function lookBack(
  reads: UsageReads,
  { robloxUserId, day }: Pick<DailyUsage, 'robloxUserId' | 'day'>,
  head: BankRow,
) {
  const none = { robloxUserId, day, pets: 0n, gems: 0n };
  const key = rowKey('usage', none);
  let beforeSeq = head.seq + 1;
  for (let pages = 0; pages < MAX_PAGES; pages += 1) {
    const page = await reads.history({ robloxUserId, beforeSeq, limit: PAGE });
    const newest = page.find((made) => isWordOf(made, key));
    if (newest) return readUsage(reads, newest, { none, key, head });
    const last = page.at(-1);
    if (page.length < PAGE || !last) return none;
    beforeSeq = last.seq;
  }
  return undefined;
}

/** Whether no earlier one is to be asked: it says it, or is of a day before, or may have left it unsaid. */
const isWordOf = (made: Transaction, key: string): boolean =>
  listSaid(made).some((row) => isUsage(row, key)) || isBefore(made, key) || isLeftUnsaid(made);

const isUsage = ([table, name]: RowRecord, key: string): boolean => table === 'usage' && name === key;

const isBefore = ({ at }: Transaction, key: string): boolean =>
  toUtcDay(at) < key.slice(key.indexOf(' ') + 1);

/** The last transaction of a step says what all of it changed, and older versions said nothing. */
const isLeftUnsaid = (made: Transaction): boolean =>
  USING_KINDS.includes(made.kind) && listSaid(made).length === 0;

interface Asked {
  readonly none: DailyUsage;
  readonly key: string;
  readonly head: BankRow;
}

async function readUsage(reads: UsageReads, made: Transaction, { none, key, head }: Asked) {
  const said = listSaid(made).findLast((row) => isUsage(row, key));
  if (!said) return isBefore(made, key) ? none : undefined;
  if (!(await isInChain(reads, made, head))) return undefined;
  const [pets, gems] = used.parse(said[2]) ?? ['0', '0'];
  return { ...none, pets: BigInt(pets), gems: BigInt(gems) };
}

const used = z.tuple([z.string().regex(DIGITS), z.string().regex(DIGITS)]).nullable();
