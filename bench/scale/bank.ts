import type { Settings } from '../../src/bank/engine/operation.ts';
import { ownFile } from '../../src/files.ts';
import { openBook } from '../../src/storage/book.ts';
import { openSqlite } from '../../src/storage/sqlite/sqlite.ts';
import { createDemoCatalogue } from '../../src/values/demo.ts';

const MINUTE = 60_000;
const QUEUE_LIMIT = 1_000;

/** Nobody is refused here: what is measured is work done. */
const RULES: Settings = {
  verificationMs: 15 * MINUTE,
  reservationMs: 30 * MINUTE,
  leaseMs: 2 * MINUTE,
  depositHoldMs: 0,
  tellerValuePerHour: 0,
  linkCooldownMs: 0,
  giftHoldMs: null,
  staffAloneLimit: 0,
  haltedHere: null,
  limits: {
    petsPerTrade: 0,
    gemsPerTrade: 0,
    openWithdrawals: 0,
    petsPerDay: 0,
    gemsPerDay: 0,
    petsHeld: 0,
    gemsHeld: 0,
  },
  catalogue: createDemoCatalogue({ updatedAt: '2026-01-01T00:00:00.000Z' }),
};

export type ScaleBank = ReturnType<typeof openScaleBank>;

/** The book on a file as the server opens it, without HTTP. */
export function openScaleBank(file: string, clock: () => number) {
  const driver = openSqlite({ file, migrationsFolder: ownFile('migrations') });
  const book = openBook(driver, { rules: () => RULES, clock, queueLimit: QUEUE_LIMIT });
  return {
    book,
    async close(): Promise<void> {
      await book.drain();
      await driver.close();
    },
  };
}
