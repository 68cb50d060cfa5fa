import type { Reads } from './engine/book.ts';
import { GENESIS_HASH } from './engine/ledger.ts';
import type { ReadKey, Snapshot } from './engine/read-key.ts';
import type { Transaction } from './engine/rows.ts';
import { areLinksNamed, CARRIED_ID, type LinkReads } from './links.ts';
import { WHOLE_ID } from './record-state.ts';
import { isUnreadable } from './verify-balances.ts';
import { findRowError, type LedgerError } from './verify-ledger.ts';
import { startsWhole } from './verify-state.ts';

type LogReads = Pick<Reads, 'head' | 'log'>;

/** What is wrong with the stored balances of an asset, without a look at the log. */
export interface Imbalance {
  readonly asset: string;
  /** Of every account together: zero, where nothing came from nowhere. */
  readonly sum: bigint;
  /** Whether a teller's is above zero, or another below it. */
  readonly isWrongSided: boolean;
}

/** How much of the end of the log is read at most: this many rows, for about this long. */
const TAIL_ROWS = 1_000;
const TAIL_MS = 100;
/** And at least, whatever it takes: so that what a start finds doesn't depend on how busy the machine is. */
const LEAST_TAIL_ROWS = 100;
const TAIL_PAGE = 50;
/** How often the end of the log is read again because another process went on working meanwhile. */
const MAX_TAIL_READS = 10;

/**
 * What is wrong with the end of the log: its newest rows must lead up to the bank's head. Costs the same for
 * a long log as for a short one; `now` is in milliseconds.
 */
export const findTailError = (reads: LogReads, now: () => number) =>
  explainUnreadable(() => readTail(reads, () => isTailDue(now)));

/**
 * What is wrong with a log of which a start believes the rows beside it, since an older version wrote it and
 * they are not in it yet: all of it is read. Else whoever edits a row would only have to make the log look
 * old. Costs a read or two where everything is in the log.
 */
export const findOldLogError = (driver: LinkReads & LogReads & Loads) =>
  explainUnreadable(async () =>
    (await isAllRecorded(driver)) ? undefined : readTail(driver, () => () => true),
  );

interface Loads {
  load(readKeys: readonly ReadKey[]): Promise<Snapshot>;
}

/** Whether a start has nothing to record (record-state.ts, carry-over.ts). */
async function isAllRecorded(driver: LinkReads & Loads): Promise<boolean> {
  const [first] = await driver.log({ afterSeq: 0, limit: 1 });
  const ids = [WHOLE_ID, CARRIED_ID];
  const { bank, operations } = await driver.load(
    ids.map((operationId) => ({ kind: 'operation', operationId })),
  );
  const [isStateDone, areLinksDone] = ids.map((id) => operations.some((done) => done.operationId === id));
  if (first && !startsWhole(first) && !isStateDone) return false;
  return areLinksDone || areLinksNamed(driver, bank);
}

/** Reads every balance: those of each asset must sum to zero, none of them on the wrong side of it. */
export const findSumError = (findImbalance: () => Promise<Imbalance | undefined>) =>
  explainUnreadable(async () => describeImbalance(await findImbalance()));

async function explainUnreadable(
  find: () => Promise<LedgerError | undefined>,
): Promise<LedgerError | undefined> {
  try {
    return await find();
  } catch (error) {
    if (!isUnreadable(error)) throw error;
    return { what: 'a row of the log, or a balance, can not be read: the bank did not write it so' };
  }
}

function describeImbalance(imbalance: Imbalance | undefined): LedgerError | undefined {
  if (!imbalance) return undefined;
  const { asset, sum, isWrongSided } = imbalance;
  return {
    what: isWrongSided
      ? `${asset}: a balance is on the wrong side of zero`
      : `${asset}: its balances sum to ${sum}, and not to zero`,
  };
}

/** Whether to read on, after so many rows. */
type IsDue = (rows: number) => boolean;

function isTailDue(now: () => number): IsDue {
  const begunAt = now();
  return (rows) => rows < TAIL_ROWS && (rows < LEAST_TAIL_ROWS || now() - begunAt < TAIL_MS);
}

async function readTail(reads: LogReads, begin: () => IsDue): Promise<LedgerError | undefined> {
  for (let times = 1; ; times += 1) {
    const { seq, hash } = await reads.head();
    const error = await followTail(reads, { seq, hash }, begin());
    if (!error || times === MAX_TAIL_READS || (await reads.head()).seq === seq) return error;
  }
}

/** Follows the chain from the head back, page by page. */
async function followTail(
  { log }: Pick<Reads, 'log'>,
  head: { readonly seq: number; readonly hash: string },
  isDue: IsDue,
): Promise<LedgerError | undefined> {
  const [next] = await log({ afterSeq: head.seq, limit: 1 });
  if (next) return { seq: next.seq, what: `the bank's head is ${head.seq}, and the log goes on` };
  let expected = head;
  while (expected.seq > 0 && isDue(head.seq - expected.seq)) {
    const afterSeq = Math.max(0, expected.seq - TAIL_PAGE);
    const page = await log({ afterSeq, limit: expected.seq - afterSeq });
    const error = findPageError(page, { afterSeq, expected });
    if (error) return error;
    expected = { seq: afterSeq, hash: page[0]?.previousHash ?? GENESIS_HASH };
  }
  return expected.seq > 0 || expected.hash === GENESIS_HASH
    ? undefined
    : { seq: 1, what: 'the first row names a row before it' };
}

/** The rows after one number must lead, without a gap, up to the row that is expected last. */
function findPageError(
  page: readonly Transaction[],
  { afterSeq, expected }: { afterSeq: number; expected: { readonly seq: number; readonly hash: string } },
): LedgerError | undefined {
  let before = { seq: afterSeq, hash: page[0]?.previousHash ?? '' };
  for (const transaction of page) {
    const what = findRowError(transaction, before);
    if (what !== undefined) return { seq: transaction.seq, what };
    before = { seq: transaction.seq, hash: transaction.hash };
  }
  if (before.seq === expected.seq && before.hash === expected.hash) return undefined;
  const [wanted, found] = [expected, before].map(({ seq, hash }) => `${seq} ${hash}`);
  return { seq: expected.seq, what: `the bank's head leads to ${wanted}, and the log has ${found}` };
}
