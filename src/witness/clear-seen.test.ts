import { expect, test } from 'bun:test';
import { expectSound, openBank } from '../../test/bank/bank.ts';
import { MINUTE, rulesWith } from '../../test/bank/rules.ts';
import { readInventory } from '../bank/inventory.ts';
import { reconcile } from './reconcile.ts';

test('what the witness saw has cleared, and nothing that only looks like it', async () => {
  const rules = { ...rulesWith(), depositHoldMs: 10 * MINUTE, tellerValuePerHour: 5 };
  const bank = openBank({ rules });
  const { at } = bank.now;
  const gems = (tradeId: string, robloxUserId: number, amount: number) =>
    bank.deposit({ tradeId, robloxUserId, gems: amount });
  await gems('seen', 1, 10);
  await gems('not-seen', 2, 20);
  await gems('twice-a', 3, 30);
  await gems('twice-b', 3, 30);
  const side = (robloxUserId: number, amount: number) =>
    ({ at, robloxUserId, direction: 'received', goods: { pets: [], gems: amount } }) as const;
  const account = { tellerId: 'teller-1', sealedToken: '', connectedAt: at, expiresAt: at, nextAt: at };
  const testimony = {
    tellerId: 'teller-1',
    asOf: at + MINUTE,
    sides: [side(1, 10), side(3, 30)],
    holds: { pets: [], gems: 0 },
  };
  for (let looks = 0; looks < 2; looks += 1) await reconcile(bank.book, account, testimony);
  const held = await Promise.all(
    [1, 2, 3].map(async (id) => (await bank.book.query(readInventory, id, { by: 'web' })).onHold.gems),
  );
  expect(held).toEqual([0, 20, 60]);
  expect((await bank.reads.head()).seq).toBe(5);
  await expectSound(bank);
});
