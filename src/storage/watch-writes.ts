import { byTable } from '../bank/engine/tables.ts';
import { emptyRows } from '../bank/engine/view.ts';
import type { Batch, Driver, Outcome } from './driver.ts';

/**
 * A driver whose `ping` also notices a database that can be read but not written, such as one on a full disk. After a
 * failed commit, each ping tries a commit of its own that changes nothing but the bank's version, until one succeeds:
 * so the bank recovers by itself, even if nobody sends it anything meanwhile.
 */
export function watchWrites(driver: Driver): Driver {
  let isFailing = false;
  async function store(batch: Batch): Promise<Outcome> {
    try {
      const outcome = await driver.store(batch);
      isFailing = false;
      return outcome;
    } catch (error) {
      isFailing = true;
      throw error;
    }
  }
  return {
    ...driver,
    store,
    async ping() {
      await driver.ping();
      if (!isFailing) return;
      const { bank } = await driver.load([]);
      await store({
        expectedVersion: bank.version,
        bank: { ...bank, version: bank.version + 1 },
        transactions: [],
        puts: emptyRows(),
        removals: byTable(() => []),
        events: [],
      });
    },
  };
}
