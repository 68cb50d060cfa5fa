import type { Reads } from './engine/book.ts';
import { GENESIS_HASH } from './engine/ledger.ts';
import type { Transaction } from './engine/rows.ts';
import { isUnreadable } from './verify-balances.ts';
import { findRowError, type LedgerError } from './verify-ledger.ts';

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
export const findTailError = (reads: Pick<Reads, 'head' | 'log'>, now: () => number) =>
  explainUnreadable(() => readTail(reads, now));

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

async function readTail(
  reads: Pick<Reads, 'head' | 'log'>,
  now: () => number,
): Promise<LedgerError | undefined> {
  for (let times = 1; ; times += 1) {
    const { seq, hash } = await reads.head();
    const error = await followTail(reads, { seq, hash }, now);
    if (!error || times === MAX_TAIL_READS || (await reads.head()).seq === seq) return error;
  }
}

/** Follows the chain from the head back, page by page. */
async function followTail(
  { log }: Pick<Reads, 'log'>,
  head: { readonly seq: number; readonly hash: string },
  now: () => number,
): Promise<LedgerError | undefined> {
  const [next] = await log({ afterSeq: head.seq, limit: 1 });
  if (next) return { seq: next.seq, what: `the bank's head is ${head.seq}, and the log goes on` };
  const begunAt = now();
  let expected = head;
  const oldest = Math.max(0, head.seq - TAIL_ROWS);
  const isDue = (): boolean => head.seq - expected.seq < LEAST_TAIL_ROWS || now() - begunAt < TAIL_MS;
  while (expected.seq > oldest && isDue()) {
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
