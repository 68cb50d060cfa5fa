import type { z } from 'zod';
import { findAgreement } from './case-authority.ts';
import { type CaseResolveInput, type caseAnswer, findCase, resolveCase } from './cases.ts';
import { type CreditDecision, decideCredits } from './credit-decision.ts';
import { parseLimitCaseId, staffCaseId } from './credit-hold.ts';
import type { Book, Caller, Reads } from './engine/book.ts';
import { tellerAccount } from './engine/ledger.ts';
import type { Operation } from './engine/operation.ts';
import { invalid, Refusal } from './engine/refusal.ts';
import { type Case, type Instant, SECOND_PERSON, type Transaction } from './engine/rows.ts';
import { getTeller, isOnHold } from './holds.ts';

/** How many deposits one commit decides at most, and with how many entries in all. */
const MAX_DEPOSITS = 100;
const MAX_ENTRIES = 400;
/** How many transactions are read at a time. */
const PAGE = 500;

type CaseAnswer = z.infer<typeof caseAnswer>;

/**
 * Ends a case as the operator decides. Credits that are confirmed or reversed one by one are decided in
 * commits of bounded size, and the case closes with the last: sent again after a crash, it goes on. Refuses
 * what `resolveCase` does, and `invalid` (a transaction that is no deposit at the case's teller).
 */
export async function decideCase(book: Book, input: CaseResolveInput, caller: Caller): Promise<CaseAnswer> {
  const found = await book.query(findCase, input.caseId, { by: caller.by });
  const isReversed = input.resolution === 'reverse';
  const isEach =
    input.transactionIds !== undefined || found?.kind === 'possible_duplicate' || isStaffCredit(found);
  const areCredits = isReversed || (input.resolution === 'confirm' && isEach);
  const only = found && findOnly(found);
  if (!areCredits || found?.closedAt !== null || only === undefined) {
    return book.perform(resolveCase, input, caller);
  }
  const { tellerId } = found;
  const { seq: decidedSeq } = await book.reads.head();
  const note = `${found.id}: ${input.resolution}: ${input.reason}`;
  // The first commit spends the nonce: what is sent again by somebody else decides nothing.
  let next = caller;
  const deposits = input.transactionIds
    ? await readNamed(book.reads, tellerId, input.transactionIds)
    : await listDeposits(book, found, decidedSeq);
  if (deposits instanceof Refusal) return book.perform(resolveCase, { ...input, refusal: deposits }, caller);
  const { nonce: _spent, ...unsigned } = caller;
  const { by } = caller;
  const agreement = findAgreement({ openCase: found, resolution: input.resolution, by });
  for await (const chunk of chunks(deposits)) {
    const decision = { tellerId, deposits: chunk, only, isReversed, note, agreement };
    const refusal = await book.perform(decideCredits, decision, next).then(() => null, toLimitRefusal);
    next = unsigned;
    // Kept with the case, so that a second person can agree.
    if (refusal) return book.perform(resolveCase, { ...input, refusal }, next);
  }
  return book.perform(resolveCase, { ...input, decidedSeq }, next);
}

/** The refusal of what one of the staff may not do alone; other errors rise. */
function toLimitRefusal(error: unknown): Refusal {
  if (error instanceof Refusal && error.details.needsSecondPerson) return error;
  throw error;
}

/** Whether the case is about a deposit that one of the staff recorded by hand. */
const isStaffCredit = (found: Case | null): boolean =>
  found?.kind === 'staff_limit' && found.withdrawalId === null;

/** Which of a teller's credits a case is about; undefined where it is about none. */
function findOnly(found: Case): CreditDecision['only'] | undefined {
  const { kind, id } = found;
  switch (kind) {
    case 'foreign_trade':
      return null;
    case 'teller_limit':
      return parseLimitCaseId(id);
    case 'possible_duplicate':
      return 'duplicate';
    case 'staff_limit':
      return isStaffCredit(found) ? SECOND_PERSON : undefined;
    default:
      return undefined;
  }
}

