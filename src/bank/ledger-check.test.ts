import { expect, test } from 'bun:test';
import { openBank } from '../../test/bank/bank.ts';
import { DAY, MINUTE } from '../../test/bank/rules.ts';
import { startProcess } from '../../test/storage/logged-kit.ts';
import { store } from '../../test/storage/samples.ts';
import { beginLedgerCheck, endLedgerCheck, MIN_WAIT_MS } from './ledger-check.ts';

const BANK = { by: 'bank' } as const;
const SOUND = { kind: 'sound', count: 0, head: '' } as const;

test('a check is due when its row says so, and at once where that was edited to be later', async () => {
  const bank = openBank();
  const isDue = async () => {
    const { book } = startProcess(bank.driver, bank);
    const asked = { leaseMs: MINUTE, intervalMs: DAY, idleMs: 0 };
    const { isMine } = await book.perform(beginLedgerCheck, asked, BANK);
    return isMine;
  };
  const end = () =>
    bank.book.perform(endLedgerCheck, { found: SOUND, told: null, waitMs: MIN_WAIT_MS }, BANK);
  expect([await isDue(), await isDue()]).toEqual([true, false]);
  const state = await end();
  expect(await isDue()).toBe(false);
  await store(bank.driver, { puts: { checks: [{ ...state, nextAt: Date.UTC(2099, 0) }] } });
  expect([await isDue(), await isDue()]).toEqual([true, false]);
  await end();
  bank.pass(MIN_WAIT_MS);
  expect(await isDue()).toBe(true);
});
