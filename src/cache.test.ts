import { expect, test } from 'bun:test';
import { createCache } from './cache.ts';

test('an entry too many takes the place of the one that was unused longest', () => {
  const cache = createCache<string, string>(2);
  cache.set('a', '1').set('b', '2');
  cache.get('a');
  cache.set('c', '3');
  expect(['a', 'b', 'c'].map((key) => cache.get(key))).toEqual(['1', undefined, '3']);
});

test('a hundred empty caches take less than 12 MiB, however much each may hold', () => {
  Bun.gc(true);
  const before = process.memoryUsage().rss;
  const caches = Array.from({ length: 100 }, () => createCache<string, string>(20_000));
  Bun.gc(true);
  expect(process.memoryUsage().rss - before).toBeLessThan(12 * 1024 * 1024);
  expect(caches).toHaveLength(100);
});