/** The deposits with these ids, or what is wrong with one of them. */
async function readNamed(reads: Reads, tellerId: string, ids: readonly string[]) {
  const found: Transaction[] = [];
  for (const id of new Set(ids)) {
    const [transaction] = await reads.log({ afterSeq: Number(id.slice('t-'.length)) - 1, limit: 1 });
    if (transaction?.id !== id || !isDepositAt(tellerId, transaction)) {
      return invalid('transactionIds', `${id} is no deposit at ${tellerId}`);
    }
    found.push(transaction);
  }
  return found;
}

const isDepositAt = (tellerId: string, transaction: Transaction): boolean =>
  transaction.kind === 'deposit' && transaction.tellerId === tellerId;

/** The teller's deposits that may be on hold, up to a sequence number. */
async function listDeposits(book: Book, { id, kind, tellerId, robloxUserId }: Case, upTo: number) {
  if (kind === 'staff_limit') return readStaffDeposit(book, id);
  const { firstSeq, since } = await book.query(readHeldRange, tellerId, { by: 'bank' });
  const start = Math.min(firstSeq, await findFirstSince(book.reads, since, upTo));
  async function* scan() {
    for (let afterSeq = start - 1; afterSeq < upTo; ) {
      const page = await book.reads.log({ afterSeq, limit: PAGE });
      yield* page.filter(
        (transaction) =>
          transaction.seq <= upTo &&
          isDepositAt(tellerId, transaction) &&
          (robloxUserId === null || transaction.robloxUserId === robloxUserId),
      );
      afterSeq = page.at(-1)?.seq ?? upTo;
    }
  }
  return scan();
}

/** The one deposit that the case is about. */
async function* readStaffDeposit(book: Book, caseId: string) {
  const operationId = caseId.slice(staffCaseId('').length);
  const found = await book.query(findOperation, operationId, { by: 'bank' });
  if (found) yield found;
}

const findOperation: Operation<string, Transaction | undefined> = {
  readKeys: (id) => [{ kind: 'operation', operationId: id }],
  decide: (step, id) => step.operation(id),
};

/** The first deposit that a balance of the teller's keeps, and since when one may wait in quarantine. */
const readHeldRange: Operation<string, { readonly firstSeq: number; readonly since: Instant }> = {
  readKeys: (tellerId) => [
    { kind: 'teller', id: tellerId },
    { kind: 'account', account: tellerAccount(tellerId) },
  ],
  decide(step, tellerId, call) {
    const teller = getTeller(step, tellerId);
    const held = step
      .balancesOf(tellerAccount(tellerId))
      .flatMap(({ holds }) => holds ?? [])
      .filter((hold) => isOnHold(hold, teller, call));
    return {
      firstSeq: Math.min(Number.MAX_SAFE_INTEGER, ...held.map((hold) => hold.firstSeq)),
      since: (teller.contradictedAt ?? step.at) - call.rules.depositHoldMs,
    };
  },
};

/** The first transaction since then, found by halves; one beyond `upTo` where there is none. */
async function findFirstSince(reads: Reads, since: Instant, upTo: number): Promise<number> {
  let [low, high] = [1, upTo + 1];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const [transaction] = await reads.log({ afterSeq: middle - 1, limit: 1 });
    if (transaction && transaction.at >= since) high = middle;
    else low = middle + 1;
  }
  return low;
}

async function* chunks(deposits: AsyncIterable<Transaction> | Iterable<Transaction>) {
  let chunk: Transaction[] = [];
  let entries = 0;
  for await (const deposit of deposits) {
    if (
      chunk.length === MAX_DEPOSITS ||
      (chunk.length > 0 && entries + deposit.entries.length > MAX_ENTRIES)
    ) {
      yield chunk;
      [chunk, entries] = [[], 0];
    }
    chunk.push(deposit);
    entries += deposit.entries.length;
  }
  if (chunk.length > 0) yield chunk;
}
