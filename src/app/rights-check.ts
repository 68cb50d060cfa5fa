import { findRightsError } from '../bank/rights.ts';
import type { LedgerError } from '../bank/verify-ledger.ts';
import type { Driver } from '../storage/driver.ts';

export interface RightsCheckDependencies {
  readonly driver: Pick<Driver, 'openSnapshot' | 'rightsLog' | 'staff' | 'revocations' | 'rows' | 'head'>;
  /** Tells staff, once for as long as it is so. */
  readonly tell: (error: LedgerError) => Promise<void>;
  /** Says that what was told is so no more. */
  readonly takeBack: (error: LedgerError) => Promise<void>;
}

/**
 * Checks whether somebody has edited a row that says who is staff, which keys are revoked, who is frozen or
 * whether the bank is halted: such a row gives nothing, and staff hear of it long before the daily check.
 */
export function createRightsCheck(dependencies: RightsCheckDependencies): () => Promise<void> {
  const { driver, tell, takeBack } = dependencies;
  let reported: string | undefined;
  return async () => {
    if ((await findRightsError(driver)) === undefined) {
      if (reported !== undefined) await takeBack({ what: reported });
      reported = undefined;
      return;
    }
    // Rows and log were read one after the other, and a commit may have come between.
    const snapshot = await driver.openSnapshot();
    try {
      const what = await findRightsError(snapshot.reads);
      if (what === undefined || what === reported) return;
      await tell({ what });
      reported = what;
    } finally {
      await snapshot.close();
    }
  };
}
