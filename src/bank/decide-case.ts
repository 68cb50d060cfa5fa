import type { z } from 'zod';
import { findAgreement } from './case-authority.ts';
import { type CaseResolveInput, type caseAnswer, findCase, readCase, resolveCase } from './cases.ts';
import { type CreditDecision, decideCredits, isInDoubt } from './credit-decision.ts';
import { parseLimitCaseId, staffCaseId } from './credit-hold.ts';
import type { Book, Caller, Reads } from './engine/book.ts';
import { tellerAccount } from './engine/ledger.ts';
import type { Operation } from './engine/operation.ts';
import { invalid, Refusal } from './engine/refusal.ts';
import { type Case, type Instant, SECOND_PERSON, type Transaction } from './engine/rows.ts';
import { getTeller, isOnHold } from './holds.ts';
import { findFirstSince, readWritten } from './in-chain.ts';

/** How many deposits one commit decides at most, and with how many entries in all. */
const MAX_DEPOSITS = 100;
const MAX_ENTRIES = 400;
/** How many commits one call makes at most: a caller hears of it long before its connection is too old. */
const MAX_COMMITS = 100;
/** How many transactions are read at a time. */
const PAGE = 500;
/** Deposits that are named so near to each other are read together. */
const NEAR = 20;

type CaseAnswer = z.infer<typeof caseAnswer>;

/**
 * Ends a case as the operator decides. Credits that are confirmed or reversed one by one are decided in
 * commits of bounded size, and the case closes with the last. So many in a call: where there are more, the
 * answer has `hasMore`, and the same decision again goes on, as it does after a crash. Refuses what
 * `resolveCase` does, and `invalid` (a transaction that is no deposit at the case's teller; others are in
 * doubt, and none of those named).
 */
export async function decideCase(
  book: Book,
  input: CaseResolveInput,
  caller: Caller,
  { maxCommits = MAX_COMMITS } = {},
): Promise<CaseAnswer> {
  const found = await book.query(findCase, input.caseId, { by: caller.by });
  const isReversed = input.resolution === 'reverse';
  const isEach =
    input.transactionIds !== undefined || found?.kind === 'possible_duplicate' || isStaffCredit(found);
  const areCredits = isReversed || (input.resolution === 'confirm' && isEach);
  const only = found && findOnly(found);
  if (!areCredits || found?.closedAt !== null || only === undefined) {
    return book.perform(resolveCase, input, caller);
  }
  return decideEach(book, { found, only, maxCommits }, { input, caller });
}

interface Credits {
  readonly found: Case;
  readonly only: CreditDecision['only'];
  readonly maxCommits: number;
}

async function decideEach(
  book: Book,
  { found, only, maxCommits }: Credits,
  { input, caller }: { readonly input: CaseResolveInput; readonly caller: Caller },
): Promise<CaseAnswer> {
  const { tellerId } = found;
  const { resolution, reason, transactionIds: named } = input;
  const { seq: decidedSeq } = await book.reads.head();
  const isReversed = resolution === 'reverse';
  const decision = {
    ...{ tellerId, only, isReversed, note: `${found.id}: ${resolution}: ${reason}` },
    // All of them, from the first on: the next call begins after the last that this one decides.
    isInOrder: isReversed && only === null && !named,
    agreement: findAgreement({ openCase: found, resolution, by: caller.by }),
  };
  const unfit =
    named && (await findUnfit(book, decision, { found, named, upTo: decidedSeq }).catch(ifRefused));
  if (unfit) return book.perform(resolveCase, { ...input, refusal: unfit }, caller);
  // The first commit spends the nonce: what is sent again by somebody else decides nothing.
  let next = caller;
  const { nonce: _spent, ...unsigned } = caller;
  let commits = 0;
  const listed = named ? readNamed(book.reads, named) : listDeposits(book, found, decidedSeq);
  for await (const deposits of orRefusal(chunks(listed))) {
    if (deposits instanceof Refusal) return book.perform(resolveCase, { ...input, refusal: deposits }, next);
    if (commits === maxCommits) return { ...(await book.query(readCase, found.id, unsigned)), hasMore: true };
    const decided = await book.perform(decideCredits, { ...decision, deposits }, next).catch(toLimitRefusal);
    next = unsigned;
    // Kept with the case, so that a second person can agree.
    if (decided instanceof Refusal) return book.perform(resolveCase, { ...input, refusal: decided }, next);
    if (decided > 0) commits += 1;
  }
  return book.perform(resolveCase, { ...input, decidedSeq }, next);
}

