import type { Book } from '../bank/engine/book.ts';
import type { Operation } from '../bank/engine/operation.ts';
import type { BankRow } from '../bank/engine/rows.ts';
import { notifyOperator } from '../bank/events.ts';
import type { Logger } from '../log.ts';
import { type Schedule, schedule } from '../schedule.ts';
import { UnusableDatabase } from '../storage/errors.ts';
import { MAX_AHEAD_MS } from '../storage/loading.ts';
import type { World } from './world.ts';

/** A smaller difference between the machine's time and the bank's is followed in silence. */
export const ALERT_MS = 5_000;
/** From then on the difference is over, so that one at the edge isn't told again and again. */
const FINE_MS = 1_000;

/**
 * The clock to run the bank by. Throws UnusableDatabase where it is far behind what the bank wrote last,
 * unless the operator accepts that: then the bank's time goes on from there, ahead of the machine's.
 */
export function settleClock(
  { headAt, committedAt }: BankRow,
  { clock, acceptsClock = false }: Pick<World, 'clock' | 'acceptsClock'>,
): () => number {
  const writtenAt = Math.max(headAt, committedAt);
  const behindMs = writtenAt - clock();
  if (behindMs <= MAX_AHEAD_MS) return clock;
  if (acceptsClock) return () => clock() + behindMs;
  const [machine, written] = [clock(), writtenAt].map((at) => new Date(at).toISOString());
  throw new UnusableDatabase(
    `the machine's clock says ${machine}, and the bank's newest commit is of ${written}. Set the clock ` +
      'right (timedatectl set-ntp true) and start again. If it is right, the commit was made by a clock ' +
      'that was wrong: start with --accept-clock, and the time of the bank goes on from its newest ' +
      'commit. docs/OPERATIONS.md says more.',
  );
}

export interface ClockWatch {
  readonly book: Pick<Book, 'perform'>;
  readonly clock: () => number;
  /** The machine's own time. */
  readonly wall: () => number;
  readonly log: Pick<Logger, 'info' | 'warn' | 'error'>;
}

/** Tells the log and staff, once each time, that the machine's clock differs from the bank's. */
export function createClockWatch({ book, clock, wall, log }: ClockWatch): () => Promise<void> {
  let isTold = false;
  return async () => {
    const aheadMs = wall() - clock();
    if (isTold && Math.abs(aheadMs) <= FINE_MS) {
      isTold = false;
      log.info("the machine's clock agrees with the bank's again");
    }
    if (isTold || Math.abs(aheadMs) <= ALERT_MS) return;
    isTold = true;
    const text = describeDifference(aheadMs);
    log.warn({ aheadMs }, text);
    await book.perform(noteClock, { text }, { by: 'bank' });
  };
}

/** Reads the clocks each second, which is also what keeps the bank's close to the machine's. */
export const watchClock = (watch: ClockWatch): Schedule =>
  schedule(createClockWatch(watch), {
    onError: (err) => watch.log.error({ err }, 'staff could not be told of the clock'),
  });

function describeDifference(aheadMs: number): string {
  const seconds = Math.round(Math.abs(aheadMs) / 1000);
  return aheadMs > 0
    ? `the machine's clock is ${seconds} s ahead of the bank's, which follows by a second in each second`
    : `the machine's clock is ${seconds} s behind the bank's, which waits for it`;
}

const noteClock: Operation<{ readonly text: string }, void> = {
  readKeys: () => [],
  decide: (step, { text }) => notifyOperator(step, 'clock_differs', text),
};
