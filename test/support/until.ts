import { livedMs } from './lived.ts';

const LIMIT_MS = 20_000;
const POLL_EVERY_MS = 5;

/**
 * Waits until something is so that only another process, a browser or a database brings about. Where the test
 * holds the clock, it sets the time instead. Throws after `limitMs`, with `what` it waited for.
 */
export async function until(
  isSo: () => boolean | Promise<boolean>,
  what: string,
  { limitMs = LIMIT_MS, everyMs = POLL_EVERY_MS } = {},
): Promise<void> {
  const end = livedMs() + limitMs;
  while (!(await isSo())) {
    if (livedMs() > end) throw new Error(`${what}: not within ${limitMs} ms`);
    await Bun.sleep(everyMs);
  }
}

/** Lets all run that is ready to: the promises and the events of this turn of the event loop. */
export const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
