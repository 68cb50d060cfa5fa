import { expect, test } from 'bun:test';
import { NOON, openBank } from '../../test/bank/bank.ts';
import { DAY } from '../../test/bank/rules.ts';
import { runMaintenance } from './background.ts';

test.each([
  [3 * DAY - 1, 1],
  [3 * DAY, 0],
])('what was sent is forgotten after three days, and what waits never: %d', async (passed, left) => {
  const { driver, book, halt } = openBank();
  await halt();
  await halt(false);
  const [halted] = await driver.takeEvents({ at: NOON, leaseMs: 1, limit: 1 });
  await driver.acknowledgeEvents({ ids: [halted?.id ?? 0], at: NOON });
  await runMaintenance({ book, driver, clock: () => NOON + passed });
  expect(await driver.forgetEvents({ before: Number.MAX_SAFE_INTEGER, limit: 10 })).toBe(left);
  expect(await driver.takeEvents({ at: NOON + 1, leaseMs: 1, limit: 9 })).toMatchObject([
    { topic: 'bank_resumed' },
  ]);
});
