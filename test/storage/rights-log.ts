import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import { createRightsCheck } from '../../src/app/rights-check.ts';
import { hashTransaction } from '../../src/bank/engine/ledger.ts';
import type { Transaction } from '../../src/bank/engine/rows.ts';
import { revokeKey } from '../../src/bank/keys.ts';
import { EDITED, findRightsError } from '../../src/bank/rights.ts';
import { readStaff } from '../../src/bank/staff.ts';
import { createKeyRing } from '../../src/http/key-ring.ts';
import type { Driver } from '../../src/storage/driver.ts';
import { openBank } from '../bank/bank.ts';
import type { OpenRawStore, RawRow, RawStore } from './edits.ts';

const STAFF = { by: 'staff' } as const;
const [KIM, LEE, THIEF] = [9, 8, 666];
const KEY = 'teller-9@a';
const BY_TOKEN = `staff-${THIEF}: granted owner, by roles none, token ${'e'.repeat(64)}`;

/** A store with such a log, and what somebody needs who edits it. */
async function playOn(store: Awaited<ReturnType<OpenRawStore>>) {
  const bank = await playLog(store.driver);
  return { ...store, bank, ...(await openLog(store.driver, store.raw)) };
}

/** A log whose transactions about rights stand between others: kim, deposit, lee, key, deposit. */
async function playLog(driver: Driver) {
  const bank = openBank({ driver });
  await bank.hire(KIM, 'viewer');
  await bank.deposit({ tradeId: 'a', robloxUserId: 1, gems: 5 });
  await bank.hire(LEE, 'manager');
  await bank.deposit({ tradeId: 'b', robloxUserId: 1, gems: 5 });
  await bank.book.perform(revokeKey, { keyId: KEY, reason: 'lost' }, STAFF);
  await bank.deposit({ tradeId: 'c', robloxUserId: 1, gems: 5 });
  return bank;
}

/** Who is staff, and whether the key is revoked, to a process that starts now. */
async function startProcess({ book }: Pick<ReturnType<typeof openBank>, 'book'>) {
  const ring = createKeyRing([], book.reads, () => 0);
  await ring.reload();
  const staff = await book.query(readStaff, null, STAFF);
  return { staff: staff.map(({ robloxUserId }) => robloxUserId), isRevoked: ring.isRevoked(KEY) };
}

/** The rows of the log in the database, and what puts one there as somebody who knows how the bank hashes. */
async function openLog(driver: Driver, raw: RawStore) {
  const rows = await raw.rows();
  const log = await driver.log({ afterSeq: 0, limit: 100 });
  const placeOf = ({ of, values }: RawRow) => (of === 'transactions' ? (values.seq ?? values._id) : null);
  function find(kind: Transaction['kind']) {
    const transaction = log.findLast((each) => each.kind === kind);
    const row = rows.find((each) => placeOf(each) === transaction?.seq);
    if (!transaction || !row) throw new Error(kind);
    return { transaction, row };
  }
  /** What the row of a kind would be with this changed, and its own hash right. */
  function forge(kind: Transaction['kind'], change: Partial<Pick<Transaction, 'seq' | 'kind' | 'note'>>) {
    const { transaction, row } = find(kind);
    const forged = { ...transaction, ...change, id: `t-${change.seq ?? transaction.seq}` };
    const hash = hashTransaction(forged.previousHash, forged);
    const key = 'seq' in row.values ? 'seq' : '_id';
    return { ...row.values, ...change, [key]: forged.seq, id: forged.id, hash };
  }
  const rowOfKey = rows.find(({ of, values }) => of === 'revocations' && Object.values(values).includes(KEY));
  if (!rowOfKey) throw new Error('a revoked key');
  return { find, forge, rowOfKey };
}

