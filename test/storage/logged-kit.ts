import { memberAccount } from '../../src/bank/engine/ledger.ts';
import type { ReadKey } from '../../src/bank/engine/read-key.ts';
import type { Driver } from '../../src/storage/driver.ts';
import { type Bank, openBank } from '../bank/bank.ts';
import { CAT } from '../bank/withdrawal.ts';
import { rowsOf } from './samples.ts';

export const [OWNER, THIEF, KIM, LEE] = [1, 2, 9, 8] as const;
export const BY_KIM = { by: `staff-${KIM}` } as const;
export const cats = (quantity: number) => [{ ...CAT, quantity }];

/** A process that starts now. */
export function startProcess(driver: Driver, { now }: Bank): Bank {
  const bank = openBank({ driver, rules: now.rules });
  bank.now.at = now.at;
  return bank;
}

export async function holdingsOf(driver: Driver, robloxUserId: number): Promise<string[]> {
  const { balances } = await rowsOf(driver, { kind: 'account', account: memberAccount(robloxUserId) });
  return balances.map(({ asset, amount }) => `${amount} ${asset}`).sort();
}

/** The driver of a process that another one overtakes once, just when it has loaded what such a key names. */
export function overtake(driver: Driver, kind: ReadKey['kind'], act: () => Promise<unknown>): Driver {
  let isOvertaken = false;
  return {
    ...driver,
    async load(readKeys) {
      const snapshot = await driver.load(readKeys);
      if (!isOvertaken && readKeys.some((key) => key.kind === kind)) {
        isOvertaken = true;
        await act();
      }
      return snapshot;
    },
  };
}
