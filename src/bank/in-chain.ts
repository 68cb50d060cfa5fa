import type { Reads } from './engine/book.ts';
import { GENESIS_HASH, hashTransaction } from './engine/ledger.ts';
import type { ReadKey, Snapshot } from './engine/read-key.ts';
import { invalid } from './engine/refusal.ts';
import type { BankRow, Instant, Transaction } from './engine/rows.ts';
import type { RecordTable, RowRecord, Values } from './engine/state.ts';
import { readState } from './engine/state-text.ts';
import { ifUnreadable } from './verify-balances.ts';

/** What finds transactions by the operations that made them. */
export interface OperationReads {
  load(readKeys: readonly ReadKey[]): Promise<Pick<Snapshot, 'operations'>>;
}

/**
 * The transactions of these operations, each undefined where the log, up to this head, has none that can be
 * read: what another process has done since then, whoever asks doesn't know of yet.
 */
export async function readOperations(
  reads: OperationReads,
  ids: readonly string[],
  head: BankRow,
): Promise<(Transaction | undefined)[]> {
  const readKeys = ids.map((operationId): ReadKey => ({ kind: 'operation', operationId }));
  const { operations } = await reads.load(readKeys).catch(ifUnreadable({ operations: [] }));
  return ids.map((id) => operations.find(({ operationId, seq }) => operationId === id && seq <= head.seq));
}

/** A row, and the number of the transaction that is to say what it gives or takes. */
interface Recorded {
  readonly table: RecordTable;
  readonly key: string;
  readonly seq: number;
}

/** What that transaction of the chain says that the row gives or takes; undefined where it doesn't. */
export async function readRecord(
  reads: Pick<Reads, 'log'>,
  { table, key, seq }: Recorded,
  head: BankRow,
): Promise<Values | undefined> {
  const rows = listSaid((await readInChain(reads, seq, head)) ?? { state: null });
  return rows.findLast((row) => row[0] === table && row[1] === key)?.[2] ?? undefined;
}

/** What a transaction says of rows that give or take. */
export const listSaid = ({ state }: Pick<Transaction, 'state'>): readonly RowRecord[] =>
  (state === null ? {} : readState(state)).rows ?? [];

/** Whether the transaction has its own hash, carries that of the one before, and the next one carries its. */
export async function isInChain(
  reads: Pick<Reads, 'log'>,
  transaction: Transaction,
  head: BankRow,
): Promise<boolean> {
  return isJoined(transaction, await readAround(reads, transaction.seq), head);
}

/** The transaction with this sequence number; undefined where it is none of the chain. */
export async function readInChain(
  reads: Pick<Reads, 'log'>,
  seq: number,
  head: BankRow,
): Promise<Transaction | undefined> {
  const around = await readAround(reads, seq);
  const found = around.find((row) => row.seq === seq);
  return found && isJoined(found, around, head) ? found : undefined;
}

/**
 * So many transactions from there on, as far as the log goes: what staff decide is about these. Refuses
 * `invalid` where one of them is none of the chain, or is gone: by an edit, what is another's would be moved,
 * or would be left out of what they decide.
 */
export async function readWritten(
  reads: Pick<Reads, 'head' | 'log'>,
  { afterSeq, limit }: { readonly afterSeq: number; readonly limit: number },
): Promise<Transaction[]> {
  const head = await reads.head();
  const around = await reads.log({ afterSeq: afterSeq - 1, limit: limit + 2 }).catch(ifUnreadable([]));
  const bySeq = new Map(around.map((transaction) => [transaction.seq, transaction]));
  const written: Transaction[] = [];
  for (let seq = afterSeq + 1; seq <= Math.min(afterSeq + limit, head.seq); seq += 1) {
    const transaction = bySeq.get(seq);
    const beside = [seq - 1, seq + 1].flatMap((other) => bySeq.get(other) ?? []);
    if (!transaction || !isJoined(transaction, beside, head)) throw notWritten(seq);
    written.push(transaction);
  }
  return written;
}

const notWritten = (seq: number) =>
  invalid(
    'transaction',
    `t-${seq} is not what the bank wrote: somebody has changed the log. docs/OPERATIONS.md says what to ` +
      'do: "The ledger does not hold"',
  );

/** Where one of them is no transaction, whoever stands beside it can't be told from a forgery. */
const readAround = (reads: Pick<Reads, 'log'>, seq: number): Promise<Transaction[]> =>
  reads.log({ afterSeq: seq - 2, limit: 3 }).catch(ifUnreadable([]));

function isJoined(transaction: Transaction, around: readonly Transaction[], head: BankRow): boolean {
  const { seq, previousHash, hash } = transaction;
  if (hashTransaction(previousHash, transaction) !== hash) return false;
  const before = seq === 1 ? GENESIS_HASH : around.find((row) => row.seq === seq - 1)?.hash;
  const carried = seq === head.seq ? head.hash : around.find((row) => row.seq === seq + 1)?.previousHash;
  return previousHash === before && hash === carried;
}

/** The first transaction since then, found by halves; one beyond `upTo` where there is none. */
export async function findFirstSince(
  reads: Pick<Reads, 'log'>,
  since: Instant,
  upTo: number,
): Promise<number> {
  let [low, high] = [1, upTo + 1];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const [transaction] = await reads.log({ afterSeq: middle - 1, limit: 1 });
    if (transaction && transaction.at >= since) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** How many transactions are read at once: about as many as a commit has. */
const PAGE = 256;
/** How many of these are read at most: more than a moment can have. */
const MAX_PAGES = 100;

/** Whether a transaction of that moment, in the chain up to this head, says so of a row. */
export async function wasSaid(
  reads: Pick<Reads, 'log'>,
  { at, isSo }: { readonly at: Instant; readonly isSo: (record: RowRecord) => boolean },
  head: BankRow,
): Promise<boolean> {
  const afterSeq = (await findFirstSince(reads, at, head.seq)) - 1;
  return wasSaidAfter(reads, { afterSeq, isSo, isNear: (made) => made.at === at }, head);
}

interface SaidAfter {
  readonly afterSeq: number;
  readonly isSo: (record: RowRecord) => boolean;
  /** The first that isn't ends the search. */
  readonly isNear: (made: Transaction) => boolean;
}

/** Whether one of the next transactions, in the chain up to this head, says so of a row. */
export async function wasSaidAfter(
  reads: Pick<Reads, 'log'>,
  { afterSeq, isSo, isNear }: SaidAfter,
  head: BankRow,
): Promise<boolean> {
  for (let pages = 0; pages < MAX_PAGES; pages += 1) {
    const page = await reads.log({ afterSeq: afterSeq + pages * PAGE, limit: PAGE });
    const near = page.filter((made) => made.seq <= head.seq && isNear(made));
    for (const made of near)
      if (listSaid(made).some(isSo) && (await isInChain(reads, made, head))) return true;
    if (near.length < PAGE) return false;
  }
  return false;
}
