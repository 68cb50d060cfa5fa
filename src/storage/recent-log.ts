import type { Transaction } from '../bank/engine/rows.ts';
import type { Driver } from './driver.ts';

/** How many transactions are kept at most, of some 2 KiB each. */
export const MAX_RECENT = 2_000;
/** How much memory they take at most, about: one that moves a hundred kinds of pets takes some 80 KiB. */
const MAX_BYTES = 16 * 1024 * 1024;

/** The driver's `store` and `log`, for one reader who goes along the log. */
export interface RecentLog extends Pick<Driver, 'store' | 'log'> {
  /**
   * Calls after a commit of this process where so many transactions or more have not been read yet, and again
   * after as many more: a reader that fails is not called with each commit.
   */
  onWaiting(count: number, listener: () => void): void;
}

/**
 * Keeps the newest transactions that this process has stored, as to read them back costs far more than the
 * rest of the reader's work. They are one piece of the log, by its hashes; what comes before the page that
 * was read last is kept no longer. All else is read from the database: what others have stored, too.
 */
export function createRecentLog(driver: Pick<Driver, 'store' | 'log'>): RecentLog {
  let recent: readonly Transaction[] = [];
  /** Up to where the reader has read, or was called for. */
  let seenTo = 0;
  let afterCommit: (() => void) | undefined;
  const newestSeq = (): number => recent.at(-1)?.seq ?? 0;

  async function read({ afterSeq, limit }: Parameters<Driver['log']>[0]): Promise<Transaction[]> {
    const at = afterSeq + 1 - (recent[0]?.seq ?? 0);
    if (at < 0 || at >= recent.length) return driver.log({ afterSeq, limit });
    recent = recent.slice(at);
    const own = recent.slice(0, limit);
    const left = limit - own.length;
    return left === 0
      ? own
      : [...own, ...(await driver.log({ afterSeq: afterSeq + own.length, limit: left }))];
  }
  return {
    async store(batch) {
      const outcome = await driver.store(batch);
      const [first] = batch.transactions;
      if (outcome !== 'stored' || !first) return outcome;
      const isNext = recent.at(-1)?.hash === first.previousHash;
      recent = keepNewest([...(isNext ? recent : []), ...batch.transactions]);
      afterCommit?.();
      return outcome;
    },
    async log(page) {
      const found = await read(page);
      seenTo = found.at(-1)?.seq ?? page.afterSeq;
      return found;
    },
    onWaiting(count, listener) {
      afterCommit = () => {
        if (newestSeq() - seenTo < count) return;
        seenTo = newestSeq();
        listener();
      };
    },
  };
}

/** As many of the newest as may be kept. */
function keepNewest(transactions: readonly Transaction[]): readonly Transaction[] {
  let bytes = 0;
  const tooMuch = transactions.findLastIndex((transaction) => {
    bytes += sizeOf(transaction);
    return bytes > MAX_BYTES;
  });
  return transactions.slice(Math.max(tooMuch + 1, transactions.length - MAX_RECENT));
}

/** A transaction without its texts, and an entry or a pet of it, as measured. */
const BYTES_OF_ROW = 1_000;
const BYTES_OF_LINE = 240;

/** About how many bytes of memory it takes. */
function sizeOf({ goods, entries, note, answer, state }: Transaction): number {
  const characters = (note?.length ?? 0) + (answer?.length ?? 0) + (state?.length ?? 0);
  return BYTES_OF_ROW + BYTES_OF_LINE * (goods.pets.length + entries.length) + 2 * characters;
}
