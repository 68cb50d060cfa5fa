import { expect, test } from 'bun:test';
import { createWindowCounter } from './window-counter.ts';

function createCounter(maxCallers: number) {
  const time = { at: 0 };
  const count = createWindowCounter({ windowMs: 1_000, maxCallers, now: () => time.at });
  return { time, count };
}

test('each caller has a window of its own, which begins with its first act', () => {
  const { time, count } = createCounter(10);
  expect(count('a')).toEqual({ count: 1, msToEnd: 1_000 });
  time.at = 400;
  expect(count('b')).toEqual({ count: 1, msToEnd: 1_000 });
  expect(count('a', 3)).toEqual({ count: 4, msToEnd: 600 });
  time.at = 1_000;
  expect(count('a')).toEqual({ count: 1, msToEnd: 1_000 });
  expect(count('b')).toEqual({ count: 2, msToEnd: 400 });
});

test('a caller too many takes the place of the one that was silent longest', () => {
  const { count } = createCounter(2);
  count('a');
  count('b');
  count('a');
  count('c');
  expect(count('a').count).toBe(3);
  expect(count('b').count).toBe(1);
});

test('200 000 callers in one window take less than 40 MiB', () => {
  Bun.gc(true);
  const before = process.memoryUsage().rss;
  const count = createWindowCounter({ windowMs: 60_000 });
  for (let caller = 0; caller < 200_000; caller += 1) count(`2001:db8:${caller >> 16}:${caller & 65_535}`);
  Bun.gc(true);
  expect(process.memoryUsage().rss - before).toBeLessThan(40 * 1024 * 1024);
  expect(count('2001:db8:0:0').count).toBe(1);
});
