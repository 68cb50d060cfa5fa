import { describe, expect, test } from 'bun:test';
import {
  type Bank,
  expectRefusal,
  expectSound,
  NEWEST,
  NOON,
  OTHER_TELLER,
  openBank,
  TELLER,
} from '../../test/bank/bank.ts';
import { linkUser } from '../../test/bank/link.ts';
import { MINUTE, rulesWith } from '../../test/bank/rules.ts';
import { CAT } from '../../test/bank/withdrawal.ts';
import { hashTransaction } from './engine/ledger.ts';
import { verifyLedger } from './verify-ledger.ts';
import { checkWithdrawals } from './withdraw-check.ts';

const CLAIM = { robloxUserId: 1, claim: true } as const;
const cats = (quantity: number) => [{ ...CAT, quantity }];
const THIRD = { by: 'teller-3' } as const;

/**
 * teller-1 has three cats and 100 gems, teller-2 four cats. Member 1 owns all of it, and has requested `w-3`:
 * five cats and 60 gems, which neither has.
 */
async function openSplit(bank = openBank()): Promise<Bank> {
  await bank.deposit({ tradeId: 'a', robloxUserId: 1, pets: cats(3), gems: 100 });
  await bank.deposit({ tradeId: 'b', robloxUserId: 1, pets: cats(4) }, OTHER_TELLER);
  await bank.request({ requestId: 'r', robloxUserId: 1, pets: cats(5), gems: 60 });
  return bank;
}

const list = async (bank: Bank) =>
  (await bank.check({ robloxUserId: 1 })).withdrawals.map(({ withdrawalId, status, pets, gems }) => [
    withdrawalId,
    status,
    pets[0]?.quantity ?? 0,
    gems,
  ]);

const complete = async (bank: Bank, outcome: 'delivered' | 'declined', caller: { by: string } = TELLER) => {
  const { claimed } = await bank.check(CLAIM, caller);
  const { withdrawalId = '', claimToken = '' } = claimed ?? {};
  return bank.complete({ withdrawalId, claimToken, tradeId: `${bank.now.at}`, outcome }, caller);
};

describe('a withdrawal that no teller has all of', () => {
  test('is split by a claim: the id keeps what the teller has, the rest waits by itself', async () => {
    const bank = await openSplit();
    expect((await bank.check({ robloxUserId: 1 })).withdrawals).toMatchObject([{ deliverable: false }]);
    const { claimed, withdrawals } = await bank.check(CLAIM);
    expect(claimed).toMatchObject({ withdrawalId: 'w-3', pets: cats(3), gems: 60 });
    expect(withdrawals).toMatchObject([
      { withdrawalId: 'w-3', status: 'claimed', pets: cats(3), gems: 60, deliverable: true },
      { withdrawalId: 'w-4', status: 'reserved', pets: cats(2), gems: 0, deliverable: false },
    ]);
    expect(withdrawals[1]?.expiresAt).toBe(withdrawals[0]?.expiresAt ?? '');
    const log = await bank.reads.log({ afterSeq: 3, limit: 9 });
    const about = { robloxUserId: 1, tellerId: 'teller-1', withdrawalId: 'w-3', by: 'teller-1' };
    const entry = { asset: expect.any(String), from: 'reserved:w-3', to: 'reserved:w-4', amount: 2n };
    expect(log).toMatchObject([
      { ...about, kind: 'withdrawal_split', goods: { pets: cats(2), gems: 0 }, entries: [entry] },
      { ...about, kind: 'withdrawal_claimed', goods: { pets: cats(3), gems: 60 }, entries: [] },
    ]);
    await expectSound(bank);
  });

  test('comes whole in the end, from one teller after the other', async () => {
    const bank = await openSplit();
    expect(await complete(bank, 'delivered')).toMatchObject({ withdrawalId: 'w-3', status: 'delivered' });
    expect(await complete(bank, 'delivered', OTHER_TELLER)).toMatchObject({
      withdrawalId: 'w-4',
      status: 'delivered',
    });
    expect([await bank.stock('teller-1', CAT), await bank.stock('teller-2', CAT)]).toEqual([0n, 2n]);
    expect([await bank.balance(1, CAT), await bank.balance(1, 'gems')]).toEqual([2n, 40n]);
    await expectSound(bank);
  });

  test('is split in one commit, and claimed again under the same token without another split', async () => {
    const bank = await openSplit();
    const { claimed } = await bank.check(CLAIM);
    const before = bank.everything();
    expect((await bank.check(CLAIM)).claimed).toEqual(claimed);
    expect((await bank.check(CLAIM, OTHER_TELLER)).claimed).toBeNull();
    expect(bank.everything()).toEqual(before);
  });

  test('is not split by a teller that has nothing of it, or may hand over nothing of it', async () => {
    const bank = await openSplit();
    const before = bank.everything();
    expect((await bank.check(CLAIM, THIRD)).claimed).toBeNull();
    expect(bank.everything()).toEqual(before);
  });

  test('is not split by a check without a claim', async () => {
    const bank = await openSplit();
    const before = bank.everything();
    await bank.check({ robloxUserId: 1 });
    expect(bank.everything()).toEqual(before);
  });

  test('notifies the member once, that it comes in two parts', async () => {
    const bank = await openSplit();
    await linkUser(bank, { discordUserId: '100000000000000001', robloxUserId: 1 });
    await bank.check(CLAIM);
    await bank.check(CLAIM);
    const part = { pets: cats(3), gems: 60 };
    expect(bank.events).toMatchObject([{ topic: 'withdrawal_split', robloxUserId: 1, goods: part }]);
  });

  test('is claimed again from a part, and split again where that must be', async () => {
    const bank = await openSplit();
    await bank.deposit({ tradeId: 'c', robloxUserId: 9, pets: cats(1) }, THIRD);
    await complete(bank, 'delivered');
    expect((await bank.check(CLAIM, THIRD)).claimed).toMatchObject({ withdrawalId: 'w-5', pets: cats(1) });
    expect(await list(bank)).toEqual([
      ['w-5', 'claimed', 1, 0],
      ['w-8', 'reserved', 1, 0],
    ]);
    await expectSound(bank);
  });
});

