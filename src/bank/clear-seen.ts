import { listCreditsOnHold } from './clearing.ts';
import { decideCredits } from './credit-decision.ts';
import type { Book } from './engine/book.ts';
import { tellerAccount } from './engine/ledger.ts';
import type { Operation } from './engine/operation.ts';
import { getTeller } from './holds.ts';
import { readInChain } from './in-chain.ts';

/** How many credits one look at an account clears; the next look goes on. */
const MAX_CLEARED = 100;

/** Clears those of a teller's deposits that are on hold and that the witness saw. Refuses nothing. */
export async function clearSeen(book: Book, tellerId: string, seqs: readonly number[]): Promise<void> {
  const ranges = await book.query(readHeldRanges, tellerId, { by: 'bank' });
  const held = seqs.filter((seq) => ranges.some(([first, last]) => first <= seq && seq <= last));
  const head = await book.reads.head();
  const read = await Promise.all(held.slice(0, MAX_CLEARED).map((seq) => readInChain(book.reads, seq, head)));
  const deposits = read.filter((deposit) => deposit !== undefined);
  if (deposits.length === 0) return;
  const decision = { tellerId, deposits, only: null, isReversed: false };
  await book.perform(decideCredits, { ...decision, note: 'BIG Games saw this trade' }, { by: 'bank' });
}

/** The deposits that are on hold at the teller, from one sequence number to another. */
const readHeldRanges: Operation<string, (readonly [first: number, last: number])[]> = {
  readKeys: (tellerId) => [
    { kind: 'teller', id: tellerId },
    { kind: 'account', account: tellerAccount(tellerId) },
  ],
  decide: (step, tellerId, call) =>
    listCreditsOnHold(step, getTeller(step, tellerId), call).map(
      (hold) => [hold.firstSeq, hold.seq] as const,
    ),
};
