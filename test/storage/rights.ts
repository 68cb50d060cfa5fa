import { describe, expect, test } from 'bun:test';
import { NONCE_MARGIN_MS } from '../../src/bank/engine/operation.ts';
import type { BankRow, Member, Revocation, StaffMember } from '../../src/bank/engine/rows.ts';
import { revokeKey } from '../../src/bank/keys.ts';
import { findRightsError } from '../../src/bank/rights.ts';
import { findByToken } from '../../src/bank/sign-ins.ts';
import { changeStaff, readStaff, readStaffMember } from '../../src/bank/staff.ts';
import type { Driver } from '../../src/storage/driver.ts';
import { type Bank, openBank } from '../bank/bank.ts';
import { DAY } from '../bank/rules.ts';
import { batchOn, driverOfEachTest, loadBank, type OpenStore, rowsOf } from './samples.ts';

const [KIM, LEE, ALT] = [9, 8, 7];
const STAFF = { by: 'staff' } as const;
const KEY = 'teller-9@a';
const OTHER_HASH = 'e'.repeat(64);

/** A bank with a viewer who was a manager, a manager, a revoked key, a frozen member, and halted. */
async function playRights(driver: Driver): Promise<Bank> {
  const bank = openBank({ driver });
  await bank.deposit({ tradeId: 'a', robloxUserId: 1, gems: 5 });
  for (const level of ['manager', 'viewer'] as const) await bank.hire(KIM, level);
  await bank.hire(LEE, 'manager');
  await bank.book.perform(revokeKey, { keyId: KEY, reason: 'lost' }, STAFF);
  await bank.freeze(1);
  return bank;
}

/** Rows of the bank after it, and its own row, as somebody wrote them who has the database alone. */
interface Edit {
  readonly staff?: StaffMember[];
  readonly members?: Member[];
  readonly revocations?: Revocation[];
  readonly bank?: Partial<BankRow>;
}
async function edit(driver: Driver, { bank: change, ...puts }: Edit): Promise<void> {
  const batch = batchOn(await loadBank(driver), { puts });
  expect(await driver.store({ ...batch, bank: { ...batch.bank, ...change } })).toBe('stored');
}

/** What a process that starts now lets people do. */
async function readRights(driver: Driver, before: Bank) {
  const { book, now, ...bank } = openBank({ driver });
  now.at = before.now.at;
  const refusal = (call: Promise<unknown>) => call.then(() => 'done').catch(({ code }) => code);
  const nonce = { keyId: KEY, nonce: crypto.randomUUID(), expiresAt: now.at + NONCE_MARGIN_MS + DAY };
  const named = await Promise.all([KIM, LEE, ALT].map((id) => book.query(readStaffMember, id, STAFF)));
  return {
    named,
    staff: await book.query(readStaff, null, STAFF),
    byToken: await book.query(findByToken, OTHER_HASH, STAFF),
    bySignature: await refusal(book.perform(readStaffMember, KIM, { by: 'teller-9', nonce })),
    byFrozen: await refusal(bank.request({ requestId: crypto.randomUUID(), robloxUserId: 1, gems: 1 })),
  };
}