test('a row of the log that is called a split and moves something elsewhere is found', async () => {
  const bank = await openSplit();
  await bank.check(CLAIM);
  const log: typeof bank.reads.log = async (page) =>
    (await bank.reads.log(page)).map((row) => {
      if (row.kind !== 'withdrawal_split') return row;
      const forged = { ...row, entries: row.entries.map((entry) => ({ ...entry, to: 'member:9' })) };
      return { ...forged, hash: hashTransaction(row.previousHash, forged) };
    });
  expect(await verifyLedger({ ...bank.reads, log })).toMatchObject({
    kind: 'broken',
    firstError: { seq: 4, what: 'it moves something else than from reserved:w-3 to reserved:w-4' },
  });
});

describe('a teller that has all of it', () => {
  /** teller-3 has it all; teller-1 claims this long after teller-3's report. */
  const claimAfter = async (ms: number, given: (bank: Bank) => Promise<unknown> = async () => null) => {
    const bank = await openSplit();
    await bank.deposit({ tradeId: 'c', robloxUserId: 9, pets: cats(5), gems: 60 }, THIRD);
    await bank.report({ pets: cats(5), gems: 60, seq: NEWEST }, THIRD);
    await given(bank);
    bank.pass(ms);
    const { claimed } = await bank.check(CLAIM);
    await expectSound(bank);
    return claimed?.pets[0]?.quantity ?? null;
  };

  test('is waited for while its last report is not five minutes old', async () => {
    expect(await claimAfter(5 * MINUTE)).toBeNull();
    expect(await claimAfter(5 * MINUTE + 1)).toBe(3);
  });

  test('is not waited for where it never reports, as those that trade by hand', async () => {
    const bank = await openSplit();
    await bank.deposit({ tradeId: 'c', robloxUserId: 9, pets: cats(5), gems: 60 }, { by: 'hand' });
    expect((await bank.check(CLAIM)).claimed).toMatchObject({ pets: cats(3) });
  });

  test('is not waited for while another claim needs what it has', async () => {
    const claimOther = async (bank: Bank) => {
      await bank.request({ requestId: 's', robloxUserId: 9, pets: cats(1) });
      await bank.check({ robloxUserId: 9, claim: true }, THIRD);
    };
    expect(await claimAfter(0, claimOther)).toBe(3);
  });

  test('is not waited for while it does not know its own trades', async () => {
    const contradict = async (bank: Bank) => {
      bank.pass(61_000);
      await bank.report({ pets: cats(5), gems: 60, seq: 1 }, THIRD);
    };
    expect(await claimAfter(0, contradict)).toBe(3);
  });

  test('is not waited for while some of it is paused there', async () => {
    const pause = async (bank: Bank) => {
      for (const _ of [1, 2]) await bank.report({ pets: cats(5), gems: 0, seq: NEWEST }, THIRD);
    };
    expect(await claimAfter(0, pause)).toBe(3);
  });

  test('is not waited for while what it has is on hold, and a part on hold is not handed over', async () => {
    const bank = await openSplit(openBank({ rules: rulesWith() }));
    bank.now.rules = { ...bank.now.rules, depositHoldMs: 10 * MINUTE };
    await bank.deposit({ tradeId: 'c', robloxUserId: 9, pets: cats(5), gems: 60 }, THIRD);
    await bank.report({ pets: cats(5), gems: 60 }, THIRD);
    expect((await bank.check(CLAIM, THIRD)).claimed).toBeNull();
    expect((await bank.check(CLAIM)).claimed).toMatchObject({ pets: cats(3) });
  });
});

