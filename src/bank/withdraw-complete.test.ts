import { describe, expect, test } from 'bun:test';
import { expectRefusal, expectSound, NOON, OTHER_TELLER, openBank, refusalOf } from '../../test/bank/bank.ts';
import { linkUser } from '../../test/bank/link.ts';
import { DAY, MINUTE } from '../../test/bank/rules.ts';
import { CAT, claimOldest, openWithRequest } from '../../test/bank/withdrawal.ts';

const TRADE = { tradeId: 'W-1' } as const;

describe('a delivery', () => {
  test('takes what was reserved out of the bank, and out of the teller', async () => {
    const bank = await openWithRequest();
    const claim = await claimOldest(bank);
    expect(await bank.complete({ ...claim, ...TRADE, outcome: 'delivered' })).toEqual({
      withdrawalId: 'w-2',
      seq: 4,
      status: 'delivered',
      transactionId: 't-4',
      previousTradeSeq: 1,
      replayed: false,
    });
    expect(await bank.stock('teller-1', CAT)).toBe(3n);
    expect(await bank.balance(1, CAT)).toBe(3n);
    expect(await bank.stock('teller-1', 'gems')).toBe(70n);
    await expectSound(bank);
  });

  test('may say what was delivered, which is all of it', async () => {
    const bank = await openWithRequest();
    const delivered = { pets: [CAT, CAT], gems: 30 };
    const answer = await bank.complete({
      ...(await claimOldest(bank)),
      ...TRADE,
      outcome: 'delivered',
      delivered,
    });
    expect(answer).toMatchObject({ status: 'delivered' });
  });

  test('reported again gives the same answer, also much later, and changes nothing', async () => {
    const bank = await openWithRequest();
    const body = { ...(await claimOldest(bank)), ...TRADE, outcome: 'delivered' } as const;
    const answer = await bank.complete(body);
    const before = bank.everything();
    bank.pass(DAY);
    expect(await bank.complete(body)).toEqual({ ...answer, replayed: true });
    expect(bank.everything()).toEqual(before);
  });

  test('has an id apart from those of deposits', async () => {
    const bank = await openWithRequest();
    const answer = await bank.complete({ ...(await claimOldest(bank)), tradeId: 'a', outcome: 'delivered' });
    expect(answer).toMatchObject({ status: 'delivered', replayed: false });
  });

  test('with the token settles after the lease too, whether that was written down or not', async () => {
    for (const isSwept of [false, true]) {
      const bank = await openWithRequest();
      const claim = await claimOldest(bank);
      bank.pass(DAY);
      if (isSwept) await bank.sweep();
      expect(await bank.complete({ ...claim, ...TRADE, outcome: 'delivered' })).toMatchObject({
        status: 'delivered',
      });
      expect(await bank.reads.cases({ isOpen: true, limit: 9 })).toEqual([]);
      await expectSound(bank);
    }
  });

  test('of a member who was frozen meanwhile, or in a bank that was halted, is recorded', async () => {
    const bank = await openWithRequest();
    const claim = await claimOldest(bank);
    await bank.freeze(1);
    await bank.halt();
    expect(await bank.complete({ ...claim, ...TRADE, outcome: 'delivered' })).toMatchObject({
      status: 'delivered',
    });
  });

  test('notifies the member', async () => {
    const bank = await openWithRequest();
    await linkUser(bank, { discordUserId: '100000000000000001', robloxUserId: 1 });
    await bank.complete({ ...(await claimOldest(bank)), ...TRADE, outcome: 'delivered' });
    expect(bank.events).toMatchObject([
      { topic: 'withdrawal_claimed' },
      { topic: 'withdrawal_delivered', discordUserId: '100000000000000001' },
    ]);
  });
});

