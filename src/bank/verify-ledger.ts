import { type Reads, StorageUnavailable } from './engine/book.ts';
import { GENESIS_HASH, hashTransaction, isLawful } from './engine/ledger.ts';
import type { AssetKey } from './engine/pets.ts';
import type { Account, Transaction } from './engine/rows.ts';
import {
  type Balances,
  balanceIn,
  findStateError,
  ifUnreadable,
  isUnreadable,
  type Recomputed,
} from './verify-balances.ts';
import { replayRevocation } from './verify-keys.ts';
import { findRenameError } from './verify-renames.ts';
import { replayMovedAlone, replayStaff } from './verify-staff.ts';
import { beginState, replayState } from './verify-state.ts';
import { findSplitError } from './withdraw-split.ts';

/** How many rows of the log are read at once. */
const LOG_PAGE = 500;
/** How often the check starts over because the bank went on working meanwhile. */
const MAX_ROUNDS = 50;

/** What is wrong, in words; with the sequence number where it is a row of the log. */
export interface LedgerError {
  readonly seq?: number;
  readonly what: string;
}

/** `count` rows hold; `head` is the hash of the last of them. */
export type LedgerCheck = { readonly count: number; readonly head: string } & (
  | { readonly kind: 'sound' }
  | { readonly kind: 'broken'; readonly firstError: LedgerError }
);

/** The log as read so far, and what follows from it. */
export interface Replay extends Recomputed {
  seq: number;
  hash: string;
}

/** A replay that no row of the log has gone into. */
export const beginReplay = (): Replay => ({
  seq: 0,
  hash: GENESIS_HASH,
  balances: new Map(),
  renames: new Set(),
  revocations: new Map(),
  staff: new Map(),
  staffDays: new Map(),
  state: beginState(),
});

/**
 * Recomputes the chain of hashes, every balance, which keys are revoked and who is staff from the log alone,
 * and compares them with all that is stored. Changes nothing. May run beside a working bank; rejects with
 * StorageUnavailable when that commits so often that the log never stops growing. `onProgress` counts rows of
 * the log.
 */
export async function verifyLedger(
  reads: Reads,
  onProgress?: (progress: { checked: number; total: number }) => void,
): Promise<LedgerCheck> {
  const replay = beginReplay();
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const { seq: total } = await reads.head();
    const logError = await replayLog(reads, replay, (checked) => onProgress?.({ checked, total }));
    if (logError) return broken(replay, logError);
    const headError = await findHeadError(reads, replay);
    if (headError) return broken(replay, headError);
    const stateError = await findStateError(reads, replay);
    // What was compared is of one moment only if nothing was committed since the log was read.
    if ((await reads.head()).seq !== replay.seq) continue;
    if (stateError) return broken(replay, stateError);
    return { kind: 'sound', count: replay.seq, head: replay.hash };
  }
  throw new StorageUnavailable('the log kept growing while it was checked: stop the bank, or check a backup');
}

function broken({ seq: count, hash: head }: Replay, firstError: LedgerError): LedgerCheck {
  return { kind: 'broken', count, head, firstError };
}

/** Reads on to the end of the log. Returns the first row that doesn't hold. */
async function replayLog(reads: Reads, replay: Replay, onPage: (checked: number) => void) {
  let limit = LOG_PAGE;
  let next = readLog(reads, replay.seq, limit);
  for (;;) {
    const page = await next;
    if (page === 'unreadable') {
      if (limit === 1)
        return { seq: replay.seq + 1, what: 'the row can not be read: the bank did not write it so' };
      // One of these rows is no transaction. Read one by one, those before it still count.
      limit = 1;
      next = readLog(reads, replay.seq, limit);
      continue;
    }
    const last = page.length < limit ? undefined : page.at(-1);
    // A database elsewhere reads on while these rows are checked.
    if (last) next = readLog(reads, last.seq, limit);
    const error = replayPage(replay, page);
    if (error) return error;
    onPage(replay.seq);
    if (!last) return undefined;
  }
}

function replayPage(replay: Replay, page: readonly Transaction[]): LedgerError | undefined {
  for (const transaction of page) {
    const error = replayNext(replay, transaction);
    if (error) return error;
  }
  return undefined;
}