describe('the rest of a withdrawal', () => {
  test('stands at the place of the first, before what was requested after it', async () => {
    const bank = await openSplit();
    await bank.request({ requestId: 's', robloxUserId: 1, pets: cats(1) });
    await complete(bank, 'delivered');
    expect(await list(bank)).toEqual([
      ['w-5', 'reserved', 2, 0],
      ['w-4', 'reserved', 1, 0],
    ]);
    expect((await bank.check(CLAIM, OTHER_TELLER)).claimed).toMatchObject({ withdrawalId: 'w-5' });
  });

  test('comes first also where it must be split, and a younger one could be claimed whole', async () => {
    const bank = await openSplit();
    await bank.request({ requestId: 's', robloxUserId: 1, gems: 5 });
    expect((await bank.check(CLAIM)).claimed).toMatchObject({ withdrawalId: 'w-3', pets: cats(3), gems: 60 });
  });

  test('can be cancelled, and only it comes back', async () => {
    const bank = await openSplit();
    await complete(bank, 'delivered');
    expect(await bank.cancel('w-4')).toEqual({ withdrawalId: 'w-4', status: 'cancelled' });
    expect(await bank.balance(1, CAT)).toBe(4n);
    await expectSound(bank);
  });

  test('expires when the first would have, and only it comes back', async () => {
    const bank = await openSplit();
    bank.pass(20 * MINUTE);
    await bank.check(CLAIM);
    bank.pass(10 * MINUTE - 1);
    await bank.sweep();
    expect(await list(bank)).toEqual([
      ['w-3', 'uncertain', 3, 60],
      ['w-4', 'reserved', 2, 0],
    ]);
    bank.pass(1);
    await bank.sweep();
    expect(await list(bank)).toEqual([['w-3', 'uncertain', 3, 60]]);
    expect(await bank.balance(1, CAT)).toBe(4n);
    await expectSound(bank);
  });

  test('counts as open, and is refused for no limit', async () => {
    const bank = openBank();
    bank.setLimits({ openWithdrawals: 1, petsPerDay: 5, petsPerTrade: 5 });
    await openSplit(bank);
    expect((await bank.check(CLAIM)).claimed).toMatchObject({ pets: cats(3) });
    const wish = { requestId: 's', robloxUserId: 1, gems: 1 };
    bank.setLimits({ openWithdrawals: 2, petsPerDay: 5 });
    const refusal = await expectRefusal(bank, 'limit_exceeded', () => bank.request(wish));
    expect(refusal.details.breach).toMatchObject({ limit: 'LIMIT_OPEN_WITHDRAWALS', used: 2n });
  });

  test("counts against the day's allowance once, and gives it back when it ends", async () => {
    const bank = openBank();
    bank.setLimits({ petsPerDay: 5, openWithdrawals: 0 });
    await openSplit(bank);
    await complete(bank, 'delivered');
    const wish = { requestId: 's', robloxUserId: 1, pets: cats(2) };
    await expectRefusal(bank, 'limit_exceeded', () => bank.request(wish));
    await bank.cancel('w-4');
    expect(await bank.request(wish)).toMatchObject({ status: 'reserved' });
  });

  test('is not joined again when the part is declined', async () => {
    const bank = await openSplit();
    await complete(bank, 'declined');
    expect(await list(bank)).toEqual([
      ['w-3', 'reserved', 3, 60],
      ['w-4', 'reserved', 2, 0],
    ]);
    await bank.deposit({ tradeId: 'c', robloxUserId: 9, pets: cats(9), gems: 900 }, THIRD);
    expect((await bank.check(CLAIM, THIRD)).claimed).toMatchObject({ withdrawalId: 'w-3', pets: cats(3) });
    await expectSound(bank);
  });

  test('leaves the answer to the request as it was', async () => {
    const bank = await openSplit();
    await complete(bank, 'delivered');
    const again = await bank.request({ requestId: 'r', robloxUserId: 1, pets: cats(5), gems: 60 });
    expect(again).toEqual({
      withdrawalId: 'w-3',
      seq: 3,
      status: 'reserved',
      pets: cats(5),
      gems: 60,
      expiresAt: new Date(NOON + 30 * MINUTE).toISOString(),
      deliverableBy: [],
      replayed: true,
    });
  });

  test('may be chosen by staff before the part, and is split again where they have too little', async () => {
    const bank = await openSplit();
    await complete(bank, 'declined');
    await bank.deposit({ tradeId: 'c', robloxUserId: 9, pets: cats(1) }, THIRD);
    const claim = { token: 'chosen', withdrawalId: 'w-4' };
    const { claimed } = await bank.book.perform(checkWithdrawals, { robloxUserId: 1, claim }, THIRD);
    expect(claimed).toMatchObject({ withdrawalId: 'w-4', pets: cats(1) });
    expect(await list(bank)).toMatchObject([
      ['w-3', 'reserved', 3, 60],
      ['w-4', 'claimed', 1, 0],
      [expect.any(String), 'reserved', 1, 0],
    ]);
  });
});
