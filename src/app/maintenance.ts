import type { Book } from '../bank/engine/book.ts';
import { sweepWithdrawals } from '../bank/sweep.ts';
import { type Schedule, schedule } from '../schedule.ts';
import type { Driver } from '../storage/driver.ts';

/** How many rows one step takes at most: requests come between. */
const SWEEP_LIMIT = 200;
const NONCE_LIMIT = 5_000;
const EVENT_LIMIT = 1_000;
/** How long what was sent to people is kept, for who looks into it. */
const SENT_MS = 3 * 24 * 60 * 60_000;
/** How many steps one round takes at most; the next round goes on. */
const MAX_STEPS = 200;

export interface Maintenance {
  readonly book: Book;
  readonly driver: Pick<Driver, 'forgetNonces' | 'forgetEvents'>;
  readonly clock: () => number;
  readonly onError: (error: unknown) => void;
}

/**
 * Writes down what time has brought about, and forgets nonces that can't come again and what was sent long
 * ago. Any number of processes may.
 */
export async function runMaintenance({ book, driver, clock }: Maintenance): Promise<void> {
  await repeatWhileFull(SWEEP_LIMIT, async (limit) => {
    const withdrawalIds = await book.reads.dueWithdrawals({ at: clock(), limit });
    if (withdrawalIds.length > 0) await book.perform(sweepWithdrawals, { withdrawalIds }, { by: 'bank' });
    return withdrawalIds.length;
  });
  await repeatWhileFull(NONCE_LIMIT, (limit) => driver.forgetNonces({ before: clock(), limit }));
  await repeatWhileFull(EVENT_LIMIT, (limit) => driver.forgetEvents({ before: clock() - SENT_MS, limit }));
}

/** Takes steps of at most `limit` rows until one finds less. */
async function repeatWhileFull(limit: number, step: (limit: number) => Promise<number>): Promise<void> {
  for (let steps = 0; steps < MAX_STEPS && (await step(limit)) === limit; steps += 1) {
    await Bun.sleep(0);
  }
}

/** Runs maintenance again and again, `everyMs` apart, which is at least a second. */
export function scheduleMaintenance(options: Maintenance, everyMs: number): Schedule {
  const intervalSeconds = Math.max(1, Math.round(everyMs / 1000));
  return schedule(() => runMaintenance(options), { intervalSeconds, onError: options.onError });
}
