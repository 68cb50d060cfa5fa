import { expect, test } from 'bun:test';
import { NOON, openBank } from '../../test/bank/bank.ts';
import { rulesWith, SECOND } from '../../test/bank/rules.ts';
import { computeBalanceHistory } from './history.ts';

test('the past is computed backwards from what is held now; a withdrawal counts when it leaves', async () => {
  const bank = openBank();
  await bank.deposit({
    tradeId: 'a',
    robloxUserId: 1,
    pets: [{ id: 'Cat', quantity: 3 }, { id: 'Rock' }],
    gems: 50,
  });
  bank.pass(SECOND);
  await bank.request({ requestId: 'a', robloxUserId: 1, pets: [{ id: 'Cat' }], gems: 20 });
  bank.pass(SECOND);
  const { claimed } = await bank.check({ robloxUserId: 1, claim: true });
  await bank.complete({
    tradeId: 'b',
    outcome: 'delivered',
    withdrawalId: 'w-2',
    claimToken: claimed?.claimToken ?? '',
  });
  const transactions = await bank.reads.history({ robloxUserId: 1, limit: 10 });
  const rules = rulesWith();
  expect(computeBalanceHistory(transactions, { robloxUserId: 1, gems: 30n, worth: 230n }, rules)).toEqual([
    { at: NOON, gems: 50n, value: 350n },
    { at: NOON + SECOND, gems: 50n, value: 350n },
    { at: NOON + 2 * SECOND, gems: 50n, value: 350n },
    { at: NOON + 2 * SECOND, gems: 30n, value: 230n },
  ]);
  expect(
    computeBalanceHistory(transactions.slice(0, 1), { robloxUserId: 1, gems: 30n, worth: 230n }, rules),
  ).toHaveLength(1);
});