describe('a trade that was declined', () => {
  test('puts the withdrawal back to wait, with a new expiry and at the next claim a new token', async () => {
    const bank = await openWithRequest();
    const claim = await claimOldest(bank);
    bank.pass(MINUTE);
    expect(await bank.complete({ ...claim, ...TRADE, outcome: 'declined' })).toEqual({
      withdrawalId: 'w-2',
      seq: 4,
      status: 'reserved',
      transactionId: 't-4',
      previousTradeSeq: 1,
      replayed: false,
    });
    expect(await bank.withdrawal('w-2')).toMatchObject({
      status: 'reserved',
      claim: null,
      expiresAt: NOON + 31 * MINUTE,
    });
    expect(await bank.balance(1, 'gems')).toBe(70n);
    const next = await claimOldest(bank);
    expect(next.claimToken).not.toBe(claim.claimToken);
    await expectSound(bank);
  });

  test('makes the old token worth nothing: what it says later is a case, and moves nothing', async () => {
    const bank = await openWithRequest();
    const claim = await claimOldest(bank);
    await bank.complete({ ...claim, ...TRADE, outcome: 'declined' });
    const next = await claimOldest(bank);
    await expect(bank.complete({ ...claim, tradeId: 'W-2', outcome: 'delivered' })).rejects.toMatchObject({
      code: 'lease_lost',
    });
    expect(await bank.complete({ ...next, tradeId: 'W-3', outcome: 'delivered' })).toMatchObject({
      status: 'delivered',
    });
    expect(await bank.stock('teller-1', CAT)).toBe(3n);
  });

  test('after the lease closes the case of what was uncertain', async () => {
    const bank = await openWithRequest();
    const claim = await claimOldest(bank);
    bank.pass(2 * MINUTE);
    await bank.sweep();
    expect(await bank.reads.cases({ isOpen: true, limit: 9 })).toMatchObject([{ id: 'uncertain:w-2' }]);
    await bank.complete({ ...claim, ...TRADE, outcome: 'declined' });
    expect(await bank.reads.cases({ isOpen: true, limit: 9 })).toEqual([]);
    expect(await bank.withdrawal('w-2')).toMatchObject({ status: 'reserved' });
  });
});

describe('a part that was delivered', () => {
  test('leaves the bank, and the rest returns to the balance', async () => {
    const bank = await openWithRequest();
    const delivered = { pets: [CAT], gems: 10 };
    const answer = await bank.complete({
      ...(await claimOldest(bank)),
      ...TRADE,
      outcome: 'partial',
      delivered,
    });
    expect(answer).toMatchObject({ status: 'partly_delivered', seq: 4 });
    expect(await bank.stock('teller-1', CAT)).toBe(4n);
    expect(await bank.balance(1, CAT)).toBe(4n);
    expect(await bank.balance(1, 'gems')).toBe(90n);
    expect(await bank.reads.history({ robloxUserId: 1, limit: 1 })).toMatchObject([
      { kind: 'withdrawal_delivered', status: 'partly_delivered', goods: delivered },
    ]);
    await expectSound(bank);
  });

  test('that turns out to be all of it is a delivery', async () => {
    const bank = await openWithRequest();
    const delivered = { pets: [{ ...CAT, quantity: 2 }], gems: 30 };
    const answer = await bank.complete({
      ...(await claimOldest(bank)),
      ...TRADE,
      outcome: 'partial',
      delivered,
    });
    expect(answer).toMatchObject({ status: 'delivered' });
  });
});

test('two tellers hand two withdrawals of one member over, one after the other', async () => {
  const bank = openBank();
  await bank.deposit({ tradeId: 'a', robloxUserId: 1, gems: 10 });
  await bank.deposit({ tradeId: 'a', robloxUserId: 1, pets: [CAT] }, OTHER_TELLER);
  await bank.request({ requestId: 'a', robloxUserId: 1, gems: 10 });
  await bank.request({ requestId: 'b', robloxUserId: 1, pets: [CAT] });
  const mine = await claimOldest(bank);
  const { claimed } = await bank.check({ robloxUserId: 1, claim: true }, OTHER_TELLER);
  expect(claimed).toBeNull();
  const swapped = { ...mine, tradeId: 'x', outcome: 'delivered' } as const;
  await expect(bank.complete(swapped, OTHER_TELLER)).rejects.toMatchObject({ code: 'lease_lost' });
  await bank.complete({ ...mine, ...TRADE, outcome: 'delivered' });
  const theirs = await claimOldest(bank, OTHER_TELLER);
  expect([mine.withdrawalId, theirs.withdrawalId]).toEqual(['w-3', 'w-4']);
  await bank.complete({ ...theirs, ...TRADE, outcome: 'delivered' }, OTHER_TELLER);
  expect(await bank.reads.balances({ limit: 9 })).toEqual([]);
  await expectSound(bank);
});

test('an outcome that contradicts what was delivered is invalid, moves nothing, becomes a case', async () => {
  const bank = await openWithRequest();
  const claim = await claimOldest(bank);
  const bodies = [
    { ...claim, tradeId: 'x', outcome: 'partial' },
    { ...claim, tradeId: 'y', outcome: 'partial', delivered: {} },
    { ...claim, tradeId: 'z', outcome: 'declined', delivered: { gems: 1 } },
  ] as const;
  for (const body of bodies) {
    expect((await refusalOf(() => bank.complete(body))).code).toBe('invalid');
  }
  const cases = await bank.reads.cases({ isOpen: true, limit: 9 });
  expect(cases.map((openCase) => openCase.id)).toEqual(
    bodies.map((body) => `refused:complete:teller-1:${body.tradeId}`),
  );
  await expectRefusal(bank, 'withdrawal_claimed', () => bank.cancel('w-2'));
});
