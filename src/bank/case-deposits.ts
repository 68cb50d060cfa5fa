import { listCreditsOnHold } from './clearing.ts';
import { staffCaseId } from './credit-hold.ts';
import type { Book, Reads } from './engine/book.ts';
import { tellerAccount } from './engine/ledger.ts';
import type { Operation } from './engine/operation.ts';
import type { Case, Instant, Transaction } from './engine/rows.ts';
import { getTeller } from './holds.ts';
import { findFirstSince, readWritten } from './in-chain.ts';

/** How many transactions are read at a time. */
const PAGE = 500;
/** Deposits that are named so near to each other are read together. */
const NEAR = 20;

/**
 * The transactions with these ids, as far as there are any, in their order in the log. Refuses `invalid`
 * where the bank has not written what stands there.
 */
export async function* readNamed(reads: Reads, ids: readonly string[]): AsyncGenerator<Transaction> {
  const seqs = [...new Set(ids)].map((id) => Number(id.slice('t-'.length))).sort((seq, other) => seq - other);
  for (let start = 0; start < seqs.length; ) {
    let end = start + 1;
    while (end < seqs.length && (seqs[end] ?? 0) - (seqs[end - 1] ?? 0) <= NEAR && end - start < PAGE / NEAR)
      end += 1;
    const [first = 0, last = first] = [seqs[start], seqs[end - 1]];
    const asked = new Set(seqs.slice(start, end));
    const page = await readWritten(reads, { afterSeq: first - 1, limit: last - first + 1 });
    yield* page.filter(({ seq }) => asked.has(seq));
    start = end;
  }
}

/** Whether the transaction is a deposit at this teller. */
export const isDepositAt = (tellerId: string, transaction: Transaction): boolean =>
  transaction.kind === 'deposit' && transaction.tellerId === tellerId;

/**
 * The deposits that a case is about and that may be on hold, up to a sequence number. Refuses as `readNamed`.
 */
export async function* listDeposits(book: Book, { id, kind, tellerId, robloxUserId }: Case, upTo: number) {
  if (kind === 'staff_limit') return yield* readStaffDeposit(book, id);
  const { firstSeq, since, confirmedSeq } = await book.query(readHeldRange, tellerId, { by: 'bank' });
  const start = Math.max(confirmedSeq + 1, Math.min(firstSeq, await findFirstSince(book.reads, since, upTo)));
  for (let afterSeq = start - 1; afterSeq < upTo; ) {
    const page = await readWritten(book.reads, { afterSeq, limit: Math.min(PAGE, upTo - afterSeq) });
    yield* page.filter(
      (transaction) =>
        isDepositAt(tellerId, transaction) &&
        (robloxUserId === null || transaction.robloxUserId === robloxUserId),
    );
    afterSeq = page.at(-1)?.seq ?? upTo;
  }
}

/** The one deposit that the case is about. */
async function* readStaffDeposit(book: Book, caseId: string) {
  const operationId = caseId.slice(staffCaseId('').length);
  const found = await book.query(findOperation, operationId, { by: 'bank' });
  if (found) yield* await readWritten(book.reads, { afterSeq: found.seq - 1, limit: 1 });
}

const findOperation: Operation<string, Transaction | undefined> = {
  readKeys: (id) => [{ kind: 'operation', operationId: id }],
  decide: (step, id) => step.operation(id),
};

interface HeldRange {
  /** The first deposit that a balance of the teller's keeps. */
  readonly firstSeq: number;
  /** Since when a deposit may wait in quarantine. */
  readonly since: Instant;
  /** Up to which all of them are decided. */
  readonly confirmedSeq: number;
}

const readHeldRange: Operation<string, HeldRange> = {
  readKeys: (tellerId) => [
    { kind: 'teller', id: tellerId },
    { kind: 'account', account: tellerAccount(tellerId) },
  ],
  decide(step, tellerId, call) {
    const teller = getTeller(step, tellerId);
    const firstSeqs = listCreditsOnHold(step, teller, call).map(({ firstSeq }) => firstSeq);
    return {
      firstSeq: Math.min(Number.MAX_SAFE_INTEGER, ...firstSeqs),
      since: (teller.contradictedAt ?? step.at) - call.rules.depositHoldMs,
      confirmedSeq: teller.confirmedSeq,
    };
  },
};