/** Takes in the row if the bank appended it next; else returns the error: the replay is then useless. */
export function replayNext(replay: Replay, transaction: Transaction): LedgerError | undefined {
  const what =
    findRowError(transaction, replay) ??
    findRenameError(transaction, replay.renames) ??
    findSplitError(transaction) ??
    moveBalances(transaction, replay) ??
    findStateTextError(transaction, replay);
  if (what !== undefined) return { seq: transaction.seq, what };
  replayRevocation(replay.revocations, transaction);
  replayStaff(replay.staff, transaction);
  replayMovedAlone(replay.staffDays, transaction);
  replay.seq = transaction.seq;
  replay.hash = transaction.hash;
  return undefined;
}

function readLog(reads: Reads, afterSeq: number, limit: number): Promise<Transaction[] | 'unreadable'> {
  const page = reads.log({ afterSeq, limit }).catch(ifUnreadable('unreadable' as const));
  // Nobody waits for one that was read ahead when a row before it doesn't hold.
  page.catch(() => undefined);
  return page;
}

/** Why the row can't be what the bank appended next, or undefined. */
export function findRowError(
  transaction: Transaction,
  before: Pick<Replay, 'seq' | 'hash'>,
): string | undefined {
  const next = before.seq + 1;
  if (transaction.seq !== next) return `row ${next} is missing: the log goes on with ${transaction.seq}`;
  if (transaction.id !== `t-${next}`) return `its id is ${transaction.id} where t-${next} belongs`;
  if (transaction.previousHash !== before.hash) return 'it does not carry the hash of the row before';
  if (transaction.hash !== hashTransaction(before.hash, transaction))
    return 'its content does not match its hash';
  // Operation ids are not compared here: the database holds them apart by a unique index, and a long log's
  // would not fit in memory.
  if (transaction.entries.some(({ amount }) => amount <= 0n)) return 'an entry moves nothing, or less';
  return undefined;
}

/**
 * Moves the entries. An entry takes from one account exactly what it adds to another, so the sum of each
 * asset stays zero; here, and in the stored balances if they are the same.
 */
function moveBalances(
  { entries }: Transaction,
  { balances, state }: Pick<Replay, 'balances' | 'state'>,
): string | undefined {
  for (const { asset, from, to, amount } of entries) {
    for (const [account, change] of [
      [from, -amount],
      [to, amount],
    ] as const) {
      // Of what is gone, nothing waits to clear.
      if (addTo(balances, account, asset, change) === 0n) state.holds.delete(`${account} ${asset}`);
    }
  }
  for (const { asset, from, to } of entries) {
    for (const account of [from, to]) {
      const sum = balanceIn(balances, account, asset);
      if (!isLawful(account, sum)) return `it leaves ${account} with ${sum} of ${asset}`;
    }
  }
  return undefined;
}

/** What falls to zero is forgotten, or the reservations of all times would stay in memory. */
function addTo(balances: Balances, account: Account, asset: AssetKey, amount: bigint): bigint {
  const ofAccount = balances.get(account);
  const sum = (ofAccount?.get(asset) ?? 0n) + amount;
  if (sum === 0n) ofAccount?.delete(asset);
  else if (ofAccount) ofAccount.set(asset, sum);
  else balances.set(account, new Map([[asset, sum]]));
  if (ofAccount?.size === 0) balances.delete(account);
  return sum;
}

/** Takes in what the row says of others; why it can't, in words. */
function findStateTextError(transaction: Transaction, { state }: Replay): string | undefined {
  try {
    replayState(state, transaction);
    return undefined;
  } catch (error) {
    if (!isUnreadable(error)) throw error;
    return 'what it says of other rows can not be read: the bank did not write it so';
  }
}

/** The bank's row keeps the head beside the log, so that a log whose end was cut off is found. */
async function findHeadError(reads: Reads, { seq, hash }: Replay): Promise<LedgerError | undefined> {
  const head = await reads.head();
  if (head.seq < seq)
    return { seq: head.seq + 1, what: `the bank's head is ${head.seq}, and the log goes on to ${seq}` };
  if (head.seq === seq) {
    return head.hash === hash ? undefined : { seq, what: "its hash is not the one that the bank's head has" };
  }
  const isGrowing = (await reads.log({ afterSeq: seq, limit: 1 })).length > 0;
  return isGrowing
    ? undefined
    : { seq: seq + 1, what: `the log ends with ${seq}, and the bank's head is ${head.seq}` };
}
