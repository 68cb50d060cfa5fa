import type { Reads } from '../bank/engine/book.ts';
import type { BankRow, Instant } from '../bank/engine/rows.ts';
import { beginRights, EDITED, findRightsError, readRights, readRightsPage } from '../bank/rights.ts';
import type { LedgerError } from '../bank/verify-ledger.ts';
import type { Driver } from '../storage/driver.ts';
import { MAX_AHEAD_MS } from '../storage/loading.ts';

type CheckedReads = 'head' | 'log' | 'revocations' | 'rightsLog' | 'rows' | 'staff';

export interface RightsCheckDependencies {
  readonly driver: Pick<Driver, CheckedReads | 'openSnapshot'>;
  /** A row that was loaded and that the log doesn't have, in words. */
  readonly findRowError: () => Promise<string | undefined>;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** Tells staff, once for as long as it is so. */
  readonly tell: (error: LedgerError) => Promise<void>;
  /** Says that what was told is so no more. */
  readonly takeBack: (error: LedgerError) => Promise<void>;
}

/** How many transactions that were read before are read again by each check: they are hashed, too. */
const READ_AGAIN = 100;

/**
 * Checks whether somebody has edited a row that says who is staff, which keys are revoked, who is frozen or
 * whether the bank is halted, or a row that somebody asked for: such a row gives nothing, and staff hear of
 * it long before the check of the whole ledger.
 */
export function createRightsCheck(dependencies: RightsCheckDependencies): () => Promise<void> {
  const { driver, findRowError, clock, tell, takeBack } = dependencies;
  const findError = createErrorSearch();
  let reported: string | undefined;
  async function findSure(): Promise<string | undefined> {
    const isAll = reported !== undefined;
    if ((await findError(driver, isAll)) === undefined) return undefined;
    // Rows and log were read one after the other, and a commit may have come between.
    const snapshot = await driver.openSnapshot();
    try {
      return await findError(snapshot.reads, isAll);
    } finally {
      await snapshot.close();
    }
  }
  return async () => {
    const what = (await findSure()) ?? (await findRowError()) ?? findTimeError(await driver.head(), clock());
    if (what === reported) return;
    if (what !== undefined) await tell({ what });
    else if (reported !== undefined) await takeBack({ what: reported });
    reported = what;
  };
}

/** Whether the newest commit is of a time that has not come, in words. */
function findTimeError({ headAt, committedAt }: BankRow, at: Instant): string | undefined {
  const newest = Math.max(headAt, committedAt);
  if (newest - at <= MAX_AHEAD_MS) return undefined;
  return `bank: the newest commit is of ${new Date(newest).toISOString()}, far ahead of the machine's clock`;
}

/**
 * Compares the rows with what was read of the log, so that what is deleted from both is seen; and reads the
 * log again beside it, some of it each time, or all of it.
 */
function createErrorSearch() {
  const logged = beginRights();
  let again = beginRights();
  return async (reads: Pick<Reads, CheckedReads>, isAll: boolean): Promise<string | undefined> => {
    if (isAll) {
      again = beginRights();
      await readRights(reads, again);
    }
    const isAtEnd = await readRightsPage(reads, again, READ_AGAIN);
    if (again.isEdited) return EDITED;
    const error = await findRightsError(reads, logged);
    if (error !== undefined || !isAtEnd) return error;
    if (!Bun.deepEquals(again, logged)) return 'transactions about rights were changed, or are gone';
    again = beginRights();
    return undefined;
  };
}
