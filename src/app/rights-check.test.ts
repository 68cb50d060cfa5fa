import { expect, test } from 'bun:test';
import { type Bank, openBank } from '../../test/bank/bank.ts';
import { batchOn, loadBank } from '../../test/storage/samples.ts';
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
  const check = createRightsCheck({ driver: bank.driver, tell, takeBack });
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
