import { expect, test } from 'bun:test';
import { NOON, OTHER_TELLER, openBank } from '../../test/bank/bank.ts';
import { MINUTE } from '../../test/bank/rules.ts';
import { findActiveTellers } from './tellers.ts';

test('a teller is seen by its report or newest trade, whichever is newer; a silent one is not', async () => {
  const bank = openBank();
  await bank.deposit({ tradeId: 'a', robloxUserId: 1, gems: 5 }, { by: 'silent' });
  bank.pass(MINUTE);
  await bank.report({ gems: 0 }, OTHER_TELLER);
  bank.pass(MINUTE);
  await bank.deposit({ tradeId: 'b', robloxUserId: 1, gems: 5 });
  const seen = (limit: number) => findActiveTellers(bank.reads, { since: NOON + MINUTE, limit });
  expect(await seen(10)).toEqual([
    { tellerId: 'teller-1', at: NOON + 2 * MINUTE },
    { tellerId: 'teller-2', at: NOON + MINUTE },
  ]);
  expect(await seen(1)).toEqual([]);
});
