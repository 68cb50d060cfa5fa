import { expect, test } from 'bun:test';
import { OTHER_TELLER, openBank } from '../../test/bank/bank.ts';
import { MINUTE, rulesWith } from '../../test/bank/rules.ts';
import { watchTellers } from './teller-watch.ts';

/** More than one page of cases. */
const HELD = 210;

test('a possible duplicate is closed once it has cleared, whatever else is on hold', async () => {
  const bank = openBank({ rules: { ...rulesWith(), depositHoldMs: 10 * MINUTE } });
  const twice = (robloxUserId: number, caller?: { by: string }) =>
    Promise.all(
      ['a', 'b'].map((name) =>
        bank.deposit({ tradeId: `${name}-${robloxUserId}`, robloxUserId, gems: 5 }, caller),
      ),
    );
  await twice(1, OTHER_TELLER);
  bank.pass(9 * MINUTE);
  await Promise.all(Array.from({ length: HELD }, (_, index) => twice(100 + index)));
  const count = async () => (await bank.reads.cases({ isOpen: true, limit: 999 })).length;
  expect(await count()).toBe(HELD + 1);
  bank.pass(MINUTE);
  const { store } = bank.driver;
  let commits = 0;
  bank.driver.store = (batch) => {
    commits += 1;
    return store(batch);
  };
  await watchTellers(bank.book, { at: bank.now.at, since: 0 });
  expect([await count(), commits]).toEqual([HELD, 1]);
  bank.pass(9 * MINUTE);
  await watchTellers(bank.book, { at: bank.now.at, since: 0 });
  expect(await count()).toBe(0);
});
