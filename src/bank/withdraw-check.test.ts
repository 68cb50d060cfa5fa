import { describe, expect, test } from 'bun:test';
import { randomBytes } from 'node:crypto';
import {
  type Bank,
  expectRefusal,
  expectSound,
  NOON,
  OTHER_TELLER,
  openBank,
  TELLER,
} from '../../test/bank/bank.ts';
import { linkUser } from '../../test/bank/link.ts';
import { MINUTE } from '../../test/bank/rules.ts';
import { CAT, claimOldest, openWithRequest } from '../../test/bank/withdrawal.ts';
import { store } from '../../test/storage/samples.ts';
import { checkWithdrawals, createClaimToken } from './withdraw-check.ts';

const CHECK = { robloxUserId: 1 } as const;
const CLAIM = { ...CHECK, claim: true } as const;
const at = (ms: number) => new Date(NOON + ms).toISOString();

describe('a check', () => {
  test('lists what the member has free, and what waits, oldest first', async () => {
    const bank = await openWithRequest();
    await bank.request({ requestId: 'b', robloxUserId: 1, gems: 5 });
    expect(await bank.check(CHECK)).toEqual({
      robloxUserId: 1,
      pets: [{ ...CAT, quantity: 3 }],
      gems: 65,
      withdrawals: [
        {
          withdrawalId: 'w-2',
          status: 'reserved',
          pets: [{ ...CAT, quantity: 2 }],
          gems: 30,
          expiresAt: at(30 * MINUTE),
          deliverable: true,
        },
        {
          withdrawalId: 'w-3',
          status: 'reserved',
          pets: [],
          gems: 5,
          expiresAt: at(30 * MINUTE),
          deliverable: true,
        },
      ],
      claimed: null,
    });
  });

  test('hands out no more than the ledger has reserved, whatever a row says that was edited', async () => {
    const { driver, deposit, withdrawal } = await openWithRequest();
    await deposit({ tradeId: 'others', robloxUserId: 2, pets: [{ ...CAT, quantity: 90 }], gems: 90 });
    const row = await withdrawal('w-2');
    if (!row?.goods.pets[0]) throw new Error('a request for cats');
    const [cats] = row.goods.pets;
    const claim = { tellerId: TELLER.by, token: 'known', leaseUntil: NOON + MINUTE };
    const edits = [
      { ...row, goods: { ...row.goods, gems: 90 } },
      { ...row, goods: { ...row.goods, pets: [{ ...cats, quantity: 90 }] } },
      { ...row, goods: { ...row.goods, gems: 90 }, status: 'claimed', claim } as const,
    ];
    for (const edited of edits) {
      await store(driver, { puts: { withdrawals: [edited] } });
      expect((await openBank({ driver }).check(CLAIM)).claimed).toBeNull();
    }
    await store(driver, { puts: { withdrawals: [row] } });
    expect((await openBank({ driver }).check(CLAIM)).claimed).toMatchObject({ withdrawalId: 'w-2' });
  });

  test('of a stranger finds nothing, and claims nothing', async () => {
    const bank = openBank();
    const empty = { robloxUserId: 7, pets: [], gems: 0, withdrawals: [], claimed: null };
    expect(await bank.check({ robloxUserId: 7, claim: true })).toEqual(empty);
    expect(bank.everything()).toEqual(new Map());
  });

  test('without a claim changes nothing', async () => {
    const bank = await openWithRequest();
    const before = bank.everything();
    await bank.check(CHECK);
    expect(bank.everything()).toEqual(before);
  });

  test('shows what is closed no more, and what is uncertain still', async () => {
    const bank = await openWithRequest();
    await claimOldest(bank);
    bank.pass(2 * MINUTE);
    expect((await bank.check(CHECK)).withdrawals).toMatchObject([
      { withdrawalId: 'w-2', status: 'uncertain' },
    ]);
    await bank.request({ requestId: 'b', robloxUserId: 1, gems: 5 });
    bank.pass(30 * MINUTE);
    expect((await bank.check(CHECK)).withdrawals).toMatchObject([
      { withdrawalId: 'w-2', status: 'uncertain' },
    ]);
    expect((await bank.check(CHECK)).gems).toBe(70);
    await expectSound(bank);
  });
});