/** The chunks, and in place of those that follow, why they can't be decided. */
async function* orRefusal(deposits: AsyncIterable<Transaction[]>): AsyncGenerator<Transaction[] | Refusal> {
  try {
    yield* deposits;
  } catch (error) {
    yield ifRefused(error);
  }
}

/** The refusal; other errors rise. */
function ifRefused(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  throw error;
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

interface Naming {
  readonly found: Case;
  readonly named: readonly string[];
  readonly upTo: number;
}

/** What is wrong with these ids. Refuses `invalid` where the bank has not written what they name. */
const findUnfit = async (book: Book, decision: Omit<CreditDecision, 'deposits'>, naming: Naming) =>
  (await findOther(book.reads, decision.tellerId, naming.named)) ?? findIdle(book, decision, naming);

/** What is wrong with one of these ids; undefined: all are of deposits at the teller. */
async function findOther(reads: Reads, tellerId: string, ids: readonly string[]) {
  const unfit = new Set(ids);
  for await (const transaction of readNamed(reads, ids)) {
    if (isDepositAt(tellerId, transaction)) unfit.delete(transaction.id);
  }
  const [first] = unfit;
  return first && invalid('transactionIds', `${first} is no deposit at ${tellerId}`);
}

/**
 * What is wrong with these ids, where none of them is in doubt and others are: the case would be over, and
 * the others free, by a decision that did nothing.
 */
async function findIdle(
  book: Book,
  decision: Omit<CreditDecision, 'deposits'>,
  { found, named, upTo }: Naming,
) {
  const isAny = async (listed: AsyncIterable<Transaction>, since: Instant): Promise<boolean> => {
    for await (const deposits of chunks(listed))
      if (await book.query(isInDoubt, { ...decision, deposits, since }, { by: 'bank' })) return true;
    return false;
  };
  // What this same decision has decided before was named rightly.
  if (await isAny(readNamed(book.reads, named), found.openedAt)) return undefined;
  if (!(await isAny(listDeposits(book, found, upTo), Number.POSITIVE_INFINITY))) return undefined;
  return invalid('transactionIds', 'nothing of these deposits waits for this decision');
}

/** The transactions with these ids, as far as there are any, in their order in the log. */
async function* readNamed(reads: Reads, ids: readonly string[]): AsyncGenerator<Transaction> {
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

const isDepositAt = (tellerId: string, transaction: Transaction): boolean =>
  transaction.kind === 'deposit' && transaction.tellerId === tellerId;

/** The teller's deposits that may be on hold, up to a sequence number. */
async function* listDeposits(book: Book, { id, kind, tellerId, robloxUserId }: Case, upTo: number) {
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
    const held = step
      .balancesOf(tellerAccount(tellerId))
      .flatMap(({ holds }) => holds ?? [])
      .filter((hold) => isOnHold(hold, teller, call));
    return {
      firstSeq: Math.min(Number.MAX_SAFE_INTEGER, ...held.map((hold) => hold.firstSeq)),
      since: (teller.contradictedAt ?? step.at) - call.rules.depositHoldMs,
      confirmedSeq: teller.confirmedSeq,
    };
  },
};

async function* chunks(deposits: AsyncIterable<Transaction>) {
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
