import { afterEach, beforeEach, expect, jest, test } from 'bun:test';
import { schedule } from './schedule.ts';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

/** Lets what has begun go on as far as it can. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
}

async function pass(ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += 100) {
    jest.advanceTimersByTime(100);
    await settle();
  }
}

function createWork() {
  const errors: unknown[] = [];
  const work = { begun: 0, next: () => Promise.resolve() };
  const run = (): Promise<void> => {
    work.begun += 1;
    return work.next();
  };
  return { work, run, errors, onError: (error: unknown) => void errors.push(error) };
}

test('rounds begin within a second, and then by the interval, until they are stopped', async () => {
  const { work, run, onError } = createWork();
  const running = schedule(run, { intervalSeconds: 5, onError });
  expect(work.begun).toBe(0);
  await pass(1_000);
  expect(work.begun).toBe(1);
  await pass(10_000);
  expect(work.begun).toBe(3);
  await running.stop();
  await pass(10_000);
  expect(work.begun).toBe(3);
});

test('where the first round waits, it comes after the interval', async () => {
  const { work, run, onError } = createWork();
  const running = schedule(run, { intervalSeconds: 5, waitsFirst: true, onError });
  await pass(4_900);
  expect(work.begun).toBe(0);
  await pass(100);
  expect(work.begun).toBe(1);
  await running.stop();
});

test('rounds never overlap, and a stop waits for the one that is under way', async () => {
  const { work, run, onError } = createWork();
  const { promise, resolve } = Promise.withResolvers<void>();
  work.next = () => promise;
  const running = schedule(run, { onError });
  await pass(10_000);
  expect(work.begun).toBe(1);
  let isStopped = false;
  const stopped = running.stop().then(() => {
    isStopped = true;
  });
  await settle();
  expect(isStopped).toBe(false);
  resolve();
  await stopped;
  await pass(10_000);
  expect(work.begun).toBe(1);
});

test('a round that fails is told, and the next one comes all the same', async () => {
  const { work, run, errors, onError } = createWork();
  work.next = () => Promise.reject(new Error('away'));
  const running = schedule(run, { onError });
  await pass(3_000);
  expect(work.begun).toBeGreaterThan(1);
  expect(errors).toHaveLength(work.begun);
  await running.stop();
});
