import { describe, expect, test } from 'bun:test';
import { type Bank, expectRefusal, expectSound, openBank } from '../../test/bank/bank.ts';
import { linkUser, unlinkUser } from '../../test/bank/link.ts';
import { DAY } from '../../test/bank/rules.ts';
import { CAT } from '../../test/bank/withdrawal.ts';
import type { StaffMember } from './engine/rows.ts';
import { changeStaff } from './staff.ts';
import { verifyLedger } from './verify-ledger.ts';

const [KIM, LEE, MAX, ALT] = [9, 8, 7, 6];
const BY_ROLES = { by: 'discord' } as const;

/** A correction of Kim's that needs a second person, of member 1's account. */
const agreeTo = (bank: Bank, second: number, adjustmentId = `a-${second}`) =>
  bank.adjust(
    {
      adjustmentId,
      robloxUserId: 1,
      direction: 'credit',
      tellerId: 'teller-1',
      pets: [{ ...CAT, quantity: 11 }],
      reason: 'a test',
      approvedBy: `staff-${second}`,
    },
    { by: `staff-${KIM}` },
  );

async function openWithTeller() {
  const bank = openBank();
  await bank.deposit({ tradeId: 'a', robloxUserId: 1, gems: 1 });
  return bank;
}

describe('the table of staff', () => {
  test('has the higher of what roles and the command line gave, and tells staff of each change', async () => {
    const bank = openBank();
    await bank.hire(KIM, 'cashier');
    await bank.book.perform(changeStaff, { robloxUserId: KIM, byRoles: 'owner' }, BY_ROLES);
    await bank.book.perform(changeStaff, { robloxUserId: KIM, byRoles: 'owner' }, BY_ROLES);
    await bank.hire(KIM, null);
    await bank.book.perform(changeStaff, { robloxUserId: KIM, byRoles: null }, BY_ROLES);
    expect((await bank.reads.log({ afterSeq: 0, limit: 9 })).map(({ status }) => status)).toEqual([
      'cashier',
      'owner',
      'owner',
      'removed',
    ]);
    expect(bank.events.map(({ topic, discordUserId }) => [topic, discordUserId])).toEqual(
      Array.from({ length: 4 }, () => ['staff_changed', null]),
    );
    await expectSound(bank);
  });

  test('has nobody who never was staff', async () => {
    const bank = openBank();
    await bank.book.perform(changeStaff, { robloxUserId: KIM, byRoles: null }, BY_ROLES);
    await bank.hire(KIM, null);
    expect([await bank.reads.staff(), (await bank.reads.head()).seq]).toEqual([[], 0]);
  });

  test('is compared with the log: a row that was edited, added or lost is found', async () => {
    const bank = openBank();
    await bank.hire(KIM, 'viewer');
    await bank.hire(LEE, 'manager');
    const rows = await bank.reads.staff();
    const [first, second] = rows;
    if (!first || !second) throw new Error('two of the staff');
    const others: StaffMember[][] = [
      [{ ...first, granted: 'owner' }, second],
      [first, { ...second, managerSince: 1 }],
      [first, { ...second, tokenHash: 'ab' }],
      [...rows, { ...first, robloxUserId: ALT }],
      [first],
    ];
    for (const staff of others) {
      const reads = { ...bank.reads, staff: async () => staff };
      expect(await verifyLedger(reads)).toMatchObject({ kind: 'broken' });
    }
  });
});

describe('a second person', () => {
  test.each(['viewer', 'cashier', null] as const)('is refused with the level %p', async (level) => {
    const bank = await openWithTeller();
    await bank.hire(LEE, level);
    await expectRefusal(bank, 'invalid', () => agreeTo(bank, LEE));
  });

  test('must have been a manager for a day, where there is anybody who has', async () => {
    const bank = await openWithTeller();
    await bank.hire(KIM, 'manager');
    bank.pass(DAY);
    await bank.hire(LEE, 'manager');
    await expectRefusal(bank, 'invalid', () => agreeTo(bank, LEE));
    bank.pass(DAY - 1);
    await expectRefusal(bank, 'invalid', () => agreeTo(bank, LEE));
    bank.pass(1);
    await agreeTo(bank, LEE);
    await expectSound(bank);
  });

  test('is one of the first two, as long as nobody has been a manager for a day', async () => {
    const bank = await openWithTeller();
    for (const id of [KIM, LEE, MAX]) {
      await bank.hire(id, 'manager');
      bank.pass(1);
    }
    await agreeTo(bank, LEE);
    await expectRefusal(bank, 'invalid', () => agreeTo(bank, MAX));
  });

  test('begins anew after a time with a lower level', async () => {
    const bank = await openWithTeller();
    await bank.hire(KIM, 'manager');
    await bank.hire(LEE, 'owner');
    bank.pass(DAY);
    await bank.hire(LEE, 'cashier');
    await bank.hire(LEE, 'manager');
    await expectRefusal(bank, 'invalid', () => agreeTo(bank, LEE));
    await expectSound(bank);
  });

  test('is another human: not an account that the same Discord user has or had', async () => {
    const bank = await openWithTeller();
    const discordUserId = '100000000000000009';
    await linkUser(bank, { discordUserId, robloxUserId: KIM });
    await unlinkUser(bank, discordUserId);
    await linkUser(bank, { discordUserId, robloxUserId: ALT });
    for (const id of [KIM, ALT]) await bank.hire(id, 'manager');
    bank.pass(DAY);
    await expectRefusal(bank, 'invalid', () => agreeTo(bank, ALT));
  });
});
