import { expect, test } from 'bun:test';
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

test('after a slow commit, a batch begins as soon as all who were with the last one have come', async () => {
  const gathering = createCommitBatcher();
  gathering.committed({ companions: 2, durationMs: 1_000 });
  let hasBegun = false;
  void gathering.wait(1).then(() => {
    hasBegun = true;
  });
  await settle();
  expect(hasBegun).toBe(false);
  gathering.joined(2);
  await settle();
  expect(hasBegun).toBe(true);
});
