import { expect, test } from 'bun:test';
import { expectSound, OTHER_TELLER, openBank } from '../../test/bank/bank.ts';
import { DAY, MINUTE, rulesWith } from '../../test/bank/rules.ts';
import { claimOldest } from '../../test/bank/withdrawal.ts';
import { readOpenWithdrawals } from './open-withdrawals.ts';

const HOLD = 10 * MINUTE;
type Bank = ReturnType<typeof openBank>;
const deliverers = async (bank: Bank) => {
  const { withdrawals } = await bank.book.query(readOpenWithdrawals, 1, { by: 'web' });
  return withdrawals.map(({ withdrawalId, deliverableBy }) => [withdrawalId, deliverableBy]);
};

test('a withdrawal names who can hand over all of it, and counts what has cleared alone', async () => {
  const bank = openBank({ rules: { ...rulesWith(), depositHoldMs: HOLD } });
  await bank.deposit({ tradeId: 'a', robloxUserId: 1, gems: 10 });
  await bank.deposit({ tradeId: 'b', robloxUserId: 2, gems: 30 }, OTHER_TELLER);
  bank.pass(HOLD);
  await bank.deposit({ tradeId: 'c', robloxUserId: 666, gems: 100 }, { by: 'teller-3' });
  const request = { requestId: 'a', robloxUserId: 1, gems: 6 };
  const answer = await bank.request(request);
  expect(answer).toMatchObject({ deliverableBy: ['teller-1', 'teller-2'] });
  await bank.request({ requestId: 'b', robloxUserId: 2, gems: 25 });
  await bank.check({ robloxUserId: 2, claim: true }, OTHER_TELLER);
  expect(await deliverers(bank)).toEqual([['w-4', ['teller-1']]]);
  expect(await bank.request(request)).toEqual({ ...answer, replayed: true });
  bank.pass(MINUTE + 1);
  await bank.report({ gems: 10, seq: 0 });
  expect(await deliverers(bank)).toEqual([['w-4', []]]);
  bank.pass(HOLD);
  expect(await deliverers(bank)).toEqual([['w-4', ['teller-3']]]);
});

test('while it is leased, only its teller can; while nobody knows how it ended, nobody', async () => {
  const bank = openBank();
  await bank.deposit({ tradeId: 'a', robloxUserId: 1, gems: 10 });
  await bank.deposit({ tradeId: 'b', robloxUserId: 1, gems: 10 }, OTHER_TELLER);
  await bank.request({ requestId: 'a', robloxUserId: 1, gems: 10 });
  await claimOldest(bank);
  expect(await deliverers(bank)).toEqual([['w-3', ['teller-1']]]);
  bank.pass(2 * MINUTE);
  expect(await deliverers(bank)).toEqual([['w-3', []]]);
});

test('where hundreds have expired, each operation ends some, and leases nothing before', async () => {
  const bank = openBank();
  await bank.deposit({ tradeId: 'a', robloxUserId: 1, gems: 1_000 });
  const wishes = Array.from({ length: 450 }, (_, index) => ({
    requestId: `${index}`,
    robloxUserId: 1,
    gems: 2,
  }));
  await Promise.all(wishes.map((wish) => bank.request(wish)));
  bank.pass(DAY);
  const check = async () => {
    const { seq } = await bank.reads.head();
    const { claimed, gems } = await bank.check({ robloxUserId: 1, claim: true });
    return { ended: (await bank.reads.head()).seq - seq, claimed, gems };
  };
  expect(await check()).toEqual({ ended: 200, claimed: null, gems: 500 });
  await bank.request({ requestId: 'new', robloxUserId: 1, gems: 700 });
  expect(await check()).toMatchObject({ ended: 51, claimed: { gems: 700 }, gems: 300 });
  await expectSound(bank);
});
