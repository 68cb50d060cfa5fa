import type { BankRow } from '../bank/engine/rows.ts';
import { OPENED_HALTED } from '../bank/halt-and-freeze.ts';
import type { Driver } from './driver.ts';

/** A driver whose bank is halted for this process alone: every decision sees it so, and nothing stores it. */
export function holdHalted(driver: Driver): Driver {
  const toShown = (bank: BankRow): BankRow => ({ ...bank, haltedReason: bank.haltedReason ?? OPENED_HALTED });
  const toStored = (bank: BankRow): BankRow =>
    bank.haltedReason === OPENED_HALTED ? { ...bank, haltedReason: null } : bank;
  return {
    ...driver,
    async load(readKeys) {
      const snapshot = await driver.load(readKeys);
      return { ...snapshot, bank: toShown(snapshot.bank) };
    },
    store: (batch) => driver.store({ ...batch, bank: toStored(batch.bank) }),
  };
}