test("a claim's token is 128 random bits", () => {
  expect(createClaimToken((length) => new Uint8Array(length).fill(255))).toBe('c-_____________________w');
  expect(createClaimToken(randomBytes)).not.toBe(createClaimToken(randomBytes));
});

describe('a claim', () => {
  test('leases the oldest withdrawal to the teller, with a token and a time', async () => {
    const bank = await openWithRequest();
    await bank.request({ requestId: 'b', robloxUserId: 1, gems: 5 });
    const { claimed, withdrawals } = await bank.check(CLAIM);
    expect(claimed).toEqual({
      withdrawalId: 'w-2',
      claimToken: 'token-1',
      leaseUntil: at(2 * MINUTE),
      pets: [{ ...CAT, quantity: 2 }],
      gems: 30,
    });
    expect(withdrawals.map((withdrawal) => withdrawal.status)).toEqual(['claimed', 'reserved']);
  });

  test('returns the same token again while the lease lives, and writes nothing', async () => {
    const bank = await openWithRequest();
    const { claimed } = await bank.check(CLAIM);
    const before = bank.everything();
    bank.pass(2 * MINUTE - 1);
    expect((await bank.check(CLAIM)).claimed).toEqual(claimed);
    expect(bank.everything()).toEqual(before);
  });

  test('of before tokens were random keeps its token, and ends by it', async () => {
    const bank = await openWithRequest();
    await bank.book.perform(checkWithdrawals, { ...CHECK, claim: { token: 'c-3' } }, TELLER);
    const { withdrawalId, claimToken } = await claimOldest(bank);
    expect(claimToken).toBe('c-3');
    const end = { withdrawalId, claimToken, tradeId: 'x', outcome: 'delivered' } as const;
    expect(await bank.complete(end)).toMatchObject({ status: 'delivered' });
  });

  test('notifies the member, who has to be in the game now, once', async () => {
    const bank = await openWithRequest();
    await linkUser(bank, { discordUserId: '100000000000000001', robloxUserId: 1 });
    await bank.check(CLAIM);
    await bank.check(CLAIM);
    expect(bank.events).toMatchObject([
      { topic: 'withdrawal_claimed', discordUserId: '100000000000000001', goods: { gems: 30 } },
    ]);
  });

  test('ends just when the lease does: then nothing is claimed, and nothing returned', async () => {
    const bank = await openWithRequest();
    await bank.check(CLAIM);
    bank.pass(2 * MINUTE);
    expect((await bank.check(CLAIM)).claimed).toBeNull();
    expect(await bank.withdrawal('w-2')).toMatchObject({ status: 'uncertain', claim: { token: 'token-1' } });
    expect(await bank.balance(1, 'gems')).toBe(70n);
  });

  test('keeps another teller out, also one that holds the goods', async () => {
    const bank = await openWithRequest();
    await bank.deposit(
      { tradeId: 'b', robloxUserId: 9, pets: [{ ...CAT, quantity: 9 }], gems: 900 },
      OTHER_TELLER,
    );
    await bank.check(CLAIM);
    const { claimed, withdrawals } = await bank.check(CLAIM, OTHER_TELLER);
    expect(claimed).toBeNull();
    expect(withdrawals).toMatchObject([{ withdrawalId: 'w-2', status: 'claimed' }]);
  });

  test('may be made up to the expiry, and not at it', async () => {
    const bank = await openWithRequest();
    bank.pass(30 * MINUTE - 1);
    expect((await bank.check(CLAIM)).claimed).toMatchObject({ withdrawalId: 'w-2' });
    const late = await openWithRequest();
    late.pass(30 * MINUTE);
    expect(await late.check(CLAIM)).toMatchObject({ claimed: null, withdrawals: [], gems: 100 });
    expect(await late.withdrawal('w-2')).toMatchObject({ status: 'expired' });
    await expectSound(late);
  });

  test.each(['halted', 'frozen'] as const)(
    'is refused while %s; one that was made before goes on',
    async (code) => {
      const bank = await openWithRequest();
      const close = () => (code === 'halted' ? bank.halt() : bank.freeze(1));
      const other = await openWithRequest();
      const { claimToken } = await claimOldest(bank);
      await close();
      expect((await bank.check(CLAIM)).claimed).toMatchObject({ claimToken });
      await (code === 'halted' ? other.halt() : other.freeze(1));
      await expectRefusal(other, code, () => other.check(CLAIM));
      expect(await other.check(CHECK)).toMatchObject({ withdrawals: [{ deliverable: true }] });
    },
  );

  test('is refused halted before it is refused frozen', async () => {
    const bank = await openWithRequest();
    await bank.freeze(1);
    await bank.halt();
    await expectRefusal(bank, 'halted', () => bank.check(CLAIM));
  });
});

