import { describe, expect, test } from 'bun:test';
import { createBackoff, RETRY_POLICY, StatusError } from './retry-policy.ts';

const signal = new AbortController().signal;
const backoff = createBackoff({ ...RETRY_POLICY, firstDelayMs: 100, maxDelayMs: 1_000 });

/** The wait before a retry after this error, in milliseconds. */
function firstWait(error: unknown): number {
  return backoff.next({ attempt: 1, signal, result: { error } }).duration;
}

describe('a wait before a retry', () => {
  test('is never shorter than Retry-After asks for', () => {
    expect(firstWait(new StatusError(429, '2'))).toBeWithin(2_000, 3_001);
  });

  test.each([null, '', 'Wed, 21 Oct 2026 07:28:00 GMT', '-5', '1.5'])(
    'is the ordinary one for a Retry-After of %p',
    (header) => {
      expect(firstWait(new StatusError(429, header))).toBeWithin(0, 1_001);
    },
  );

  test('is spread at random', () => {
    const waits = Array.from({ length: 20 }, () => firstWait(new Error('dropped')));
    expect(new Set(waits).size).toBeGreaterThan(1);
  });

  test('grows up to its limit', () => {
    const context = { attempt: 1, signal, result: { error: new Error('dropped') } };
    let wait = backoff.next(context);
    const first = wait.duration;
    for (let attempt = 2; attempt <= 20; attempt++) wait = wait.next(context);
    expect(first).toBeLessThan(1_000);
    expect(wait.duration).toBe(1_000);
  });
});