/** Whether a row of the log gives rights only where it stands in the log's chain. */
export function testRightsLog(name: string, open: OpenRawStore): void {
  describe(`${name}: a row that is not in the chain of the log`, () => {
    const opened = Promise.withResolvers<Awaited<ReturnType<typeof playOn>>>();
    beforeAll(async () => opened.resolve(await playOn(await open())));
    afterAll(async () => (await opened.promise).close());

    test('gives no rights, and is named', async () => {
      const { driver, raw, bank, find, forge } = await opened.promise;
      const before = await startProcess(bank);
      expect(before).toEqual({ staff: [LEE, KIM], isRevoked: true });
      const { seq } = find('deposit').transaction;
      const note = 'teller-8@a: lost';
      const edits = [
        ['deposit', forge('staff_changed', { seq, note: BY_TOKEN })],
        ['staff_changed', forge('staff_changed', { note: BY_TOKEN })],
        ['key_revoked', forge('key_revoked', { note })],
        ['key_revoked', { ...forge('key_revoked', {}), note }],
        ['key_revoked', forge('key_revoked', { kind: 'key_restored' })],
      ] as const;
      for (const [kind, by] of edits) {
        const undo = await raw.replace(find(kind).row, by);
        const started = openBank({ driver });
        expect(await startProcess(started)).toEqual({ staff: [], isRevoked: true });
        // Nobody is there who could halt it.
        const asked = started.request({ requestId: crypto.randomUUID(), robloxUserId: 1, gems: 1 });
        await expect(asked).rejects.toMatchObject({ code: 'halted' });
        expect(await started.halt(false)).toEqual({ halted: true, reason: EDITED });
        expect(await findRightsError(driver)).toContain('a transaction about rights does not match');
        expect(await startProcess(bank)).toEqual(before);
        await undo();
      }
      expect(await findRightsError(driver)).toBeUndefined();
    });

    test('gives nothing back to a process that knows what was taken, whatever its row says', async () => {
      const { driver, raw, bank, find, forge, rowOfKey } = await opened.promise;
      const ring = createKeyRing([], bank.book.reads, () => 0);
      await ring.reload();
      const { row, transaction } = find('deposit');
      const { seq } = transaction;
      const undoLog = await raw.replace(row, forge('key_revoked', { seq, kind: 'key_restored' }));
      const undoRow = await raw.replace(rowOfKey, { ...rowOfKey.values, seq, revokedAt: null });
      await ring.reload();
      expect(ring.isRevoked(KEY)).toBe(true);
      expect(await findRightsError(driver)).toBe(EDITED);
      await undoLog();
      await undoRow();
    });

    test('is named by a process that has read another one there, or none', async () => {
      const { driver, raw, bank, find, forge, rowOfKey } = await opened.promise;
      const told: string[] = [];
      const check = createRightsCheck({
        driver,
        findRowError: async () => undefined,
        clock: () => bank.now.at,
        tell: async ({ what }) => void told.push(what),
        takeBack: async ({ what }) => void told.push(`no more: ${what}`),
      });
      await check();
      const undo = await raw.replace(find('staff_changed').row, forge('staff_changed', { note: BY_TOKEN }));
      for (let rounds = 0; rounds < 2; rounds += 1) await check();
      await undo();
      await check();
      expect(told).toEqual(['', 'no more: '].map((start) => `${start}${EDITED}`));
      const restoreLog = await raw.replace(find('key_revoked').row, null);
      await check();
      const restoreRow = await raw.replace(rowOfKey, null);
      await check();
      const gone = [expect.stringContaining('or are gone'), expect.stringContaining(KEY)];
      expect(told.slice(2)).toEqual(gone);
      await restoreLog();
      await restoreRow();
      await check();
      expect(told.slice(4)).toEqual([expect.stringContaining('no more: ')]);
    });

    test('hides nothing that comes later, where it stands behind the head', async () => {
      const { driver, raw, bank, forge } = await opened.promise;
      const values = forge('staff_changed', { seq: 1_000_000, note: BY_TOKEN });
      await raw.replace({ of: 'transactions', values }, values);
      const other = openBank({ driver });
      expect(await startProcess(other)).toEqual({ staff: [LEE, KIM], isRevoked: true });
      expect(await findRightsError(driver)).toContain('transaction 1000000 stands behind the head');
      await bank.hire(LEE, null);
      await bank.hire(7, 'viewer');
      const named = (await other.book.query(readStaff, null, STAFF)).filter(
        ({ granted }) => granted !== null,
      );
      expect(named.map(({ robloxUserId }) => robloxUserId)).toEqual([7, KIM]);
    });
  });
}
