import { createView } from '../bank/engine/view.ts';
import { collectBatch } from './commit.ts';
import type { Batch, Driver, Outcome } from './driver.ts';

/**
 * A driver whose `ping` also notices a database that can be read but not written, as on a full disk: after a
 * failed commit, each ping commits nothing but a new version, until that succeeds. So the bank recovers
 * without a request.
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
      await store(collectBatch(createView(bank)));
    },
  };
}
