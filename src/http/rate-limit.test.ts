import { describe, expect, test } from 'bun:test';
import { clientAddress, createRateLimit } from './rate-limit.ts';

describe("the caller's address", () => {
  const socket = '10.0.0.1';

  test("is the socket's where no proxy stands before the bank, whatever the header says", () => {
    expect(clientAddress(socket, '198.51.100.1', 0)).toBe(socket);
    expect(clientAddress(socket, null, 0)).toBe(socket);
  });

  test('is what the outermost of our proxies saw, and nothing that came from outside', () => {
    expect(clientAddress(socket, '198.51.100.1', 1)).toBe('198.51.100.1');
    expect(clientAddress(socket, 'forged, 198.51.100.1', 1)).toBe('198.51.100.1');
    expect(clientAddress(socket, 'forged, 198.51.100.1,10.0.0.2', 2)).toBe('198.51.100.1');
  });

  test("is the socket's where our proxy wrote nothing", () => {
    expect(clientAddress(socket, null, 1)).toBe(socket);
  });
});

describe('a limit per minute', () => {
  test('lets each caller in that often, and then no more', async () => {
    const { take } = createRateLimit('key', 2);
    const allowed = [await take('a'), await take('a'), await take('a'), await take('b')];
    expect(allowed.map(({ isAllowed }) => isAllowed)).toEqual([true, true, false, true]);
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
