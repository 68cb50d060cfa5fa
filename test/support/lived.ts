/** How often it is looked at the clock, and what counts at most between two looks. */
const EVERY_MS = 50;
const MOST_MS = 100;

let lived = 0;
let seenAt = 0;
let looking: Timer | undefined;

function look(): void {
  const now = performance.now();
  lived += Math.min(now - seenAt, MOST_MS);
  seenAt = now;
}

/**
 * As `performance.now()`, for what must not take longer than a bound: of a pause in which all of this process
 * stood still, because its machine did or had others to run, only a moment counts.
 */
export function livedMs(): number {
  if (looking === undefined) {
    seenAt = performance.now();
    looking = setInterval(look, EVERY_MS).unref();
  }
  look();
  return lived;
}
