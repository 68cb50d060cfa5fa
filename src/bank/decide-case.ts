import type { z } from 'zod';
import { findAgreement } from './case-authority.ts';
import { isDepositAt, listDeposits, readNamed } from './case-deposits.ts';
import { type caseAnswer, findCase, readCase } from './cases.ts';
import { type CreditDecision, decideCredits, isInDoubt } from './credit-decision.ts';
import { parseLimitCaseId } from './credit-hold.ts';
import type { Book, Caller, Reads } from './engine/book.ts';
import { invalid, Refusal } from './engine/refusal.ts';
import { type Case, type Instant, SECOND_PERSON, type Transaction } from './engine/rows.ts';
import { type CaseResolveInput, resolveCase } from './resolve-case.ts';

/** How many deposits one commit decides at most, and with how many entries in all. */
const MAX_DEPOSITS = 100;
const MAX_ENTRIES = 400;
/** How many commits one call makes at most: a caller hears of it long before its connection is too old. */
const MAX_COMMITS = 100;

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
  const { resolution, transactionIds } = input;
  // All that a teller doesn't know is confirmed by one watermark; all else is decided one by one.
  const isAtOnce = found?.kind === 'foreign_trade' && resolution === 'confirm' && !transactionIds;
  const areCredits = (resolution === 'confirm' || resolution === 'reverse') && !isAtOnce;
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
    tellerId,
    only,
    isReversed,
    note: `${found.id}: ${resolution}: ${reason}`,
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
  for await (const part of listParts(listed, decision)) {
    if (part instanceof Refusal) return book.perform(resolveCase, { ...input, refusal: part }, next);
    if (commits === maxCommits) return { ...(await book.query(readCase, found.id, unsigned)), hasMore: true };
    const decided = await book.perform(decideCredits, part, next).catch(toLimitRefusal);
    next = unsigned;
    // Kept with the case, so that a second person can agree.
    if (decided instanceof Refusal) return book.perform(resolveCase, { ...input, refusal: decided }, next);
    if (decided > 0) commits += 1;
  }
  return book.perform(resolveCase, { ...input, decidedSeq }, next);
}

/** What is decided, a commit at a time, and in place of what follows, why it can't be. */
async function* listParts(
  listed: AsyncIterable<Transaction>,
  decision: Omit<CreditDecision, 'deposits'>,
): AsyncGenerator<CreditDecision | Refusal> {
  try {
    for await (const deposits of chunks(listed)) yield { ...decision, deposits };
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
