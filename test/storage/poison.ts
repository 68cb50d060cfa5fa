import { describe, expect, test } from 'bun:test';
import type { Operation } from '../../src/bank/engine/operation.ts';
import { NO_GOODS } from '../../src/bank/engine/pets.ts';
import type { Step } from '../../src/bank/engine/step.ts';
import { verifyLedger } from '../../src/bank/verify-ledger.ts';
import { recordFindings } from '../../src/bank/witness.ts';
import type { Driver } from '../../src/storage/driver.ts';
import { bookOn, deposit } from './book.ts';
import { link, openCase } from './row-samples.ts';
import { CAT_KEY, driverOfEachTest, loadBank, type OpenStore, rowsOf, store, T0 } from './samples.ts';

/** How many deposits share the commit; one more comes after what breaks. */
const BESIDE = 20;

const event = { topic: 'alert', discordUserId: null, robloxUserId: null, goods: NO_GOODS, text: '' };

/** Steps that decide without an error, and write what the database does not take. */
const POISONS: [string, (step: Step) => void][] = [
  [
    'a second link of one account',
    (step) => {
      step.put('links', link);
      step.put('links', { ...link, discordUserId: `${link.discordUserId}1` });
    },
  ],
  ['a time that is none', (step) => step.put('cases', { ...openCase, openedAt: Number.NaN })],
];

/** Whether a commit of several operations is tried again without the one that no database can write. */
export function describePoison(open: OpenStore): void {
  describe('an operation that can not be written', () => {
    const driver = driverOfEachTest(open);

    test.each(POISONS)('fails alone: %s', async (_name, write) => {
      const { book } = bookOn(driver());
      const poison: Operation<null, null> = {
        readKeys: () => [],
        decide(step) {
          write(step);
          step.post({ kind: 'case_closed', status: 'closed' });
          return null;
        },
      };
      const nonce = { keyId: 'k', nonce: 'n'.repeat(16), expiresAt: T0 + 1 };
      const trades = Array.from({ length: BESIDE }, (_, index) => `t${index}`);
      const calls = trades.map((tradeId) => deposit(book, tradeId, 1));
      const broken = book.perform(poison, null, { by: 'teller-2', nonce });
      const after = deposit(book, 'after', 1, { by: 'teller-1', nonce: { ...nonce, keyId: 'l' } });
      await expect(broken).rejects.not.toMatchObject({ name: 'StorageUnavailable' });
      const answers = await Promise.all([...calls, after]);
      expect(answers.map(({ gems, replayed }) => ({ gems, replayed }))).toEqual(
        answers.map((_, index) => ({ gems: index + 1, replayed: false })),
      );
      await expectCount(driver(), answers.length);
      expect((await rowsOf(driver(), { kind: 'nonce', keyId: 'k', nonce: nonce.nonce })).nonces).toEqual([]);
      expect(await deposit(book, 't0', 1)).toMatchObject({ seq: 1, replayed: true });
    });

    test('is none by its sums: a witness finds more missing than a number can say', async () => {
      const { book } = bookOn(driver());
      const amount = 2n ** 53n;
      const stock = [CAT_KEY, 'gems'].map((asset) => ({ asset, amount: -amount, holds: null }));
      await store(driver(), { puts: { balances: stock.map((row) => ({ ...row, account: 'teller:t' })) } });
      const finding = { tellerId: 't', findings: [], holds: NO_GOODS };
      const found = book.perform(recordFindings, finding, { by: 'bank' });
      await Promise.all([found, deposit(book, 'a', 5)]);
      expect(await book.perform(recordFindings, finding, { by: 'bank' })).toBe(0);
      const [shortage] = await driver().cases({ limit: 10 });
      const most = Number.MAX_SAFE_INTEGER;
      expect(shortage).toMatchObject({ goods: { pets: [{ id: 'Cat', quantity: most }], gems: most } });
      expect(shortage?.summary).toEndWith(`In all: ${amount} of gems; ${amount} of ${CAT_KEY}.`);
      const [event] = await driver().takeEvents({ at: T0, leaseMs: 1, limit: 10 });
      expect(event).toMatchObject({ topic: 'case_witness_shortage', text: shortage?.summary });
    });

    test('holds no others back: many that are too much for one commit are several', async () => {
      const { book } = bookOn(driver());
      const events = 2_000;
      const chatty: Operation<null, null> = {
        readKeys: () => [],
        decide(step) {
          // Each to another person: what is alike for one person is summed up before it is stored.
          for (let sent = 0; sent < events; sent += 1) {
            step.emit({ ...event, discordUserId: `1000000000000${step.by.at(-1)}${sent}` });
          }
          step.post({ kind: 'case_closed', status: 'closed' });
          return null;
        },
      };
      const callers = Array.from({ length: 6 }, (_, index) => ({ by: `teller-${index}` }));
      const calls = callers.map((caller) => book.perform(chatty, null, caller));
      const trades = Array.from({ length: BESIDE + 1 }, (_, index) => deposit(book, `t${index}`, 1));
      await Promise.all([...calls, ...trades]);
      await expectCount(driver(), trades.length + calls.length);
      expect(await driver().countUnsent({ limit: 100_000 })).toBe(events * callers.length);
    });
  });
}

/** So many transactions are in the log, and it is sound. */
async function expectCount(driver: Driver, count: number): Promise<void> {
  expect(await verifyLedger(driver)).toMatchObject({ kind: 'sound', count });
  expect(await loadBank(driver)).toMatchObject({ seq: count });
}
