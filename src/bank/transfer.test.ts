import { describe, expect, test } from 'bun:test';
import { expectRefusal, expectSound, OTHER_TELLER } from '../../test/bank/bank.ts';
import { openPair, userOf } from '../../test/bank/gifts.ts';
import { linkUser, unlinkUser } from '../../test/bank/link.ts';
import { DAY, MINUTE, rulesWith } from '../../test/bank/rules.ts';
import type { RefusalCode } from './engine/refusal.ts';
import { toHistoryPage } from './history.ts';

type Pair = Awaited<ReturnType<typeof openPair>>;

const historyOf = async (bank: Pair, robloxUserId: number) => {
  const rows = await bank.reads.history({ robloxUserId, limit: 11 });
  return toHistoryPage(rows, { robloxUserId, limit: 10 }).transactions;
};

test('a gift is at its receiver at once, in both histories, and both are told', async () => {
  const bank = await openPair();
  const answer = await bank.transfer({ pets: [{ id: 'Cat', quantity: 3 }], gems: 7 });
  expect(answer).toEqual({ transactionId: 't-5', seq: 5, status: 'transferred', replayed: false });
  expect(await bank.balance(1, { id: 'Cat' })).toBe(7n);
  expect(await bank.balance(2, { id: 'Cat' })).toBe(3n);
  expect([await bank.balance(1, 'gems'), await bank.balance(2, 'gems')]).toEqual([93n, 107n]);
  const goods = { pets: [{ id: 'Cat', variant: 'normal', shiny: false, quantity: 3 }], gems: 7 };
  expect((await historyOf(bank, 1))[0]).toMatchObject({
    kind: 'transfer',
    status: 'sent',
    seq: 5,
    otherRobloxUserId: 2,
    ...goods,
  });
  expect((await historyOf(bank, 2))[0]).toMatchObject({
    kind: 'transfer',
    status: 'received',
    seq: 5,
    otherRobloxUserId: 1,
    ...goods,
  });
  expect(bank.events.slice(-2)).toMatchObject([
    { topic: 'transfer_sent', discordUserId: userOf(1), goods },
    { topic: 'transfer_received', discordUserId: userOf(2), goods },
  ]);
  await expectSound(bank);
});

test('asked again, it is the same gift; with other content it is refused', async () => {
  const bank = await openPair();
  const first = await bank.transfer({ gems: 7 });
  expect(await bank.transfer({ gems: 7 })).toEqual({ ...first, replayed: true });
  expect(await bank.balance(2, 'gems')).toBe(107n);
  await bank.halt();
  await expectRefusal(bank, 'request_reused', () => bank.transfer({ gems: 8 }));
  expect((await bank.transfer({ gems: 7 })).replayed).toBe(true);
});

test("another key's id is its own", async () => {
  const bank = await openPair();
  await bank.transfer({ gems: 7 });
  expect(await bank.transfer({ gems: 8 }, OTHER_TELLER)).toMatchObject({ replayed: false });
});

test('what was given is on hold for a day, and then is as any other', async () => {
  const bank = await openPair();
  await bank.transfer({ gems: 50 });
  const back = { transferId: 'back', fromRobloxUserId: 2, toRobloxUserId: 1, gems: 101 };
  const refusal = await expectRefusal(bank, 'on_hold', () => bank.transfer(back));
  const until = bank.now.at + DAY;
  expect(refusal.details.onHold).toEqual([{ asset: 'gems', amount: 50n, until, isGift: true }]);
  await expectRefusal(bank, 'on_hold', () => bank.request({ requestId: 'out', robloxUserId: 2, gems: 101 }));
  await bank.request({ requestId: 'own', robloxUserId: 2, gems: 100 });
  bank.pass(DAY);
  await bank.request({ requestId: 'out', robloxUserId: 2, gems: 50 });
  await expectSound(bank);
});

test('no hold is kept where GIFT_HOLD_SECONDS is 0, and all of it is off where it is null', async () => {
  const bank = await openPair({ ...rulesWith(), giftHoldMs: 0 });
  await bank.transfer({ gems: 50 });
  await bank.request({ requestId: 'out', robloxUserId: 2, gems: 150 });
  bank.now.rules = { ...rulesWith(), giftHoldMs: null };
  await expectRefusal(bank, 'not_found', () => bank.transfer({ gems: 50 }));
  await expectSound(bank);
});

