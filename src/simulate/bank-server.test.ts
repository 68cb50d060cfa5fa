import { expect, test } from 'bun:test';
import { openOwnBank } from './bank-server.ts';
import { createRandom } from './random.ts';

/** Faults come as they are listed, and a commit fails at its next point. */
const faults = (...happen: boolean[]) => ({
  ...createRandom(1),
  happens: () => happen.shift() ?? false,
  whole: () => 1,
});

test('a fault that is still to come ends with the process, and the next start is well', async () => {
  let now = 0;
  const commit = (fails: () => boolean) => {
    if (fails()) throw new Error('the commit failed');
  };
  const bank = await openOwnBank({
    async start(fails) {
      commit(fails);
      return { url: 'up', stop: async () => commit(fails) };
    },
    check: async () => [],
    now: () => now,
    onFault: () => undefined,
  });
  await bank.injectFault(faults(false, true), 1);
  await bank.injectFault(faults(true), 1);
  expect(bank.url()).toBeUndefined();
  now = bank.nextStart();
  await bank.startDue();
  expect(bank.url()).toBe('up');
});
