import { describe, expect, test } from 'bun:test';
import { clearSeen } from '../../src/bank/clear-seen.ts';
import type { Transaction } from '../../src/bank/engine/rows.ts';
import { readInventory } from '../../src/bank/inventory.ts';
import type { Driver } from '../../src/storage/driver.ts';
import { type Bank, expectSound, openBank, refusalOf } from '../bank/bank.ts';
import { giftsOf, userOf } from '../bank/gifts.ts';
import { linkUser } from '../bank/link.ts';
import { DAY, MINUTE, rulesWith } from '../bank/rules.ts';
import { BY_KIM, cats, holdingsOf, KIM, OWNER, startProcess, THIEF } from './logged-kit.ts';
import { driverOfEachTest, type OpenStore } from './samples.ts';

type Edit = (transaction: Transaction) => Transaction | null;

/** The driver of a log in which somebody has edited a transaction, or deleted it. */
function editLog(driver: Driver, seq: number, edit: Edit): Driver {
  const edited = (log: readonly Transaction[]): Transaction[] =>
    log.flatMap((each) => (each.seq === seq ? (edit(each) ?? []) : each));
  return {
    ...driver,
    log: async (page) => edited(await driver.log(page)),
    async load(readKeys) {
      const snapshot = await driver.load(readKeys);
      return { ...snapshot, operations: edited(snapshot.operations) };
    },
  };
}

/** The entries of a transaction with one account in the place of another. */
const swap =
  (from: number, to: number): Edit =>
  (transaction) => ({
    ...transaction,
    robloxUserId: transaction.robloxUserId === from ? to : transaction.robloxUserId,
    entries: transaction.entries.map((entry) =>
      entry.from === `member:${from}` ? { ...entry, from: `member:${to}` } : entry,
    ),
  });

/** Whether staff decide only about what the bank has written, whatever stands in the log. */
export function describeLoggedDecisions(open: OpenStore): void {
  describe('what staff decide about a transaction', () => {
    const driver = driverOfEachTest(open);
    const holdings = () => Promise.all([OWNER, THIEF, KIM].map((id) => holdingsOf(driver(), id)));

    test('undoes no gift whose giver was edited: it would go to somebody else', async () => {
      const bank = openBank({ driver: driver(), rules: { ...rulesWith(), giftHoldMs: DAY } });
      for (const robloxUserId of [OWNER, KIM])
        await linkUser(bank, { robloxUserId, discordUserId: userOf(robloxUserId) });
      await bank.deposit({ tradeId: 'a', robloxUserId: OWNER, pets: cats(3) });
      const { transactionId, seq } = await giftsOf(bank).transfer({ toRobloxUserId: KIM, pets: cats(2) });
      const before = await holdings();
      for (const edit of [swap(OWNER, THIEF), () => null]) {
        const later = startProcess(editLog(driver(), seq, edit), bank);
        const refusal = await refusalOf(() => giftsOf(later).undo({ transactionId }, BY_KIM));
        expect([refusal.code, await holdings()]).toEqual(['invalid', before]);
      }
      await giftsOf(startProcess(driver(), bank)).undo({ transactionId });
      expect(await holdings()).toEqual([['3 pet/normal/-/-/Cat'], [], []]);
    });

    /** A thief's forged deposit between two of the owner's, and a report that gives it away. */
    async function playForged(): Promise<{ bank: Bank; seq: number }> {
      const bank = openBank({ driver: driver(), rules: { ...rulesWith(), depositHoldMs: 10 * MINUTE } });
      await bank.hire(KIM, 'manager');
      bank.pass(DAY);
      await bank.deposit({ tradeId: 'a', robloxUserId: OWNER, pets: cats(5) });
      bank.pass(10 * MINUTE);
      const { seq } = await bank.deposit({ tradeId: 'b', robloxUserId: THIEF, pets: cats(4) });
      await bank.deposit({ tradeId: 'c', robloxUserId: OWNER, gems: 6 });
      bank.pass(2 * MINUTE);
      await bank.report({ pets: cats(5), gems: 6, seq: seq - 1 });
      return { bank, seq };
    }

    test('clears no deposit that was edited, though the witness saw one like it', async () => {
      const { bank, seq } = await playForged();
      const clear = (of: Driver) => clearSeen(startProcess(of, bank).book, 'teller-1', [seq]);
      const countHeld = async () =>
        (await bank.book.query(readInventory, THIEF, { by: 'web' })).pets[0]?.onHold;
      for (const edit of [swap(THIEF, OWNER), () => null]) {
        await clear(editLog(driver(), seq, edit));
        expect(await countHeld()).toBe(4);
      }
      await clear(driver());
      expect(await countHeld()).toBe(0);
    });

    test('takes back no deposit that was edited, and frees none by leaving it out', async () => {
      const { bank, seq } = await playForged();
      const before = await holdings();
      const caseId = 'foreign_trade:teller-1';
      const edits: Edit[] = [
        (made) => ({ ...made, robloxUserId: OWNER }),
        (made) => ({ ...made, kind: 'adjustment' }),
        (made) => ({ ...made, entries: [] }),
        () => null,
      ];
      for (const edit of edits)
        for (const named of [{}, { transactionIds: [`t-${seq}`] }]) {
          const later = startProcess(editLog(driver(), seq, edit), bank);
          const decide = (resolution: 'confirm' | 'reverse') => () =>
            later.resolve({ caseId, resolution, reason: 'looked into', ...named });
          expect((await refusalOf(decide('reverse'))).code).toBe('invalid');
          if ('transactionIds' in named) expect((await refusalOf(decide('confirm'))).code).toBe('invalid');
          expect(await holdings()).toEqual(before);
        }
      const honest = startProcess(driver(), bank);
      await honest.resolve({ caseId, resolution: 'reverse', reason: 'looked into' });
      expect(await holdings()).toEqual([['5 pet/normal/-/-/Cat'], [], []]);
      await expectSound(honest);
    });
  });
}
