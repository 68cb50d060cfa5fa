import { findRightsError } from '../bank/rights.ts';
import type { LedgerError } from '../bank/verify-ledger.ts';
import type { Driver } from '../storage/driver.ts';

export interface RightsCheckDependencies {
  readonly driver: Pick<Driver, 'openSnapshot' | 'rightsLog' | 'staff' | 'revocations' | 'rows' | 'head'>;
  /** Tells staff, once. */
  readonly tell: (error: LedgerError) => Promise<void>;
}

/**
 * Checks whether somebody has edited a row that says who is staff, which keys are revoked, who is frozen or
 * whether the bank is halted: such a row gives nothing, and staff hear of it long before the daily check.
 */
export function createRightsCheck({ driver, tell }: RightsCheckDependencies): () => Promise<void> {
  let told: string | undefined;
  return async () => {
    if ((await findRightsError(driver)) === undefined) return;
    // Rows and log were read one after the other, and a commit may have come between.
    const snapshot = await driver.openSnapshot();
    try {
      const what = await findRightsError(snapshot.reads);
      if (what === undefined || what === told) return;
      await tell({ what });
      told = what;
    } finally {
      await snapshot.close();
    }
  };
}
