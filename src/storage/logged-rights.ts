import { RIGHTS_KINDS, type Transaction } from '../bank/engine/rows.ts';
import { beginRights, believeLog, isContested, readRights } from '../bank/rights.ts';
import type { Driver } from './driver.ts';

/** For how long it is believed that nobody else has taken rights away, where no row says so. */
const FRESH_MS = 10_000;

export interface TrustedRights extends Pick<Driver, 'load' | 'store'> {
  /** Whether a transaction about rights, as far as they were read, is not what the bank wrote. */
  areRightsEdited(): boolean;
}

/**
 * The driver's loads, with the rights that the log gives in place of what edited rows say of them; and its
 * commits, after which what they say of rights is read again.
 */
export function trustRights(
  driver: Pick<Driver, 'load' | 'store' | 'head' | 'log' | 'rightsLog'>,
): TrustedRights {
  const logged = beginRights();
  let readAt = Number.NEGATIVE_INFINITY;
  let last: Promise<void> = Promise.resolve();
  async function read(): Promise<void> {
    const startedAt = performance.now();
    await readRights(driver, logged);
    readAt = startedAt;
  }
  return {
    areRightsEdited: () => logged.isEdited,
    async load(readKeys) {
      const snapshot = await driver.load(readKeys);
      const isFresh = performance.now() - readAt < FRESH_MS;
      if (!isFresh || isContested(logged, readKeys, snapshot)) {
        // One reading at a time, begun after the snapshot: so it has all that the snapshot has.
        const reading = last.then(read);
        last = reading.catch(() => undefined);
        await reading;
      }
      return believeLog(logged, readKeys, snapshot);
    },
    async store(batch) {
      const outcome = await driver.store(batch);
      if (batch.transactions.some(isAboutRights)) readAt = Number.NEGATIVE_INFINITY;
      return outcome;
    },
  };
}

const isAboutRights = ({ kind }: Transaction): boolean => RIGHTS_KINDS.some((right) => right === kind);
