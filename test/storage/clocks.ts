import { describe, expect, test } from 'bun:test';
import { runMaintenance } from '../../src/app/background.ts';
import { NONCE_MARGIN_MS } from '../../src/bank/engine/operation.ts';
import type { BankRow } from '../../src/bank/engine/rows.ts';
import { reportTeller } from '../../src/bank/report.ts';
import { requestWithdrawal } from '../../src/bank/withdraw-request.ts';
import { rulesWith } from '../bank/rules.ts';
import { bookOn, deposit } from './book.ts';
import { batchOn, driverOfEachTest, loadBank, type OpenStore } from './samples.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const NOON = Date.UTC(2026, 4, 10, 12);
const TELLER = { by: 'teller-1' } as const;
const WEB = { by: 'web' } as const;

/** What clocks that are set, or differ between processes, can do to a bank on this driver: nothing. */
export function describeClocks(open: OpenStore): void {
  describe('with a clock that goes back', () => {
    const driver = driverOfEachTest(open);
    /** Two processes on one database, each by a clock of its own. */
    function openTwo() {
      const clocks = { ours: NOON, theirs: NOON };
      const { book } = bookOn(driver(), { clock: () => clocks.ours });
      const { book: others } = bookOn(driver(), { clock: () => clocks.theirs });
      return { clocks, book, others };
    }
    const times = async (): Promise<number[]> =>
      (await driver().log({ afterSeq: 0, limit: 10 })).map(({ at }) => at - NOON);

    test('the time of the log stays, and goes on when the clock has caught up', async () => {
      const { clocks, book } = openTwo();
      for (const [index, at] of [0, 10 * MINUTE, 0, 9 * MINUTE, 11 * MINUTE].entries()) {
        clocks.ours = NOON + at;
        await deposit(book, `t${index}`, 1);
      }
      expect(await times()).toEqual([0, 10, 10, 10, 11].map((minutes) => minutes * MINUTE));
    });

    test('processes whose clocks differ keep one time', async () => {
      const { clocks, book, others } = openTwo();
      clocks.theirs = NOON + 4 * SECOND;
      for (let round = 0; round < 3; round += 1) {
        await deposit(book, `o${round}`, 1);
        await deposit(others, `t${round}`, 1);
        clocks.ours += SECOND;
        clocks.theirs += SECOND;
      }
      expect(await times()).toEqual([0, 4, 4, 5, 5, 6].map((seconds) => seconds * SECOND));
    });

    test('a commit that logs nothing holds the time too', async () => {
      const { clocks, book } = openTwo();
      clocks.ours = NOON + MINUTE;
      await book.perform(reportTeller, { pets: [], gems: 0 }, TELLER);
      clocks.ours = NOON;
      await deposit(book, 'a', 1);
      expect(await times()).toEqual([MINUTE]);
    });

    test('what depends on the day is decided on the day of the log', async () => {
      const { clocks, book } = openTwo();
      clocks.ours = NOON + 12 * HOUR;
      await deposit(book, 'a', 5);
      clocks.ours -= SECOND;
      const ask = { requestId: 'r', robloxUserId: 1, pets: [], gems: 1 };
      const preview = await book.query(requestWithdrawal, ask, WEB);
      const { expiresAt } = await book.perform(requestWithdrawal, ask, WEB);
      expect({ expiresAt }).toEqual({ expiresAt: preview.expiresAt });
      const { rows } = await driver().load([{ kind: 'usage', robloxUserId: 1, day: '2026-05-11' }]);
      expect(rows.usage).toMatchObject([{ gems: 1n }]);
    });

    test.each([MINUTE, 10 * MINUTE, HOUR, 400 * 24 * HOUR])(
      'a nonce is not taken again after the clock was ahead by %d ms, whoever swept meanwhile',
      async (ahead) => {
        const { clocks, book, others } = openTwo();
        const nonce = { keyId: 'k', nonce: 'n'.repeat(16), expiresAt: NOON + 6 * MINUTE };
        await deposit(book, 'a', 1, { ...TELLER, nonce });
        clocks.theirs = NOON + ahead;
        await runMaintenance({ book: others, driver: driver(), clock: () => clocks.theirs });
        await deposit(others, 'b', 1);
        await runMaintenance({ book: others, driver: driver(), clock: () => clocks.theirs });
        await expect(deposit(book, 'c', 1, { ...TELLER, nonce })).rejects.toMatchObject({ code: 'replayed' });
      },
    );

    test.each([
      ['committedAt', HOUR],
      ['headAt', 400 * DAY],
    ] as const)('nothing leaves where the row says that %s is %d ms ahead', async (field, ahead) => {
      const rules = () => ({ ...rulesWith(), depositHoldMs: 10 * MINUTE });
      const start = () => bookOn(driver(), { rules, clock: () => NOON }).book;
      const ask = () =>
        start().perform(requestWithdrawal, { requestId: 'r', robloxUserId: 1, pets: [], gems: 1 }, WEB);
      await deposit(start(), 'a', 5);
      const edit = async (change: Partial<BankRow>) => {
        const bank = await loadBank(driver());
        const batch = batchOn(bank, {});
        await driver().store({ ...batch, bank: { ...batch.bank, ...change } });
      };
      await edit({ [field]: NOON + ahead });
      await expect(ask()).rejects.toMatchObject({ code: 'halted' });
      await edit({ headAt: NOON, committedAt: NOON });
      await expect(ask()).rejects.toMatchObject({ code: 'on_hold' });
      await edit({ [field]: NOON + ahead });
      // What happened in the game is recorded all the same.
      expect(await deposit(start(), 'b', 1)).toMatchObject({ gems: 6 });
    });

    test('a machine that has slept lets out at once what is due by the time of the others', async () => {
      const rules = () => ({ ...rulesWith(), depositHoldMs: 10 * MINUTE });
      const { book } = bookOn(driver(), { rules, clock: () => NOON, wall: () => NOON + HOUR });
      const { book: others } = bookOn(driver(), { rules, clock: () => NOON + HOUR });
      await deposit(book, 'a', 5);
      await others.perform(reportTeller, { pets: [], gems: 5 }, TELLER);
      const ask = { requestId: 'r', robloxUserId: 1, pets: [], gems: 1 };
      const preview = await book.query(requestWithdrawal, ask, WEB);
      expect(await book.perform(requestWithdrawal, ask, WEB)).toMatchObject({ expiresAt: preview.expiresAt });
    });

    test('new requests are taken also while the clock is behind the log by up to an hour', async () => {
      const { clocks, book } = openTwo();
      clocks.ours = NOON + HOUR;
      await deposit(book, 'a', 1);
      clocks.ours = NOON;
      const nonce = { keyId: 'k', nonce: 'n'.repeat(16), expiresAt: NOON + 6 * MINUTE };
      expect(await deposit(book, 'b', 1, { ...TELLER, nonce })).toMatchObject({ gems: 2 });
    });

    test('nonces are forgotten an hour after they have expired, by the time of commits', async () => {
      const { clocks, book } = openTwo();
      const nonce = { keyId: 'k', nonce: 'n'.repeat(16), expiresAt: NOON + 6 * MINUTE };
      await deposit(book, 'a', 1, { ...TELLER, nonce });
      clocks.ours = nonce.expiresAt + NONCE_MARGIN_MS;
      const countNonces = async (): Promise<number> => {
        await runMaintenance({ book, driver: driver(), clock: () => clocks.ours });
        const { keyId, nonce: text } = nonce;
        return (await driver().load([{ kind: 'nonce', keyId, nonce: text }])).rows.nonces.length;
      };
      expect(await countNonces()).toBe(1);
      await deposit(book, 'b', 1);
      expect(await countNonces()).toBe(0);
    });
  });
}
