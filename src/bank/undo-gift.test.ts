import { expect, test } from 'bun:test';
import { expectRefusal, expectSound } from '../../test/bank/bank.ts';
import { openPair, userOf } from '../../test/bank/gifts.ts';
import { DAY, rulesWith } from '../../test/bank/rules.ts';
import { toHistoryPage } from './history.ts';

test('staff undo a gift whole, and the allowance of its day comes back', async () => {
  const bank = await openPair(rulesWith({ gemsPerDay: 60 }));
  const { transactionId } = await bank.transfer({ gems: 60 });
  const undone = await bank.undo({ transactionId });
  expect(undone).toEqual({ transactionId: 't-6', seq: 6, status: 'reversed', replayed: false });
  expect(await bank.undo({ transactionId, reason: 'once more' })).toEqual({ ...undone, replayed: true });
  expect([await bank.balance(1, 'gems'), await bank.balance(2, 'gems')]).toEqual([100n, 100n]);
  await bank.request({ requestId: 'free', robloxUserId: 2, gems: 60 });
  await bank.transfer({ transferId: 'again', gems: 60 });
  await expectSound(bank);
});

test('staff undo a trade: both sides go back in one transaction, and both are told', async () => {
  const bank = await openPair();
  await bank.offer({});
  const { transactionId } = await bank.accept();
  await bank.undo({ transactionId: transactionId ?? '' });
  expect([await bank.balance(1, { id: 'Cat' }), await bank.balance(2, { id: 'Cat' })]).toEqual([10n, 0n]);
  expect([await bank.balance(1, 'gems'), await bank.balance(2, 'gems')]).toEqual([100n, 100n]);
  expect(bank.events.slice(-2)).toMatchObject([
    { topic: 'gift_undone', discordUserId: userOf(1) },
    { topic: 'gift_undone', discordUserId: userOf(2) },
  ]);
  const rows = await bank.reads.history({ robloxUserId: 2, limit: 2 });
  const [row] = toHistoryPage(rows, { robloxUserId: 2, limit: 1 }).transactions;
  expect(row).toMatchObject({ kind: 'adjustment', status: 'reversed', gems: 5, gave: { gems: 0 } });
  await bank.transfer({ gems: 100 });
  await expectSound(bank);
});

test('once the day is over it stays', async () => {
  const bank = await openPair();
  const { transactionId } = await bank.transfer({ gems: 60 });
  bank.pass(DAY);
  await expectRefusal(bank, 'invalid', () => bank.undo({ transactionId }));
});

test('what is no gift is not undone', async () => {
  const bank = await openPair();
  for (const transactionId of ['t-1', 't-99', 't-0', 'x', 't-2'])
    await expectRefusal(bank, 'invalid', () => bank.undo({ transactionId }));
});

test('more than one of the staff may move alone needs a second person', async () => {
  const bank = await openPair();
  await bank.deposit({ tradeId: 'more', robloxUserId: 1, gems: 5_000 });
  const { transactionId } = await bank.transfer({ gems: 2_000 });
  const refusal = await expectRefusal(bank, 'invalid', () => bank.undo({ transactionId }));
  expect(refusal.details.errors?.[0]?.path).toBe('approvedBy');
  bank.now.rules = { ...rulesWith(), staffAloneLimit: null };
  await bank.undo({ transactionId });
  await expectSound(bank);
});

test('nobody undoes alone what comes back to themselves', async () => {
  const bank = await openPair();
  const { transactionId } = await bank.transfer({ gems: 2 });
  await expectRefusal(bank, 'invalid', () => bank.undo({ transactionId }, { by: 'staff-1' }));
  await bank.undo({ transactionId }, { by: 'staff-2' });
});

test('what staff took away since can not be given back', async () => {
  const bank = await openPair();
  const { transactionId } = await bank.transfer({ pets: [{ id: 'Cat', quantity: 5 }] });
  await bank.adjust({
    adjustmentId: 'a',
    robloxUserId: 2,
    direction: 'debit',
    tellerId: 'teller-1',
    pets: [{ id: 'Cat', quantity: 2 }],
    reason: 'looked into',
  });
  await expectRefusal(bank, 'insufficient_pets', () => bank.undo({ transactionId }));
});
