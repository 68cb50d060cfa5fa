import { expect, test } from 'bun:test';
import { NOON, openBank } from '../../test/bank/bank.ts';
import { DAY, MINUTE } from '../../test/bank/rules.ts';
import { store } from '../../test/storage/samples.ts';
import { giveRobloxSignIn, ROBLOX_SIGN_IN_MS } from '../bank/passes.ts';
import { runMaintenance } from './background.ts';

test.each([
  [3 * DAY - 1, 1],
  [3 * DAY, 0],
])('what was sent is forgotten after three days: %d', async (passed, left) => {
  const { driver, book, halt } = openBank();
  await halt();
  const [halted] = await driver.takeEvents({ at: NOON, leaseMs: 1, limit: 1 });
  await driver.acknowledgeEvents({ ids: [halted?.id ?? 0], at: NOON });
  await runMaintenance({ book, driver, clock: () => NOON + passed });
  expect(await driver.forgetEvents({ before: Number.MAX_SAFE_INTEGER, limit: 10 })).toBe(left);
});

test.each([
  [3 * DAY - 1, 1],
  [3 * DAY, 0],
])('what nobody has sent for three days ends, as a bot would drop it: %d', async (passed, unsent) => {
  const { driver, book, halt } = openBank();
  await halt();
  await runMaintenance({ book, driver, clock: () => NOON + passed });
  expect(await driver.countUnsent({ limit: 9 })).toBe(unsent);
  // It isn't forgotten with that: a webhook may still wait for it.
  expect(await driver.pendingEvents([1])).toHaveLength(1);
});

test.each([
  [ROBLOX_SIGN_IN_MS - 1, 1],
  [ROBLOX_SIGN_IN_MS, 0],
])('who began a sign-in with Roblox is forgotten when it ends: %d', async (passed, left) => {
  const { driver, book } = openBank();
  await book.perform(giveRobloxSignIn, { id: 'a', discordUserId: '1', name: 'Ann' }, { by: 'discord' });
  await runMaintenance({ book, driver, clock: () => NOON + passed });
  const { rows } = await driver.load([{ kind: 'passes_of_user', discordUserId: '1' }]);
  expect(rows.passes).toHaveLength(left);
});

test('what has expired is swept so few at a time that requests come between', async () => {
  const bank = openBank();
  const reserve = async (_: unknown, index: number) => {
    await bank.deposit({ tradeId: `t${index}`, robloxUserId: index + 1, gems: 5 });
    await bank.request({ requestId: `r${index}`, robloxUserId: index + 1, gems: 5 });
  };
  await Promise.all(Array.from({ length: 45 }, reserve));
  bank.pass(31 * MINUTE);
  const { store } = bank.driver;
  const swept: number[] = [];
  bank.driver.store = (batch) => {
    swept.push(batch.puts.withdrawals.length);
    return store(batch);
  };
  await runMaintenance({ book: bank.book, driver: bank.driver, clock: () => bank.now.at });
  expect(swept).toEqual([20, 20, 5]);
});

test('what has expired is swept behind rows that were edited, on which nobody decides', async () => {
  const bank = openBank();
  for (let member = 1; member <= 22; member += 1) {
    await bank.deposit({ tradeId: `t${member}`, robloxUserId: member, gems: 5 });
    await bank.request({ requestId: `r${member}`, robloxUserId: member, gems: 5 });
  }
  const rows = await bank.driver.rows({ table: 'withdrawals', limit: 22 });
  const others = rows.filter(({ robloxUserId }) => robloxUserId > 1);
  const edited = others.map((row) => ({ ...row, robloxUserId: 99, expiresAt: 1 }));
  await store(bank.driver, { puts: { withdrawals: edited } });
  bank.pass(31 * MINUTE);
  await runMaintenance({ book: bank.book, driver: bank.driver, clock: () => bank.now.at });
  expect([await bank.balance(1, 'gems'), await bank.balance(99, 'gems')]).toEqual([5n, 0n]);
});
