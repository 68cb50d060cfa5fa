import { describe, expect, test } from 'bun:test';
import { type Bank, expectRefusal, expectSound, NOON, openBank } from '../../test/bank/bank.ts';
import { confirmWith, linkUser, startWith, unlinkUser } from '../../test/bank/link.ts';
import { DAY, MINUTE } from '../../test/bank/rules.ts';
import { store } from '../../test/storage/samples.ts';

const ANN = { discordUserId: '100000000000000001', robloxUserId: 1 } as const;
const BEA = { discordUserId: '100000000000000002', robloxUserId: 1 } as const;

/** Until when the member's withdrawals wait; null for never. */
async function cooldownOf(bank: Bank): Promise<number | null> {
  const { rows } = await bank.driver.load([{ kind: 'member', robloxUserId: 1 }]);
  return rows.members[0]?.cooldownUntil ?? null;
}

async function linkOf(bank: Bank, robloxUserId = 1): Promise<string | undefined> {
  const { rows } = await bank.driver.load([{ kind: 'link_of_member', robloxUserId }]);
  return rows.links[0]?.discordUserId;
}

describe('an account that is linked to someone else', () => {
  test('moves to who proves the profile; the old Discord user is notified, a cool-down starts', async () => {
    const bank = openBank();
    await linkUser(bank, ANN);
    expect(await cooldownOf(bank)).toBeNull();
    bank.pass(MINUTE);
    await linkUser(bank, BEA);
    expect(await linkOf(bank)).toBe(BEA.discordUserId);
    expect(await cooldownOf(bank)).toBe(NOON + MINUTE + DAY);
    expect(bank.events).toMatchObject([
      { topic: 'link_taken_over', discordUserId: ANN.discordUserId, robloxUserId: 1, text: '@player1' },
    ]);
    await expectRefusal(bank, 'not_linked', () => unlinkUser(bank, ANN.discordUserId));
  });

  test('cools down also where the row of whose it was last was edited', async () => {
    const bank = openBank();
    await linkUser(bank, ANN);
    const { rows } = await bank.driver.load([{ kind: 'profile', robloxUserId: 1 }]);
    for (const lastDiscordUserId of [BEA.discordUserId, null]) {
      await store(bank.driver, {
        puts: { profiles: rows.profiles.map((row) => ({ ...row, lastDiscordUserId })) },
      });
      await linkUser(bank, BEA);
      expect(await cooldownOf(bank)).toBe(bank.now.at + DAY);
      bank.pass(MINUTE);
      await linkUser(bank, ANN);
    }
  });

  test('moves no pets: they belong to the Roblox account', async () => {
    const bank = openBank();
    await bank.deposit({ tradeId: 'a', robloxUserId: 1, gems: 5 });
    await bank.request({ requestId: 'a', robloxUserId: 1, gems: 2 });
    const balances = await bank.reads.balances({ limit: 9 });
    await linkUser(bank, ANN);
    await linkUser(bank, BEA);
    await unlinkUser(bank, BEA.discordUserId);
    expect(await bank.reads.balances({ limit: 9 })).toEqual(balances);
    const log = await bank.reads.log({ afterSeq: 2, limit: 9 });
    expect(log.map(({ kind }) => kind)).toEqual(['member_linked', 'member_linked', 'member_unlinked']);
    await expectSound(bank);
  });

  test('can be taken back, which starts the cool-down anew', async () => {
    const bank = openBank();
    await linkUser(bank, ANN);
    await linkUser(bank, BEA);
    bank.pass(DAY / 2);
    await linkUser(bank, ANN);
    expect(await cooldownOf(bank)).toBe(NOON + DAY / 2 + DAY);
  });

  test('requested by two in one commit ends with one of them', async () => {
    const bank = openBank();
    await startWith(bank, ANN);
    await startWith(bank, BEA);
    await Promise.all([confirmWith(bank, ANN), confirmWith(bank, BEA)]);
    expect(await linkOf(bank)).toBe(BEA.discordUserId);
    expect(await cooldownOf(bank)).toBe(NOON + DAY);
  });
});

test('whoever gets an account of the staff linked is told to them, but not who has it again', async () => {
  const bank = openBank();
  await bank.hire(1, 'cashier');
  const told = () => bank.events.filter(({ topic }) => topic === 'staff_linked').length;
  for (const [person, count] of [
    [ANN, 1],
    [ANN, 1],
    [BEA, 2],
  ] as const) {
    await linkUser(bank, person);
    expect(told()).toBe(count);
  }
  await unlinkUser(bank, BEA.discordUserId);
  await linkUser(bank, BEA);
  expect(told()).toBe(2);
  expect(bank.events).toContainEqual(
    expect.objectContaining({ topic: 'staff_linked', discordUserId: null, robloxUserId: 1 }),
  );
  await bank.hire(1, null);
  await linkUser(bank, ANN);
  expect(told()).toBe(2);
});

describe('an account that was unlinked', () => {
  test('and is linked by another Discord user cools down: it has changed hands', async () => {
    const bank = openBank();
    await linkUser(bank, ANN);
    await unlinkUser(bank, ANN.discordUserId);
    bank.pass(3 * DAY);
    await linkUser(bank, BEA);
    expect(await cooldownOf(bank)).toBe(NOON + 4 * DAY);
    expect(bank.events).toEqual([]);
  });

  test('and is linked by the same Discord user does not', async () => {
    const bank = openBank();
    await linkUser(bank, ANN);
    await unlinkUser(bank, ANN.discordUserId);
    bank.pass(MINUTE);
    expect(await linkUser(bank, ANN)).toMatchObject({ linkedAt: new Date(NOON + MINUTE).toISOString() });
    expect(await cooldownOf(bank)).toBeNull();
  });

  test('leaves its Discord user free for another account, without a cool-down', async () => {
    const bank = openBank();
    await linkUser(bank, ANN);
    await unlinkUser(bank, ANN.discordUserId);
    await linkUser(bank, { ...ANN, robloxUserId: 2 });
    expect(await linkOf(bank, 2)).toBe(ANN.discordUserId);
    expect(await linkOf(bank, 1)).toBeUndefined();
  });
});

test('unlinking is refused not_linked where there is no link, and forgets a code that waits', async () => {
  const bank = openBank();
  await expectRefusal(bank, 'not_linked', () => unlinkUser(bank, ANN.discordUserId));
  await linkUser(bank, ANN);
  await startWith(bank, ANN);
  expect(await unlinkUser(bank, ANN.discordUserId)).toEqual({ unlinked: true, ...ANN });
  await expectRefusal(bank, 'no_pending_verification', () => confirmWith(bank, ANN));
});

test('proving the profile again keeps the link as old as it is', async () => {
  const bank = openBank();
  const { linkedAt } = await linkUser(bank, ANN);
  bank.pass(DAY);
  expect(await linkUser(bank, ANN)).toMatchObject({ linkedAt });
  expect(await cooldownOf(bank)).toBeNull();
});
