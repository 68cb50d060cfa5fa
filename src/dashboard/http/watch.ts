import { isProposed } from '../../bank/cases.ts';
import type { Book } from '../../bank/engine/book.ts';
import { readHalt } from '../../bank/halt-and-freeze.ts';
import { readStaffProposals } from '../../bank/staff-proposals.ts';
import { DASHBOARD } from '../../commands/staff/proposals.ts';
import type { Subscribe } from '../../http/event-stream.ts';
import type { BankStatus } from '../protocol.ts';

/** How often the bank is asked whether anything has changed, while a page is open. */
const POLL_MS = 1_000;
/** How often the status is sent though nothing has changed, so that a page knows that it is live. */
const REPEAT_MS = 10_000;
/** Where counting stops: more is as alarming, and takes longer to read. */
const MAX_COUNTED = 200;

/** What every page shows of the bank. */
export async function readStatus({ book, clock }: WatchDependencies): Promise<BankStatus> {
  const [{ seq, hash, version }, { halted, reason }, cases, proposals] = await Promise.all([
    book.reads.head(),
    book.query(readHalt, null, DASHBOARD),
    book.reads.openCases({ limit: MAX_COUNTED }),
    book.query(readStaffProposals, null, DASHBOARD),
  ]);
  const waiting = cases.filter(isProposed).length + proposals.length;
  return { seq, head: hash, version, halted, reason, openCases: cases.length, waiting, at: clock() };
}

export interface WatchDependencies {
  readonly book: Book;
  readonly clock: () => number;
  /** Receives what reading rejects with: the page then shows that it is stale. */
  readonly onError: (error: unknown) => void;
}

export interface StatusWatch {
  readonly subscribe: Subscribe;
  close(): void;
}

/** Tells listeners the bank's status at once, and then whenever it has changed. */
export function createStatusWatch(dependencies: WatchDependencies): StatusWatch {
  const listeners = new Set<(status: BankStatus) => void>();
  let last: BankStatus | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const poll = async (): Promise<void> => {
    timer = undefined;
    try {
      const { version } = await dependencies.book.reads.head();
      if (version !== last?.version || dependencies.clock() - last.at >= REPEAT_MS) {
        last = await readStatus(dependencies);
        for (const listener of listeners) listener(last);
      }
    } catch (error) {
      last = undefined;
      dependencies.onError(error);
    }
    if (listeners.size > 0) timer ??= setTimeout(poll, POLL_MS);
  };
  return {
    subscribe(listener) {
      listeners.add(listener);
      // Whoever comes hears of it at once, and so does everyone else.
      last = undefined;
      clearTimeout(timer);
      void poll();
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) clearTimeout(timer);
      };
    },
    close() {
      listeners.clear();
      clearTimeout(timer);
    },
  };
}
