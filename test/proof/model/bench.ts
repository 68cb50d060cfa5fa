import type { MaintainedDriver } from '../../../src/app/background.ts';
import type { Book } from '../../../src/bank/engine/book.ts';
import { openBook } from '../../../src/storage/book.ts';
import type { Driver } from '../../../src/storage/driver.ts';
import { openMemory } from '../../bank/bank.ts';
import { rulesWith } from '../../bank/rules.ts';
import { HOUR_WORTH, LASTS, LIMITS } from './world.ts';

/** A database to play on, and the processes that serve it. */
export interface Bench {
  /** A book of its own over the same database: another process, or the same one after a restart. */
  readonly openBook: () => Book;
  readonly driver: MaintainedDriver;
  /** From now on, books come between one another's reads and writes, or not. */
  readonly interleave: (isOn: boolean) => void;
  readonly close: () => Promise<void>;
}
/** Opens an empty database. */
export type OpenBench = (clock: () => number) => Promise<Bench>;

/** The books over SQLite, in memory. */
export const openSqliteBench: OpenBench = async (clock) => benchOn(openMemory(), clock);

/**
 * The books over any driver. Its reads and writes are delayed where books are to interleave.
 */
export function benchOn(driver: Driver, clock: () => number): Bench {
  let isInterleaved = false;
  const turn = (): Promise<void> | undefined => (isInterleaved ? new Promise(setImmediate) : undefined);
  const slow: Driver = {
    ...driver,
    async load(readKeys) {
      const snapshot = await driver.load(readKeys);
      await turn();
      return snapshot;
    },
    async store(batch) {
      await turn();
      return driver.store(batch);
    },
  };
  return {
    openBook() {
      const rules = { ...rulesWith(LIMITS), staffAloneLimit: null };
      const holds = {
        depositHoldMs: LASTS.holdMs,
        giftHoldMs: LASTS.giftMs,
        tellerValuePerHour: HOUR_WORTH,
      };
      return openBook(slow, { rules: () => ({ ...rules, ...holds }), clock, queueLimit: 1_000 });
    },
    driver,
    interleave: (isOn) => {
      isInterleaved = isOn;
    },
    close: driver.close,
  };
}
