import { expect, test } from 'bun:test';
import { type Bank, openBank } from '../../test/bank/bank.ts';
import { linkUser } from '../../test/bank/link.ts';
import { MINUTE } from '../../test/bank/rules.ts';
import { batchOn, loadBank, rowsOf, store } from '../../test/storage/samples.ts';
import type { StaffMember } from '../bank/engine/rows.ts';
import { readStaffMember } from '../bank/staff.ts';
import { openLedgerCheck } from './ledger-check.ts';
import { createRightsCheck } from './rights-check.ts';

/** Checks of rights whose findings reach staff; the whole ledger is checked so often, with 0 never. */
function openChecks(bank: Bank, intervalMs = 1_000) {
  const { tell, takeBack, health } = openLedgerCheck(
    {
      ...bank,
      metrics: { watchLedgerCheck: () => undefined },
      clock: () => bank.now.at,
      log: { error: () => undefined },
      isWhole: () => true,
    },
    intervalMs,
  );
  const clock = () => bank.now.at;
  const check = createRightsCheck({ ...bank, clock, findRowError: bank.book.findRowError, tell, takeBack });
  const told = () => bank.events.filter(({ topic }) => topic === 'ledger_broken').map(({ text }) => text);
  return { check, told, health };
}

async function putStaff({ driver }: Bank, row: StaffMember): Promise<void> {
  expect(await driver.store(batchOn(await loadBank(driver), { puts: { staff: [row] } }))).toBe('stored');
}

test('staff are told once that a row was edited that says who is staff, and it gives nothing', async () => {
  const bank = openBank();
  await bank.hire(9, 'viewer');
  const { check, told, health } = openChecks(bank);
  await check();
  expect([told(), health()]).toEqual([[], 'unknown']);
  const [row] = await bank.reads.staff();
  if (!row) throw new Error('one of the staff');
  await putStaff(bank, { ...row, granted: 'owner' });
  for (let rounds = 0; rounds < 3; rounds += 1) await check();
  expect(told()).toEqual([expect.stringContaining('staff-9: the row and the log do not agree')]);
  expect(health()).toBe('down');
  const later = openBank({ driver: bank.driver });
  expect(await later.book.query(readStaffMember, 9, { by: 'staff' })).toEqual(row);
});

test('the same edit is told again where it was undone meanwhile', async () => {
  const bank = openBank();
  await bank.hire(9, 'viewer');
  const { check, told } = openChecks(bank);
  const [row] = await bank.reads.staff();
  if (!row) throw new Error('one of the staff');
  for (let edits = 0; edits < 2; edits += 1) {
    await putStaff(bank, { ...row, granted: 'owner' });
    await check();
    await putStaff(bank, row);
    await check();
  }
  expect(told()).toHaveLength(2);
});

test('an edited row makes the bank unwell where the whole ledger is never checked, too', async () => {
  const bank = openBank();
  await bank.hire(9, 'viewer');
  const { check, health } = openChecks(bank, 0);
  await check();
  expect(health()).toBe('off');
  const [row] = await bank.reads.staff();
  if (!row) throw new Error('one of the staff');
  await putStaff(bank, { ...row, granted: 'owner' });
  await check();
  expect(health()).toBe('down');
  await putStaff(bank, row);
  await check();
  expect(health()).toBe('off');
});

test('staff are told once of an edited link that somebody used, which lets nobody act', async () => {
  const bank = openBank();
  const ann = { discordUserId: '100000000000000001', robloxUserId: 1 };
  await bank.deposit({ tradeId: 'a', robloxUserId: 1, gems: 5 });
  await linkUser(bank, ann);
  const thief = { ...ann, discordUserId: '100000000000000666' };
  const { links } = await rowsOf(bank.driver, { kind: 'link_of_member', robloxUserId: 1 });
  const edited = links.map((link) => ({ ...link, ...thief }));
  await store(bank.driver, { puts: { links: edited }, removals: { links: [ann.discordUserId] } });
  const later = openBank({ driver: bank.driver });
  const { check, told, health } = openChecks(later);
  await check();
  expect(told()).toEqual([]);
  const request = later.request({ requestId: 'a', ...thief, gems: 1 });
  await expect(request).rejects.toMatchObject({ code: 'not_linked' });
  for (let rounds = 0; rounds < 3; rounds += 1) await check();
  expect(told()).toEqual([expect.stringContaining('links 1: the row is not what the log says')]);
  expect(health()).toBe('down');
  await linkUser(later, ann);
  await check();
  expect([told().length, health()]).toEqual([1, 'ok']);
});

test.each(['headAt', 'committedAt'])(
  'staff are told of a newest commit whose %s is far ahead, until that has come',
  async (field) => {
    const bank = openBank();
    await bank.hire(9, 'viewer');
    const { check, told } = openChecks(bank);
    const batch = batchOn(await loadBank(bank.driver), {});
    const ahead = { [field]: bank.now.at + 6 * MINUTE };
    await bank.driver.store({ ...batch, bank: { ...batch.bank, ...ahead } });
    for (let rounds = 0; rounds < 2; rounds += 1) await check();
    expect(told()).toEqual([expect.stringContaining('far ahead of')]);
    const sound = () => bank.events.filter(({ topic }) => topic === 'ledger_sound');
    expect(sound()).toHaveLength(0);
    bank.pass(MINUTE);
    await check();
    expect(sound()).toHaveLength(1);
  },
);