test('what a reservation held is there to give once it has expired', async () => {
  const bank = await openPair();
  await bank.request({ requestId: 'all', robloxUserId: 1, gems: 100 });
  await expectRefusal(bank, 'insufficient_gems', () => bank.transfer({ gems: 1 }));
  bank.pass(30 * MINUTE);
  await bank.transfer({ gems: 100 });
  await expectSound(bank);
});

test('many small gifts keep a balance small, and none clears sooner for it', async () => {
  const bank = await openPair();
  for (let index = 0; index < 70; index += 1) {
    await bank.transfer({ transferId: `g-${index}`, gems: 1 });
    bank.pass(1_000);
  }
  const back = { fromRobloxUserId: 2, toRobloxUserId: 1 };
  await expectRefusal(bank, 'on_hold', () => bank.transfer({ transferId: 'x', ...back, gems: 101 }));
  await expectSound(bank);
  bank.pass(DAY);
  await bank.transfer({ transferId: 'y', ...back, gems: 170 });
  await expectSound(bank);
});

/** Each is wrong in every later way too, where it can be. */
const REFUSALS: readonly [RefusalCode, string, (bank: Pair) => Promise<unknown>, RegExp?][] = [
  ['halted', 'the bank is halted', (bank) => bank.halt()],
  ['invalid', 'it goes to the giver', async () => undefined],
  ['frozen', 'the giver is frozen', (bank) => bank.freeze(1)],
  ['frozen', 'the receiver is frozen', (bank) => bank.freeze(2)],
  ['not_linked', "the giver is nobody's", (bank) => unlinkUser(bank, userOf(1))],
  ['not_linked', "the receiver is nobody's", (bank) => unlinkUser(bank, userOf(2))],
  ['link_cooldown', 'the giver has changed hands', coolDown],
  ['limit_exceeded', 'it is more than one trade may be', async () => undefined],
  ['insufficient_gems', 'the giver has less', async (bank) => bank.setLimits({})],
  ['on_hold', 'not all of it has cleared', receiveSome],
];

async function coolDown(bank: Pair): Promise<void> {
  bank.now.rules = { ...bank.now.rules, linkCooldownMs: DAY };
  await linkUser(bank, { robloxUserId: 1, discordUserId: '100000000000000009' });
}

/** 100 gems have cleared, and 900 more are on hold. */
async function receiveSome(bank: Pair): Promise<void> {
  bank.setLimits({});
  await bank.deposit({ tradeId: 'more', robloxUserId: 2, gems: 1_000 });
  await bank.transfer({ transferId: 'more', fromRobloxUserId: 2, toRobloxUserId: 1, gems: 900 });
}

describe('a gift is refused, and nothing changes', () => {
  for (const [code, why, prepare] of REFUSALS) {
    test(`${code}: ${why}`, async () => {
      const bank = await openPair(rulesWith({ gemsPerTrade: 100 }));
      await prepare(bank);
      const discordUserId = why.includes('changed hands') ? '100000000000000009' : userOf(1);
      const gems = code === 'on_hold' || code === 'insufficient_gems' ? 101 : 2_000;
      const toRobloxUserId = code === 'halted' || code === 'invalid' ? 1 : 2;
      await expectRefusal(bank, code, () => bank.transfer({ gems, toRobloxUserId, discordUserId }));
    });
  }
});

test('limits are those of a trade, of the day, and of what the receiver may hold', async () => {
  const bank = await openPair();
  const breachOf = async (given: Parameters<Pair['transfer']>[0]) =>
    (await expectRefusal(bank, 'limit_exceeded', () => bank.transfer(given))).details;
  bank.setLimits({ petsPerTrade: 1 });
  expect((await breachOf({ pets: [{ id: 'Cat', quantity: 2 }] })).breach?.limit).toBe('LIMIT_PETS_PER_TRADE');
  bank.setLimits({ gemsPerDay: 10 });
  await bank.transfer({ transferId: 'a', gems: 6 });
  await bank.request({ requestId: 'a', robloxUserId: 1, gems: 3 });
  expect((await breachOf({ transferId: 'b', gems: 2 })).breach).toMatchObject({
    limit: 'LIMIT_GEMS_PER_DAY',
    used: 9n,
    requested: 2n,
  });
  bank.setLimits({ gemsHeld: 110 });
  expect(await breachOf({ transferId: 'b', gems: 5 })).toMatchObject({
    breach: { limit: 'LIMIT_GEMS_HELD', used: 106n },
    party: { side: 'to', robloxUserId: 2 },
  });
  await bank.transfer({ transferId: 'b', gems: 4 });
  await expectSound(bank);
});
