import { expect, setDefaultTimeout, test } from 'bun:test';
import { type Bank, expectSound, openBank } from '../../test/bank/bank.ts';
import { NO_LIST } from '../../test/bank/lists.ts';
import { MINUTE } from '../../test/bank/rules.ts';
import { onEachDatabase } from '../../test/support/databases.ts';
import type { Driver } from '../storage/driver.ts';
import { readCase } from './cases.ts';
import { decideCase } from './decide-case.ts';
import { readInventory } from './inventory.ts';
import { caseResolveInput } from './resolve-case.ts';

// A thief's hundreds take their time on a busy machine.
setDefaultTimeout(120_000);

const CASE = 'foreign_trade:teller-1';
const END = { caseId: CASE, reason: 'looked into it' } as const;
const HOLD = 10 * MINUTE;
/** Each more than one commit decides. */
const FORGED = 300;
const NAMED = 250;
const MEMBERS = 7;
const STAFF = { by: 'staff' };

/** A thief has sent so many deposits with the key of teller-1, whose script knows the first alone. */
async function openForged(driver: Driver): Promise<Bank> {
  const bank = openBank({ driver, rules: { ...NO_LIST, staffAloneLimit: null, depositHoldMs: HOLD } });
  await bank.deposit({ tradeId: 'own', robloxUserId: 1, gems: 10 });
  bank.pass(HOLD);
  const forge = (_: unknown, index: number) =>
    bank.deposit({ tradeId: `f${index}`, robloxUserId: 600 + (index % MEMBERS), gems: 1 });
  await Promise.all(Array.from({ length: FORGED }, forge));
  bank.pass(MINUTE + 1);
  await bank.report({ gems: 10, seq: 1 });
  return bank;
}

const sumHeld = async (bank: Bank): Promise<number> => {
  const members = Array.from({ length: MEMBERS }, (_, index) => 600 + index);
  const read = (robloxUserId: number) => bank.book.query(readInventory, robloxUserId, { by: 'web' });
  return (await Promise.all(members.map(read))).reduce((sum, { onHold }) => sum + onHold.gems, 0);
};

const readEnded = (bank: Bank) => bank.book.query(readCase, CASE, STAFF);

onEachDatabase((make) => {
  async function withForged(run: (bank: Bank, firstRead: () => number) => Promise<void>): Promise<void> {
    const database = make();
    const driver = await database.open();
    let read: number[] = [];
    function log(page: Parameters<Driver['log']>[0]): ReturnType<Driver['log']> {
      // One alone is looked for by halves; many are read one page after the other.
      if (page.limit > 1) read.push(page.afterSeq);
      return driver.log(page);
    }
    const firstRead = (): number => {
      const first = Math.min(...read);
      read = [];
      return first;
    };
    try {
      const bank = await openForged({ ...driver, log });
      expect(await sumHeld(bank)).toBe(FORGED);
      await run(bank, firstRead);
      await expectSound(bank);
    } finally {
      await driver.close();
      await database.remove();
    }
  }

  test('hundreds of credits on hold are taken back by one decision', () =>
    withForged(async (bank) => {
      const ended = await bank.resolve({ ...END, resolution: 'reverse' });
      expect(ended).toMatchObject({ resolution: `reverse: ${END.reason}` });
      expect(await bank.stock('teller-1', 'gems')).toBe(10n);
      expect(await sumHeld(bank)).toBe(0);
    }));

  test('hundreds that are named are decided, and no others', () =>
    withForged(async (bank) => {
      // The first deposit of the bank is the teller's own; its reports begin after the forged ones.
      const named = Array.from({ length: NAMED }, (_, index) => `t-${2 + index}`);
      const confirm = { ...END, resolution: 'confirm' } as const;
      await bank.resolve({ ...confirm, transactionIds: [...named, ...named.slice(0, 9)].reverse() });
      expect(await sumHeld(bank)).toBe(FORGED - NAMED);
      expect(await bank.stock('teller-1', 'gems')).toBe(10n + BigInt(FORGED));
    }));

  test('more than one call decides are told of, and the same decision again goes on where it ended', () =>
    withForged(async (bank, firstRead) => {
      const reverse = () =>
        decideCase(bank.book, { ...END, resolution: 'reverse' }, STAFF, { maxCommits: 2 });
      expect(await reverse()).toMatchObject({ closedAt: null, resolution: null, hasMore: true });
      expect(await bank.stock('teller-1', 'gems')).toBe(10n + 100n);
      expect(await sumHeld(bank)).toBe(100);
      const before = firstRead();
      expect(await reverse()).toEqual(await readEnded(bank));
      expect(await bank.stock('teller-1', 'gems')).toBe(10n);
      // What the first call has decided isn't even read again, but for the last, whose hash the next carries.
      expect([before, firstRead()]).toEqual([0, 200]);
    }));
});

test('no more are named than a body has room for', () => {
  const ids = (count: number) => Array.from({ length: count }, (_, index) => `t-${1e14 + index}`);
  const input = (count: number) => ({ ...END, resolution: 'reverse' as const, transactionIds: ids(count) });
  expect(caseResolveInput.safeParse(input(3_000)).success).toBe(true);
  expect(JSON.stringify(input(3_000)).length).toBeLessThan(64 * 1024);
  expect(caseResolveInput.safeParse(input(3_001)).success).toBe(false);
});