/** Whether what gives rights is what the log says, whatever the rows say that were edited. */
export function describeRights(open: OpenStore): void {
  describe('rights', () => {
    const driver = driverOfEachTest(open);

    test('are what the log says: a row that was edited gives none, and is named', async () => {
      const bank = await playRights(driver());
      const { staff: rows } = await rowsOf(driver(), { kind: 'all_staff', of: 'bank' });
      const [lee, kim] = rows.toSorted((one, other) => one.robloxUserId - other.robloxUserId);
      if (!kim || !lee) throw new Error('two of the staff');
      const { revocations } = await rowsOf(driver(), { kind: 'revocation', keyId: KEY });
      const keys: Edit = { revocations: revocations.map((row) => ({ ...row, revokedAt: null })) };
      const { members } = await rowsOf(driver(), { kind: 'member', robloxUserId: 1 });
      const frozen: Edit = { members: members.map((member) => ({ ...member, frozenReason: null })) };
      const rights = await readRights(driver(), bank);
      expect(rights).toMatchObject({
        named: [{ granted: 'viewer', managerSince: null }, { granted: 'manager' }, null],
        byToken: null,
        bySignature: 'unauthorized',
        byFrozen: 'frozen',
      });
      expect(await findRightsError(driver())).toBeUndefined();
      const edits: [Edit, string][] = [
        [{ staff: [{ ...kim, granted: 'owner' }] }, `staff-${KIM}`],
        [{ staff: [{ ...kim, tokenHash: OTHER_HASH }] }, `staff-${KIM}`],
        // As it was before, with the number of the transaction that made it so.
        [{ staff: [{ ...kim, granted: 'manager', managerSince: 1, seq: 2 }] }, `staff-${KIM}`],
        [{ staff: [{ ...lee, managerSince: 1 }] }, `staff-${LEE}`],
        [{ staff: [{ ...lee, granted: null, managerSince: null }] }, `staff-${LEE}`],
        [keys, KEY],
        [frozen, 'members 1'],
        // Nothing takes it away again.
        [{ staff: [{ ...lee, robloxUserId: ALT, tokenHash: OTHER_HASH }] }, `staff-${ALT}`],
      ];
      for (const [change, name] of edits) {
        await edit(driver(), change);
        expect(await readRights(driver(), bank)).toEqual(rights);
        expect(await findRightsError(driver())).toContain(name);
        await edit(driver(), { staff: rows, members, revocations });
      }
    });

    test('are compared for all who are frozen together, and not one by one', async () => {
      const bank = openBank({ driver: driver() });
      const ids = [30, 4, 900];
      for (const id of ids) {
        await bank.deposit({ tradeId: `t${id}`, robloxUserId: id, gems: 5 });
        await bank.freeze(id);
      }
      let pages = 0;
      const counted = new Proxy(driver(), {
        get(target, name) {
          if (name === 'rows') pages += 1;
          return Reflect.get(target, name);
        },
      });
      expect([await findRightsError(counted), pages]).toEqual([undefined, 1]);
      for (const robloxUserId of ids) {
        const { members } = await rowsOf(driver(), { kind: 'member', robloxUserId });
        await edit(driver(), { members: members.map((member) => ({ ...member, frozenReason: null })) });
        expect(await findRightsError(driver())).toStartWith(`members ${robloxUserId}:`);
        await edit(driver(), { members });
      }
    });

    test('follow what is decided, by this process and by another, and a halt stays', async () => {
      const bank = await playRights(driver());
      const other = openBank({ driver: driver() });
      other.now.at = bank.now.at;
      expect(await other.book.query(readStaffMember, LEE, STAFF)).toMatchObject({ granted: 'manager' });
      await bank.hire(LEE, null);
      await bank.freeze(1, false);
      expect(await other.book.query(readStaffMember, LEE, STAFF)).toMatchObject({ granted: null });
      await other.request({ requestId: 'after', robloxUserId: 1, gems: 1 });
      const row = await other.book.perform(changeStaff, { robloxUserId: LEE, granted: 'owner' }, STAFF);
      expect(await bank.book.query(readStaffMember, LEE, STAFF)).toEqual(row);
      await bank.halt();
      await edit(driver(), { bank: { haltedReason: null } });
      expect(await findRightsError(driver())).toContain('halted');
      for (const each of [bank, other, openBank({ driver: driver() })]) {
        const request = each.request({ requestId: crypto.randomUUID(), robloxUserId: 1, gems: 1 });
        await expect(request).rejects.toMatchObject({ code: 'halted' });
      }
      await bank.halt(false);
      expect(await findRightsError(driver())).toBeUndefined();
    });
  });
}
