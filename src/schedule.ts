import { Cron } from 'croner';

const EVERY_SECOND = '* * * * * *';

/** Work that repeats until it is stopped. */
export interface Schedule {
  /** Starts no further round, and waits for the one that is under way. */
  stop(): Promise<void>;
}

export interface ScheduleOptions {
  /** When rounds start, as a cron pattern with seconds, in UTC; every second where it is left out. */
  readonly pattern?: string;
  /** The least time from one start to the next. */
  readonly intervalSeconds?: number;
  /** Whether the first round, too, comes only after the interval. */
  readonly waitsFirst?: boolean;
  /** Receives what a round rejects with; the next round runs all the same. */
  readonly onError: (error: unknown) => void;
}

/** Repeats the work, beginning within a second or at the pattern's next time. Rounds never overlap. */
export function schedule(
  work: () => Promise<void>,
  { pattern = EVERY_SECOND, intervalSeconds = 0, waitsFirst = false, onError }: ScheduleOptions,
): Schedule {
  let round = Promise.resolve();
  let isWaiting = waitsFirst;
  const job = new Cron(pattern, { interval: intervalSeconds, protect: true, timezone: 'UTC' }, () => {
    round = isWaiting ? Promise.resolve() : work().catch(onError);
    isWaiting = false;
    return round;
  });
  return {
    async stop() {
      job.stop();
      await round;
    },
  };
}
