import { describe, expect, test } from 'bun:test';
import { expectRefusal, expectSound, NEWEST, OTHER_TELLER, openBank } from '../../test/bank/bank.ts';
import { DAY, MINUTE, rulesWith, SECOND } from '../../test/bank/rules.ts';
import { CAT, claimOldest } from '../../test/bank/withdrawal.ts';
import { store } from '../../test/storage/samples.ts';
import { memberAccount, tellerAccount } from './engine/ledger.ts';
import { petKey } from './engine/pets.ts';
import { readInventory } from './inventory.ts';

const HOLD = 10 * MINUTE;
const openHolding = () => openBank({ rules: { ...rulesWith(), staffAloneLimit: null, depositHoldMs: HOLD } });
type Bank = ReturnType<typeof openHolding>;

const CATS = { robloxUserId: 1, pets: [{ ...CAT, quantity: 5 }] };
const ALL = { pets: CATS.pets };
const wish = { requestId: 'a', robloxUserId: 1, pets: [CAT] };
const inventory = (bank: Bank, robloxUserId = 1) =>
  bank.book.query(readInventory, robloxUserId, { by: 'web' });
const heldCats = async (bank: Bank): Promise<number | undefined> => (await inventory(bank)).pets[0]?.onHold;

/** Reports every 15 seconds for so long, beginning now. */
async function reportFor(bank: Bank, ms: number, report: object = { ...ALL, seq: NEWEST }): Promise<void> {
  for (let passed = 0; ; passed += 15 * SECOND) {
    await bank.report(report);
    if (passed >= ms) return;
    bank.pass(15 * SECOND);
  }
}

describe('a credit', () => {
  test("is the member's at once, and can leave once it has cleared", async () => {
    const bank = openHolding();
    const answer = await bank.deposit({ ...CATS, tradeId: 'a' });
    expect(answer).toMatchObject({ onHold: true, onHoldUntil: '2026-05-10T12:10:00.000Z' });
    expect(await inventory(bank)).toMatchObject({ pets: [{ quantity: 5, onHold: 5 }], onHold: { gems: 0 } });
    const refusal = await expectRefusal(bank, 'on_hold', () => bank.request(wish));
    const until = bank.now.at + HOLD;
    expect(refusal.details.onHold).toEqual([{ asset: petKey(CAT), amount: 5n, until, isGift: false }]);
    bank.pass(HOLD - 1);
    await expectRefusal(bank, 'on_hold', () => bank.request(wish));
    bank.pass(1);
    expect(await heldCats(bank)).toBe(0);
    await bank.request(wish);
    expect(await bank.deposit({ ...CATS, tradeId: 'a' })).toEqual({ ...answer, replayed: true });
    await expectSound(bank);
  });

  test('is not on hold where all of it waits in quarantine, or where nothing ever is', async () => {
    const bank = openHolding();
    const rock = { tradeId: 'a', robloxUserId: 1, pets: [{ id: 'Rock' }] };
    expect(await bank.deposit(rock)).toMatchObject({ onHold: false, onHoldUntil: null });
    await bank.deposit({ ...CATS, tradeId: 'b' });
    bank.now.rules = rulesWith();
    expect(await bank.deposit({ ...CATS, tradeId: 'c' })).toMatchObject({ onHold: false, onHoldUntil: null });
    expect(await heldCats(bank)).toBe(0);
    await bank.request({ ...wish, pets: [{ ...CAT, quantity: 10 }] });
  });

  test('leaves what was there before it alone', async () => {
    const bank = openHolding();
    await bank.deposit({ ...CATS, tradeId: 'a' });
    bank.pass(HOLD);
    await bank.deposit({ ...CATS, tradeId: 'b' });
    await expectRefusal(bank, 'on_hold', () => bank.request({ ...wish, pets: [{ ...CAT, quantity: 6 }] }));
    await expectRefusal(bank, 'insufficient_pets', () =>
      bank.request({ ...wish, pets: [{ ...CAT, quantity: 11 }] }),
    );
    await bank.request({ ...wish, pets: [{ ...CAT, quantity: 5 }] });
    expect(await inventory(bank)).toMatchObject({ pets: [{ quantity: 5, reserved: 5, onHold: 5 }] });
  });

  test('that comes back from a withdrawal, or that staff make, has cleared', async () => {
    const bank = openHolding();
    await bank.deposit({ ...CATS, tradeId: 'a' });
    bank.pass(HOLD);
    const { withdrawalId } = await bank.request({ ...wish, pets: [{ ...CAT, quantity: 5 }] });
    await bank.cancel(withdrawalId);
    const credit = { adjustmentId: 'a', robloxUserId: 1, direction: 'credit', reason: 'a bug' } as const;
    await bank.adjust({ ...credit, tellerId: 'teller-1', pets: [CAT] });
    expect(await heldCats(bank)).toBe(0);
    await bank.deposit({ tradeId: 'b', robloxUserId: 1, pets: [{ id: 'Unheard' }] });
    await bank.resolve({ caseId: 'quarantine:deposit:teller-1:b', resolution: 'credit', reason: 'seen' });
    await bank.request({ ...wish, requestId: 'b', pets: [{ id: 'Unheard' }, { ...CAT, quantity: 6 }] });
  });

  test('is never more on hold than what is free of it', async () => {
    const bank = openHolding();
    await bank.deposit({ ...CATS, tradeId: 'a' });
    bank.pass(MINUTE);
    await bank.deposit({ ...CATS, tradeId: 'b' });
    const debit = { robloxUserId: 1, direction: 'debit', tellerId: 'teller-1', reason: 'a bug' } as const;
    await bank.adjust({ ...debit, adjustmentId: 'a', pets: [{ ...CAT, quantity: 3 }] });
    const refusal = await expectRefusal(bank, 'on_hold', () => bank.request(wish));
    const until = bank.now.at + HOLD;
    expect(refusal.details.onHold).toMatchObject([
      { amount: 2n, until: until - MINUTE },
      { amount: 5n, until },
    ]);
    expect(await heldCats(bank)).toBe(7);
    await bank.adjust({ ...debit, adjustmentId: 'b', pets: [{ ...CAT, quantity: 7 }] });
    await bank.adjust({ ...debit, adjustmentId: 'c', direction: 'credit', pets: [CAT] });
    expect(await heldCats(bank)).toBe(0);
  });
});

