import { describe, expect, test } from 'bun:test';
import { createRateLimit } from './rate-limit.ts';

describe('a limit per minute', () => {
  test('lets each caller in that often, and then no more', async () => {
    const { take } = createRateLimit('key', 2);
    const allowed = [await take('a'), await take('a'), await take('a'), await take('b')];
    expect(allowed.map(({ isAllowed }) => isAllowed)).toEqual([true, true, false, true]);
  });

  test('counts a large body as several requests, up to a twentieth of the minute', async () => {
    const { take } = createRateLimit('key', 600);
    const left = async (bytes: number) => (await take('a', bytes)).headers.ratelimit?.split(';')[1];
    expect([await left(0), await left(65_536), await left(65_537), await left(4_194_304)]).toEqual([
      ...['r=599', 'r=598', 'r=596', 'r=566'],
    ]);
    const few = createRateLimit('key', 4);
    const allowed = [await few.take('a', 4_194_304), await few.take('a', 4_194_304)];
    expect(allowed.map(({ isAllowed }) => isAllowed)).toEqual([true, true]);
  });

  test('takes names that objects have as callers like any other', async () => {
    const { take } = createRateLimit('key', 1);
    for (const name of ['__proto__', 'constructor', 'toString']) {
      expect((await take(name)).isAllowed).toBe(true);
      expect((await take(name)).isAllowed).toBe(false);
    }
  });

  test('of 0 is none', async () => {
    const { take } = createRateLimit('key', 0);
    for (let times = 0; times < 1_000; times += 1) {
      expect(await take('a')).toEqual({ isAllowed: true, headers: {} });
    }
  });
});
