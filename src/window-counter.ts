import { createCache } from './cache.ts';

/** How many callers are remembered at once: some 5 MiB. */
const MAX_CALLERS = 20_000;

/** The acts of a caller in the window that is open, this one too, and how long it stays open. */
export interface WindowCount {
  readonly count: number;
  readonly msToEnd: number;
}

interface WindowOptions {
  readonly windowMs: number;
  readonly maxCallers?: number;
  /** Milliseconds that never go back. */
  readonly now?: () => number;
}

/**
 * Counts what callers do in windows of one length, each of which begins with its caller's first act. Where
 * too many callers come at once, the one that was silent longest is forgotten: strangers can't fill the
 * memory.
 */
export function createWindowCounter({
  windowMs,
  maxCallers = MAX_CALLERS,
  now = () => performance.now(),
}: WindowOptions): (caller: string, acts?: number) => WindowCount {
  const windows = createCache<string, { count: number; endsAt: number }>(maxCallers);
  return (caller, acts = 1) => {
    const at = now();
    const known = windows.get(caller);
    const window = known && known.endsAt > at ? known : { count: 0, endsAt: at + windowMs };
    if (window !== known) windows.set(caller, window);
    window.count += acts;
    return { count: window.count, msToEnd: window.endsAt - at };
  };
}
