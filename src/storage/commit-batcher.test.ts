import { afterEach, beforeEach, describe, expect, jest, test } from 'bun:test';
import { createCommitBatcher } from './commit-batcher.ts';

/** Lets everything happen that is due before the event loop turns. */
async function settle(): Promise<void> {
  for (let turns = 0; turns < 20; turns += 1) await Promise.resolve();
}

test('after a quick commit, requests that are there share the next, however few the last had', async () => {
  const batcher = createCommitBatcher();
  batcher.committed({ companions: 1, durationMs: 1 });
  let hasBegun = false;
  const begun = batcher.wait(0).then(() => {
    hasBegun = true;
  });
  batcher.joined(1);
  await settle();
  expect(hasBegun).toBe(false);
  await begun;
});

/** A batch that is being gathered after as many slow commits, each with so many callers. */
function gatherAfter(commits: number, companions: number) {
  const batcher = createCommitBatcher();
  for (let commit = 0; commit < commits; commit += 1) batcher.committed({ companions, durationMs: 1_000 });
  const batch = { hasBegun: false };
  void batcher.wait(1).then(() => {
    batch.hasBegun = true;
  });
  return { batcher, batch };
}

/** Lets what came in this turn of the event loop be seen. */
async function turn(): Promise<void> {
  jest.runOnlyPendingTimers();
  await settle();
}

describe('after a slow commit', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  test('a batch begins when all who were with the last one have come, with those beside them', async () => {
    const { batcher, batch } = gatherAfter(1, 2);
    jest.advanceTimersByTime(4);
    await settle();
    expect(batch.hasBegun).toBe(false);
    batcher.joined(2);
    batcher.joined(3);
    await settle();
    expect(batch.hasBegun).toBe(false);
    await turn();
    expect(batch.hasBegun).toBe(true);
  });

  test('a batch waits no longer than a quarter of it, or five milliseconds', async () => {
    const { batch } = gatherAfter(1, 2);
    jest.advanceTimersByTime(5);
    await settle();
    expect(batch.hasBegun).toBe(true);
  });

  test('now and then a batch waits for more, so that halves that take turns find each other', async () => {
    const { batcher, batch } = gatherAfter(16, 2);
    batcher.joined(2);
    jest.advanceTimersByTime(4);
    await settle();
    expect(batch.hasBegun).toBe(false);
    batcher.joined(3);
    await turn();
    expect(batch.hasBegun).toBe(true);
  });
});
