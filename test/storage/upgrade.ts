import { describe, expect, test } from 'bun:test';
import { GENESIS_HASH, hashTransaction } from '../../src/bank/engine/ledger.ts';
import { emptyRows } from '../../src/bank/engine/read-key.ts';
import type { Transaction } from '../../src/bank/engine/rows.ts';
import { TABLE_NAMES, type TableName, type Tables } from '../../src/bank/engine/tables.ts';
import { recordState } from '../../src/bank/record-state.ts';
import { readTellerCards } from '../../src/bank/teller-card.ts';
import { verifyLedger } from '../../src/bank/verify-ledger.ts';
import type { Driver } from '../../src/storage/driver.ts';
import { openBank, openMemory } from '../bank/bank.ts';
import { MINUTE, rulesWith } from '../bank/rules.ts';
import { playEverything } from './edits.ts';
import { startProcess } from './logged-kit.ts';
import { batchOn, driverOfEachTest, loadBank, type OpenStore, store } from './samples.ts';

const random = (length: number): Uint8Array => new Uint8Array(length).fill(7);
const ALL = 1_000;

/** Writes what a version wrote whose log said nothing of the rows beside it. Returns its newest time. */
async function writeOldBank(driver: Driver): Promise<number> {
  const source = openMemory();
  await playEverything(source);
  const puts = emptyRows();
  async function copy<T extends TableName>(table: T): Promise<void> {
    const rows: Tables[T][] = puts[table];
    rows.push(...(await source.rows({ table, limit: ALL })));
  }
  for (const table of TABLE_NAMES) await copy(table);
  const bank = await loadBank(driver);
  const { haltedReason, headAt } = await source.head();
  const batch = batchOn(bank, {
    transactions: age(await source.log({ afterSeq: 0, limit: ALL })),
    puts: {
      ...puts,
      // That version knew of none.
      offers: [],
      tellerCards: [],
      // Its last trade was known, and no time of any.
      tellers: puts.tellers.map((teller) => ({ ...teller, trades: [] })),
      links: puts.links.map((link) => ({ ...link, salt: '' })),
      profiles: puts.profiles.map((profile) => ({ ...profile, lastSalt: '' })),
    },
  });
  expect(await driver.store({ ...batch, bank: { ...batch.bank, haltedReason } })).toBe('stored');
  await source.close();
  return headAt;
}

/** The same transactions with no word of other rows. */
function age(log: readonly Transaction[]): Transaction[] {
  let previousHash = GENESIS_HASH;
  return log.map((transaction) => {
    const body = { ...transaction, state: null, previousHash };
    const hash = hashTransaction(previousHash, body);
    previousHash = hash;
    return { ...body, hash };
  });
}

/** Whether a bank of an older version is carried over: from then on, edits of its rows are found. */
export function describeUpgrade(open: OpenStore): void {
  describe('a bank of an older version', () => {
    const driver = driverOfEachTest(open);
    const openOld = async () => {
      const at = await writeOldBank(driver());
      const bank = openBank({ driver: driver(), rules: { ...rulesWith(), depositHoldMs: 10 * MINUTE } });
      bank.now.at = at + MINUTE;
      return bank;
    };

    test('is sound before its rows are recorded, and after, and they are recorded once', async () => {
      const bank = await openOld();
      expect(await verifyLedger(driver())).toMatchObject({ kind: 'sound' });
      const before = await driver().head();
      await recordState(bank.book, random);
      expect(await verifyLedger(driver())).toMatchObject({ kind: 'sound' });
      const log = await driver().log({ afterSeq: before.seq, limit: ALL });
      expect(new Set(log.map(({ kind }) => kind))).toEqual(new Set(['state_recorded']));
      expect(log.filter(({ status }) => status === 'whole')).toHaveLength(1);
      expect(JSON.stringify(log)).not.toContain('10000000000000000');
      const { seq } = await driver().head();
      await recordState(bank.book, random);
      expect((await driver().head()).seq).toBe(seq);
    });

    test('goes on from what was recorded, and an edit of a row is found', async () => {
      const bank = await openOld();
      await recordState(bank.book, random);
      await bank.halt(false);
      await bank.deposit({ tradeId: 'new', robloxUserId: 1, gems: 1 });
      await bank.report({ gems: 1, seq: 1 });
      expect(await verifyLedger(driver())).toMatchObject({ kind: 'sound' });
      const [quarantined] = await driver().cases({ isOpen: true, afterId: 'q', limit: 1 });
      if (!quarantined) throw new Error('there is a case');
      await store(driver(), { puts: { cases: [{ ...quarantined, robloxUserId: 666 }] } });
      const { id, robloxUserId } = quarantined;
      const what = `cases ${id}: robloxUserId is 666, and the log says ${robloxUserId}`;
      expect(await verifyLedger(driver())).toMatchObject({ kind: 'broken', firstError: { what } });
    });

    test('shows no card of a teller that only a row names: that version had none', async () => {
      const bank = await openOld();
      await recordState(bank.book, random);
      const since = (await driver().log({ afterSeq: 0, limit: 1 }))[0]?.at ?? 0;
      const card = { id: 'teller-1', robloxUserId: 666, placeUrl: null, note: null, since, pending: null };
      await store(driver(), { puts: { tellerCards: [card] } });
      const { book } = startProcess(driver(), bank);
      expect(await book.query(readTellerCards, null, { by: 'web' })).toEqual([]);
      expect(await book.findRowError()).toBe('tellerCards teller-1: the row is not what the log says');
    });

    test('is recorded whole by the next start where one was interrupted', async () => {
      const bank = await openOld();
      let calls = 0;
      const perform: typeof bank.book.perform = (...input) => {
        calls += 1;
        return calls > 3 ? Promise.reject(new Error('killed')) : bank.book.perform(...input);
      };
      await expect(recordState({ ...bank.book, perform }, random)).rejects.toThrow('killed');
      expect(await verifyLedger(driver())).toMatchObject({ kind: 'sound' });
      await recordState(bank.book, random);
      const log = await driver().log({ afterSeq: 0, limit: ALL });
      expect(log.filter(({ status }) => status === 'whole')).toHaveLength(1);
      expect(await verifyLedger(driver())).toMatchObject({ kind: 'sound' });
    });

    test('that has no row records nothing, nor does one that began with this version', async () => {
      const bank = openBank({ driver: driver() });
      await recordState(bank.book, random);
      expect((await driver().head()).seq).toBe(0);
      await bank.deposit({ tradeId: 'a', robloxUserId: 1, gems: 1 });
      await recordState(bank.book, random);
      expect((await driver().head()).seq).toBe(1);
    });
  });
}
