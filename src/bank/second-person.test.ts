import { expect, test } from 'bun:test';
import { type Bank, expectRefusal, expectSound, openBank } from '../../test/bank/bank.ts';
import { linkUser, unlinkUser } from '../../test/bank/link.ts';
import { DAY, MINUTE } from '../../test/bank/rules.ts';
import { CAT } from '../../test/bank/withdrawal.ts';
import { store } from '../../test/storage/samples.ts';
import { forgetMember } from './forget.ts';

/* Kim has or had the accounts 9 and 10, both of managers for a day; Lee has 8. The friend is no staff. */
const [KIM, LEE, FRIEND] = ['100000000000000009', '100000000000000008', '100000000000000007'];

async function openStaffed(): Promise<Bank> {
  const bank = openBank();
  for (const id of [8, 9, 10]) await bank.hire(id, 'manager');
  await linkUser(bank, { discordUserId: LEE, robloxUserId: 8 });
  await linkUser(bank, { discordUserId: KIM, robloxUserId: 9 });
  await bank.deposit({ tradeId: 'a', robloxUserId: 1, gems: 5 });
  bank.pass(DAY);
  return bank;
}

/** A day ago, Kim changed from the first account to the second. */
async function openMoved(): Promise<Bank> {
  const bank = await openStaffed();
  await unlinkUser(bank, KIM);
  await linkUser(bank, { discordUserId: KIM, robloxUserId: 10 });
  bank.pass(DAY);
  return bank;
}

const credit = (bank: Bank, id: string, approvedBy: string) =>
  bank.adjust(
    {
      adjustmentId: id,
      robloxUserId: 1,
      direction: 'credit',
      tellerId: 'teller-1',
      pets: [{ ...CAT, quantity: 100 }],
      reason: 'seen on video',
      approvedBy,
    },
    { by: 'staff-9' },
  );

const WAYS: { readonly [way: string]: (bank: Bank) => Promise<unknown> } = {
  'unlinked it': (bank) => unlinkUser(bank, KIM),
  'was forgotten': (bank) => bank.book.perform(forgetMember, { discordUserId: KIM }, { by: 'web' }),
  'gave it to a friend': (bank) => linkUser(bank, { discordUserId: FRIEND, robloxUserId: 9 }),
};

test.each(Object.keys(WAYS))('nobody who %s agrees to their own by another account', async (way) => {
  const bank = await openStaffed();
  await WAYS[way]?.(bank);
  await linkUser(bank, { discordUserId: KIM, robloxUserId: 10 });
  await expectRefusal(bank, 'invalid', () => credit(bank, 'a', 'staff-10'));
  bank.pass(DAY - MINUTE);
  await expectRefusal(bank, 'invalid', () => credit(bank, 'a', 'staff-10'));
  expect(await credit(bank, 'b', 'staff-8')).toMatchObject({ status: 'credited' });
  await expectSound(bank);
});

test('nor by one that they have now, whoever its row says had it last', async () => {
  const bank = await openMoved();
  const { rows } = await bank.driver.load([{ kind: 'profile', robloxUserId: 10 }]);
  const profiles = rows.profiles.map((row) => ({ ...row, lastDiscordUserId: FRIEND }));
  await store(bank.driver, { puts: { profiles } });
  await expectRefusal(bank, 'invalid', () => credit(bank, 'a', 'staff-10'));
});

test('nor by one where the row was edited that says whose the first was', async () => {
  const bank = await openMoved();
  const { rows } = await bank.driver.load([{ kind: 'profile', robloxUserId: 9 }]);
  for (const lastDiscordUserId of [FRIEND, null]) {
    const profiles = rows.profiles.map((row) => ({ ...row, lastDiscordUserId }));
    await store(bank.driver, { puts: { profiles } });
    await expectRefusal(bank, 'invalid', () => credit(bank, 'a', 'staff-10'));
  }
});

test('whoever linked an account of a manager anew agrees after a day', async () => {
  const bank = await openStaffed();
  await unlinkUser(bank, LEE);
  await linkUser(bank, { discordUserId: LEE, robloxUserId: 8 });
  await expectRefusal(bank, 'invalid', () => credit(bank, 'a', 'staff-8'));
  bank.pass(DAY);
  expect(await credit(bank, 'a', 'staff-8')).toMatchObject({ status: 'credited' });
});

test('whoever unlinks an account of a manager agrees to nothing by it', async () => {
  const bank = await openStaffed();
  await unlinkUser(bank, LEE);
  bank.pass(DAY);
  await expectRefusal(bank, 'invalid', () => credit(bank, 'a', 'staff-8'));
  // Of one that was never linked, nothing has changed.
  await unlinkUser(bank, KIM);
  expect(await credit(bank, 'b', 'staff-10')).toMatchObject({ status: 'credited' });
});
