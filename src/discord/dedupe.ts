import { LRUCache } from 'lru-cache';

/**
 * Discord delivers anew what it isn't sure of within seconds; this many are far more than come in that time.
 */
const MAX_REMEMBERED = 10_000;

/** Says of each id whether it is here for the first time. */
export function createDedupe(): (id: string) => boolean {
  const seen = new LRUCache<string, true>({ max: MAX_REMEMBERED });
  return (id) => {
    if (seen.has(id)) return false;
    seen.set(id, true);
    return true;
  };
}
