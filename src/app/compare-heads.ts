import type { Book } from '../bank/engine/book.ts';
import { findHeadMissing, type Head, haltForHead } from '../bank/heads.ts';
import type { Logger } from '../log.ts';
import { describeBroken } from '../storage/archive/scan.ts';

interface CompareDependencies {
  readonly log: Pick<Logger, 'error'>;
  /** Whether the bank is opened only to be looked at. */
  readonly opensHalted?: boolean;
}

/**
 * Compares heads that were told outside, the newest first, with the log. Where it lacks one, the bank is
 * halted; not one that is opened only to be looked at, which writes nothing by itself.
 */
export function createCompareHeads(book: Book, { log, opensHalted }: CompareDependencies) {
  return async (told: readonly Head[]): Promise<void> => {
    for (const head of told) {
      const error = await findHeadMissing(book.reads, head);
      if (!error) continue;
      log.error(`a head in the staff channel is not in the log: ${describeBroken(error)}`);
      if (!opensHalted) await book.perform(haltForHead, { ...head, what: error.what }, { by: 'bank' });
      return;
    }
  };
}
