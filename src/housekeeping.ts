import { Cron } from 'croner';
import type { Book } from './bank/book.ts';
import { sweepWithdrawals } from './bank/sweep.ts';

/** How many rows one round takes at most; the next round goes on. */
const SWEEP_LIMIT = 200;
const NONCE_LIMIT = 5_000;

export interface Housekeeping {
  readonly book: Book;
  readonly forgetNonces: (page: { before: number; limit: number }) => Promise<number>;
  readonly clock: () => number;
  readonly onFault: (error: unknown) => void;
}

/** Writes down what time has brought about, and forgets nonces that can't come again. Any number of processes may. */
export async function keepHouse({ book, forgetNonces, clock }: Housekeeping): Promise<void> {
  const withdrawalIds = await book.reads.due({ at: clock(), limit: SWEEP_LIMIT });
  if (withdrawalIds.length > 0) await book.perform(sweepWithdrawals, { withdrawalIds }, { by: 'bank' });
  await forgetNonces({ before: clock(), limit: NONCE_LIMIT });
}

/** Keeps house on a schedule. A round that takes long isn't joined by the next one; stopping waits for it. */
export function scheduleHousekeeping(parts: Housekeeping, everyMs: number): { stop(): Promise<void> } {
  const interval = Math.max(1, Math.round(everyMs / 1000));
  let round = Promise.resolve();
  const job = new Cron('* * * * * *', { interval, protect: true }, () => {
    round = keepHouse(parts).catch(parts.onFault);
    return round;
  });
  return {
    async stop() {
      job.stop();
      await round;
    },
  };
}
