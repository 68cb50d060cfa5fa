import { expect, test } from 'bun:test';
import { openBank } from '../../test/bank/bank.ts';
import { DAY, MINUTE } from '../../test/bank/rules.ts';
import { CAT_KEY, store } from '../../test/storage/samples.ts';
import { memberAccount } from '../bank/engine/ledger.ts';
import { checkLedger } from './ledger-check.ts';

const [VICTIM, THIEF] = [1, 2];

test('a small bank is checked again after five minutes, so that an edited balance is seen', async () => {
  const bank = openBank();
  const errors: (string | null)[] = [];
  const check = () =>
    checkLedger({
      ...bank,
      log: { error: () => undefined },
      intervalMs: DAY,
      signal: new AbortController().signal,
      onState: ({ error }) => errors.push(error),
    });
  await bank.deposit({ tradeId: 'T-1', robloxUserId: VICTIM, pets: [{ id: 'Cat', quantity: 3 }], gems: 0 });
  await check();
  const balanceOf = (robloxUserId: number, amount: bigint) => ({
    account: memberAccount(robloxUserId),
    asset: CAT_KEY,
    amount,
    holds: null,
  });
  // The sum stays what it was.
  await store(bank.driver, { puts: { balances: [balanceOf(VICTIM, 0n), balanceOf(THIEF, 3n)] } });
  bank.pass(5 * MINUTE - 1);
  await check();
  expect(new Set(errors)).toEqual(new Set([null]));
  bank.pass(1);
  await check();
  expect(errors.at(-1)).toContain('member:2: 3 is stored, and the log gives 0');
  expect(bank.events.map(({ topic }) => topic)).toContain('ledger_broken');
});
