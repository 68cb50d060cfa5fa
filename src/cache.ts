import { LRUCache } from 'lru-cache';

/**
 * A cache of so many entries, which forgets the one that was unused longest. Its memory grows with what is in
 * it: told the number as `max`, the package would take the memory of all of them at once.
 */
export const createCache = <Key extends string, Value extends object | string | true>(
  maxEntries: number,
): LRUCache<Key, Value> => new LRUCache({ maxSize: maxEntries, sizeCalculation: () => 1 });