describe('a withdrawal is deliverable', () => {
  const isDeliverable = async (
    bank: Awaited<ReturnType<typeof openWithRequest>>,
    teller = { by: 'teller-1' },
  ) => (await bank.check(CHECK, teller)).withdrawals.map((withdrawal) => withdrawal.deliverable);

  test('where the teller holds all of it, whoever brought it', async () => {
    const bank = await openWithRequest();
    expect(await isDeliverable(bank, OTHER_TELLER)).toEqual([false]);
    await bank.deposit({ tradeId: 'b', robloxUserId: 9, pets: [CAT], gems: 30 }, OTHER_TELLER);
    expect(await isDeliverable(bank, OTHER_TELLER)).toEqual([false]);
    await bank.deposit({ tradeId: 'c', robloxUserId: 9, pets: [CAT] }, OTHER_TELLER);
    expect(await isDeliverable(bank, OTHER_TELLER)).toEqual([true]);
    expect(await claimOldest(bank, OTHER_TELLER)).toMatchObject({ withdrawalId: 'w-2' });
  });

  test("not where the teller's other claims may need it, uncertain ones too", async () => {
    const bank = openBank();
    for (const robloxUserId of [1, 2]) {
      await bank.deposit({ tradeId: `d${robloxUserId}`, robloxUserId, gems: 100 });
      await bank.deposit({ tradeId: `e${robloxUserId}`, robloxUserId, gems: 100 }, OTHER_TELLER);
      await bank.request({ requestId: `r${robloxUserId}`, robloxUserId, gems: 150 });
    }
    await bank.report({ gems: 200 }, OTHER_TELLER);
    const [{ withdrawals: before }] = [await bank.check({ robloxUserId: 2 })];
    expect(before).toMatchObject([{ deliverable: true }]);
    await bank.check(CLAIM);
    for (const wait of [0, 2 * MINUTE]) {
      bank.pass(wait);
      const { withdrawals, claimed } = await bank.check({ robloxUserId: 2, claim: true });
      expect(withdrawals).toMatchObject([{ deliverable: false }]);
      expect(claimed).toBeNull();
    }
    expect((await bank.check({ robloxUserId: 2, claim: true }, OTHER_TELLER)).claimed).toMatchObject({
      gems: 150,
    });
  });

  test('and an older one that another teller at hand has all of lets a younger one go first', async () => {
    const bank = await openWithRequest();
    await bank.deposit({ tradeId: 'b', robloxUserId: 1, gems: 10 }, OTHER_TELLER);
    await bank.request({ requestId: 'b', robloxUserId: 1, gems: 10 });
    await bank.report({ pets: [{ ...CAT, quantity: 5 }], gems: 100 });
    expect(await claimOldest(bank, OTHER_TELLER)).toMatchObject({ withdrawalId: 'w-4' });
  });
});

describe('a withdrawal that staff chose', () => {
  const claim = async (withdrawalId: string, bank: Bank) =>
    (
      await bank.book.perform(
        checkWithdrawals,
        { ...CHECK, claim: { token: 'chosen', withdrawalId } },
        TELLER,
      )
    ).claimed;

  test('is claimed before an older one, and no other in its place', async () => {
    const bank = await openWithRequest();
    await bank.request({ requestId: 'b', robloxUserId: 1, gems: 5 });
    expect(await claim('w-9', bank)).toBeNull();
    expect(await claim('w-3', bank)).toMatchObject({ withdrawalId: 'w-3', gems: 5 });
    await expectSound(bank);
  });

  test('waits while the teller holds a claim: that one is returned again', async () => {
    const bank = await openWithRequest();
    await bank.request({ requestId: 'b', robloxUserId: 1, gems: 5 });
    await claimOldest(bank);
    expect(await claim('w-3', bank)).toMatchObject({ withdrawalId: 'w-2' });
  });
});
