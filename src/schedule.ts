import { Cron } from 'croner';

/** When the first round begins: not while the program still starts. */
const FIRST_MS = 500;
/** The least rest between two rounds, of which the first took longer than its interval. */
const REST_MS = 100;

/** Work that repeats until it is stopped. */
export interface Schedule {
  /** Starts no further round, and waits for the one that is under way. */
  stop(): Promise<void>;
}

export interface ScheduleOptions {
  /** When rounds start, as a cron pattern with seconds, in UTC, in place of an interval. */
  readonly pattern?: string;
  /** The time from one start to the next; a second where it is left out. */
  readonly intervalSeconds?: number;
  /** Whether the first round, too, comes only after the interval. */
  readonly waitsFirst?: boolean;
  /** Receives what a round rejects with; the next round runs all the same. */
  readonly onError: (error: unknown) => void;
}

/** Repeats the work, beginning within a second, or when it is told. Rounds never overlap. */
export function schedule(
  work: () => Promise<void>,
  { pattern, intervalSeconds = 1, waitsFirst = false, onError }: ScheduleOptions,
): Schedule {
  const run = (): Promise<void> => work().catch(onError);
  return pattern === undefined ? repeat(run, intervalSeconds * 1000, waitsFirst) : repeatAt(run, pattern);
}

/** By a plain timer: working out the next second as a date, as cron does, takes a millisecond each time. */
function repeat(run: () => Promise<void>, intervalMs: number, waitsFirst: boolean): Schedule {
  let round = Promise.resolve();
  let isStopped = false;
  let timer = setTimeout(begin, waitsFirst ? intervalMs : FIRST_MS);
  function begin(): void {
    const startedAt = performance.now();
    round = run().then(() => {
      const restMs = Math.max(intervalMs - (performance.now() - startedAt), REST_MS);
      if (!isStopped) timer = setTimeout(begin, restMs);
    });
  }
  return {
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await round;
    },
  };
}

function repeatAt(run: () => Promise<void>, pattern: string): Schedule {
  let round = Promise.resolve();
  const job = new Cron(pattern, { protect: true, timezone: 'UTC' }, () => {
    round = run();
    return round;
  });
  return {
    async stop() {
      job.stop();
      await round;
    },
  };
}
