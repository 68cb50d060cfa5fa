import { existsSync, readFileSync } from 'node:fs';

/** How often it is looked at the clock, and what counts at most between two looks. */
const EVERY_MS = 50;
const MOST_MS = 100;
/** Where Linux tells, in nanoseconds, how long this process could run, but had no core to run on. */
const SCHEDULE = '/proc/self/schedstat';

const isTold = existsSync(SCHEDULE);
let lived = 0;
let seenAt = 0;
let waitedMs = 0;
let looking: Timer | undefined;

function look(): void {
  const [now, waited] = [performance.now(), readWaitedMs()];
  lived += Math.max(0, Math.min(now - seenAt, MOST_MS) - (waited - waitedMs));
  [seenAt, waitedMs] = [now, waited];
}

const readWaitedMs = (): number => (isTold ? Number(readFileSync(SCHEDULE, 'utf8').split(' ')[1]) / 1e6 : 0);

/**
 * As `performance.now()`, for what must not take longer than a bound: of a pause in which all of this process
 * stood still, because its machine did or had others to run, only a moment counts, and what it waited for a
 * core between two moments doesn't count at all.
 */
export function livedMs(): number {
  if (looking === undefined) {
    [seenAt, waitedMs] = [performance.now(), readWaitedMs()];
    looking = setInterval(look, EVERY_MS).unref();
  }
  look();
  return lived;
}
