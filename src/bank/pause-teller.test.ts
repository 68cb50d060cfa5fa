import { expect, test } from 'bun:test';
import { expectRefusal, expectSound, NEWEST, OTHER_TELLER, openBank } from '../../test/bank/bank.ts';
import { CAT, claimOldest, openWithRequest } from '../../test/bank/withdrawal.ts';
import { pauseTeller, readTellerPause } from './pause-teller.ts';
import { tellerStatus } from './teller-card.ts';

const STAFF = { by: 'staff-9' };
const setPaused = (
  bank: Awaited<ReturnType<typeof openWithRequest>>,
  paused: boolean,
  reason = 'gone home',
) => bank.book.perform(pauseTeller, { tellerId: 'teller-1', paused, reason }, STAFF);
const statusOf = async (bank: Awaited<ReturnType<typeof openWithRequest>>) => {
  const [teller] = await bank.reads.tellers();
  return teller && tellerStatus(teller, bank.now.at);
};

test('a paused teller claims nothing and is named to nobody, until it is resumed', async () => {
  const bank = await openWithRequest();
  await bank.report({ pets: [{ ...CAT, quantity: 5 }], gems: 100, seq: NEWEST });
  expect(await setPaused(bank, true)).toEqual({ tellerId: 'teller-1', pausedReason: 'gone home' });
  expect(await statusOf(bank)).toBe('paused');
  expect(await bank.check({ robloxUserId: 1, claim: true })).toMatchObject({
    claimed: null,
    withdrawals: [{ deliverable: false }],
  });
  const request = await bank.request({ requestId: 'b', robloxUserId: 1, gems: 1 });
  expect(request.deliverableBy).toEqual([]);
  await expectSound(bank);
  expect(await setPaused(bank, false, 'back')).toEqual({ tellerId: 'teller-1', pausedReason: null });
  expect(await statusOf(bank)).toBe('online');
  expect((await bank.check({ robloxUserId: 1, claim: true })).claimed).toMatchObject({ withdrawalId: 'w-2' });
  expect(bank.events.map(({ topic }) => topic)).toContain('teller_paused');
  await expectSound(bank);
});

test('deposits, reports and what it has claimed go on', async () => {
  const bank = await openWithRequest();
  const claim = await claimOldest(bank);
  await setPaused(bank, true);
  const again = await bank.check({ robloxUserId: 1, claim: true });
  expect(again.claimed).toMatchObject({ claimToken: claim.claimToken });
  expect(await bank.complete({ ...claim, tradeId: 'd', outcome: 'delivered' })).toMatchObject({
    status: 'delivered',
  });
  expect(await bank.deposit({ tradeId: 'b', robloxUserId: 1, gems: 5 })).toMatchObject({
    status: 'credited',
  });
  await bank.report({ pets: [{ ...CAT, quantity: 3 }], gems: 75, seq: NEWEST });
  expect((await bank.book.query(readTellerPause, 'teller-1', STAFF)).pausedReason).toBe('gone home');
  await expectSound(bank);
});

test('another teller hands out what it has, and does not wait for the paused one', async () => {
  const bank = await openWithRequest();
  await bank.deposit({ tradeId: 'x', robloxUserId: 2, pets: [CAT], gems: 10 }, OTHER_TELLER);
  await bank.report({ pets: [{ ...CAT, quantity: 5 }], gems: 100, seq: NEWEST });
  expect((await bank.check({ robloxUserId: 1, claim: true }, OTHER_TELLER)).claimed).toBeNull();
  await setPaused(bank, true);
  expect((await bank.check({ robloxUserId: 1, claim: true }, OTHER_TELLER)).claimed).toMatchObject({
    gems: 10,
  });
  await expectSound(bank);
});

test.each([true, false])('repeated (%p), it changes nothing, and keeps the first reason', async (paused) => {
  const bank = await openWithRequest();
  await setPaused(bank, true);
  if (!paused) await setPaused(bank, false);
  const before = bank.everything();
  const { pausedReason } = await setPaused(bank, paused, 'another reason');
  expect(pausedReason).toBe(paused ? 'gone home' : null);
  expect(bank.everything()).toEqual(before);
});

test('a teller that the bank has never heard of holds nothing, and is not found', async () => {
  const bank = openBank();
  const wanted = { tellerId: 'teller-9', paused: true, reason: 'misspelt' };
  await expectRefusal(bank, 'not_found', () => bank.book.perform(pauseTeller, wanted, STAFF));
  await expectRefusal(bank, 'not_found', () => bank.book.query(readTellerPause, 'teller-9', STAFF));
});