describe('reports clear a credit', () => {
  test('once they have shown it for 45 seconds without a break', async () => {
    const bank = openHolding();
    await bank.deposit({ ...CATS, tradeId: 'a' });
    await reportFor(bank, 30 * SECOND);
    bank.pass(15 * SECOND - 1);
    expect(await bank.report({ ...ALL, seq: 1 })).toMatchObject({ cleared: false });
    expect(await heldCats(bank)).toBe(5);
    bank.pass(1);
    expect(await bank.report({ ...ALL, seq: 1 })).toMatchObject({ cleared: true });
    expect(await heldCats(bank)).toBe(0);
    await bank.request(wish);
  });

  test.each([
    ['without seq', { ...ALL }],
    ['with a smaller seq', { ...ALL, seq: 0 }],
    ['with a seq that was never given out', { ...ALL, seq: 9 }],
    ['that lacks goods', { seq: 1 }],
  ])('but not across one %s', async (_name, odd) => {
    const bank = openHolding();
    await bank.deposit({ ...CATS, tradeId: 'a' });
    await reportFor(bank, 30 * SECOND);
    await bank.report(odd);
    bank.pass(15 * SECOND);
    await reportFor(bank, 30 * SECOND);
    expect(await heldCats(bank)).toBe(5);
    bank.pass(15 * SECOND);
    await bank.report({ ...ALL, seq: 1 });
    expect(await heldCats(bank)).toBe(0);
  });

  test('each in its turn, also at a teller that trades every 20 seconds', async () => {
    const bank = openHolding();
    const trades = Array.from({ length: 9 }, (_, index) => index);
    for (const trade of trades) {
      const { seq } = await bank.deposit({ tradeId: `t${trade}`, robloxUserId: 10 + trade, gems: 1 });
      for (const _report of [1, 2]) {
        await bank.report({ gems: trade + 1, seq });
        bank.pass(10 * SECOND);
      }
    }
    const held = await Promise.all(
      trades.map(async (trade) => (await inventory(bank, 10 + trade)).onHold.gems),
    );
    expect(held).toEqual([0, 0, 0, 0, 0, 0, 0, 1, 1]);
  });

  test('a smaller seq breaks the runs of newer credits alone', async () => {
    const bank = openHolding();
    await bank.deposit({ ...CATS, tradeId: 'a' });
    await bank.deposit({ tradeId: 'b', robloxUserId: 2, gems: 1 });
    await reportFor(bank, 30 * SECOND, { ...ALL, gems: 1, seq: 2 });
    bank.pass(15 * SECOND);
    await bank.report({ ...ALL, gems: 1, seq: 1 });
    expect([await heldCats(bank), (await inventory(bank, 2)).onHold.gems]).toEqual([0, 1]);
  });

  test('with a surplus, and where claims explain what is missing', async () => {
    const bank = openHolding();
    await bank.deposit({ ...CATS, tradeId: 'a' });
    bank.pass(HOLD);
    await bank.request(wish);
    await claimOldest(bank);
    await bank.deposit({ tradeId: 'b', robloxUserId: 2, gems: 1 });
    await reportFor(bank, 45 * SECOND, { pets: [{ ...CAT, quantity: 4 }], gems: 7, seq: NEWEST });
    expect((await inventory(bank, 2)).onHold.gems).toBe(0);
  });

  test('also while the bank is halted and the member frozen', async () => {
    const bank = openHolding();
    await bank.deposit({ ...CATS, tradeId: 'a' });
    await bank.halt();
    await bank.freeze(1);
    await reportFor(bank, 45 * SECOND);
    expect(await heldCats(bank)).toBe(0);
  });

  test("never past the honest script, whoever has the key's other copy", async () => {
    const bank = openHolding();
    await bank.deposit({ ...CATS, tradeId: 'honest' });
    await bank.deposit({ tradeId: 'forged', robloxUserId: 666, pets: [{ ...CAT, quantity: 100 }] });
    const forged = { pets: [{ ...CAT, quantity: 105 }], seq: 2 };
    for (let reports = 0; reports < 40; reports += 1) {
      await bank.report(reports % 3 === 0 ? { ...ALL, seq: 1 } : forged);
      bank.pass(5 * SECOND);
    }
    expect((await inventory(bank, 666)).pets[0]?.onHold).toBe(100);
  });
});

