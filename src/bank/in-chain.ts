import type { Reads } from './engine/book.ts';
import { GENESIS_HASH, hashTransaction } from './engine/ledger.ts';
import type { BankRow, Transaction } from './engine/rows.ts';
import { ifUnreadable } from './verify-balances.ts';

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
