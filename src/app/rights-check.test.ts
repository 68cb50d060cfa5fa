import { expect, test } from 'bun:test';
import { openBank } from '../../test/bank/bank.ts';
import { batchOn, loadBank } from '../../test/storage/samples.ts';
import { readStaffMember } from '../bank/staff.ts';
import { openLedgerCheck } from './ledger-check.ts';
import { createRightsCheck } from './rights-check.ts';

test('staff are told once that a row was edited that says who is staff, and it gives nothing', async () => {
  const bank = openBank();
  await bank.hire(9, 'viewer');
  const { tell, health } = openLedgerCheck(
    {
      ...bank,
      metrics: { watchLedgerCheck: () => undefined },
      clock: () => bank.now.at,
      log: { error: () => undefined },
      isWhole: () => true,
    },
    1_000,
  );
  const check = createRightsCheck({ driver: bank.driver, tell });
  const told = () => bank.events.filter(({ topic }) => topic === 'ledger_broken').map(({ text }) => text);
  await check();
  expect([told(), health()]).toEqual([[], 'unknown']);
  const [row] = await bank.reads.staff();
  if (!row) throw new Error('one of the staff');
  const edited = batchOn(await loadBank(bank.driver), { puts: { staff: [{ ...row, granted: 'owner' }] } });
  expect(await bank.driver.store(edited)).toBe('stored');
  for (let rounds = 0; rounds < 3; rounds += 1) await check();
  expect(told()).toEqual([expect.stringContaining('staff-9: the row and the log do not agree')]);
  expect(health()).toBe('down');
  const later = openBank({ driver: bank.driver });
  expect(await later.book.query(readStaffMember, 9, { by: 'staff' })).toEqual(row);
});