describe('what a teller credited and has not cleared', () => {
  test('is handed over by nobody: neither by itself, nor by another one for it', async () => {
    const bank = openHolding();
    await bank.deposit({ tradeId: 'a', robloxUserId: 2, pets: [{ ...CAT, quantity: 100 }] }, OTHER_TELLER);
    bank.pass(HOLD);
    await bank.deposit({ tradeId: 'forged', robloxUserId: 666, pets: [{ ...CAT, quantity: 100 }] });
    const theft = { requestId: 'theft', robloxUserId: 666, pets: [{ ...CAT, quantity: 100 }] };
    await expectRefusal(bank, 'on_hold', () => bank.request(theft));
    expect(await bank.stock('teller-2', CAT)).toBe(100n);
  });

  test('takes no claim: forged stock is no stock', async () => {
    const bank = openHolding();
    await bank.deposit({ tradeId: 'a', robloxUserId: 1, gems: 10 }, OTHER_TELLER);
    bank.pass(HOLD);
    await bank.request({ requestId: 'a', robloxUserId: 1, gems: 10 });
    await bank.deposit({ tradeId: 'forged', robloxUserId: 666, gems: 1_000 });
    const answer = await bank.check({ robloxUserId: 1, claim: true });
    expect(answer).toMatchObject({ claimed: null, withdrawals: [{ deliverable: false }] });
    expect(await bank.check({ robloxUserId: 1, claim: true }, OTHER_TELLER)).toMatchObject({
      claimed: { gems: 10 },
    });
  });
});

test('a thousand forged credits make no row longer, and what they brought is all on hold', async () => {
  const bank = openHolding();
  await bank.deposit({ tradeId: 'own', robloxUserId: 1, gems: 7 });
  bank.pass(HOLD);
  for (let second = 0; second < 100; second += 1) {
    const trades = Array.from({ length: 10 }, (_, index) => `t${second}-${index}`);
    await Promise.all(trades.map((tradeId) => bank.deposit({ tradeId, robloxUserId: 1, gems: 1 })));
    bank.pass(SECOND);
  }
  const accounts = [memberAccount(1), tellerAccount('teller-1')];
  const readKeys = accounts.map((account) => ({ kind: 'balance', account, asset: 'gems' }) as const);
  const { balances } = (await bank.driver.load(readKeys)).rows;
  expect(balances.map(({ holds }) => holds?.length)).toEqual([64, 6]);
  expect(await inventory(bank)).toMatchObject({ gems: 1_007, onHold: { gems: 1_000 } });
  await bank.request({ requestId: 'a', robloxUserId: 1, gems: 7 });
  bank.pass(HOLD - 50 * SECOND);
  const { onHold } = await inventory(bank);
  expect(onHold.gems).toBeGreaterThanOrEqual(490);
  expect(onHold.gems).toBeLessThan(540);
  bank.pass(DAY);
  await bank.deposit({ tradeId: 'last', robloxUserId: 1, gems: 1 });
  const later = (await bank.driver.load(readKeys)).rows.balances;
  expect(later.map(({ holds }) => holds?.length)).toEqual([1, 1]);
});

test('what a credit brought is kept for the minute in which others are compared with it', async () => {
  const bank = openHolding();
  const contents = async () => {
    const readKey = { kind: 'balance', account: memberAccount(1), asset: 'gems' } as const;
    const [balance] = (await bank.driver.load([readKey])).rows.balances;
    return { balance, kept: balance?.holds?.map(({ content }) => content !== '') };
  };
  const isLike = async (tradeId: string, gems: number) => {
    await bank.deposit({ tradeId, robloxUserId: 1, gems });
    return (await contents()).balance?.holds?.at(-1)?.isDuplicate;
  };
  await bank.deposit({ tradeId: 'a', robloxUserId: 1, gems: 7 });
  bank.pass(MINUTE - SECOND);
  const before = (await contents()).balance?.holds ?? [];
  expect([await isLike('b', 5), await isLike('c', 7)]).toEqual([false, true]);
  expect((await contents()).kept).toEqual([true, true, true]);
  bank.pass(2 * SECOND);
  expect(await isLike('d', 7)).toBe(true);
  expect((await contents()).kept).toEqual([false, true, true, true]);
  await expectSound(bank);
  // A version of before kept it as long as the hold.
  const { balance } = await contents();
  const holds = [...before, ...(balance?.holds?.slice(1) ?? [])];
  const balances = balance ? [{ ...balance, holds }] : [];
  expect(await store(bank.driver, { puts: { balances } })).toBe('stored');
  await expectSound(bank);
});
