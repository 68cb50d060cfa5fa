import { requestWithdrawal } from '../../../src/bank/withdraw-request.ts';
import { type Bank, openBank } from '../../bank/bank.ts';
import { DAY, rulesWith } from '../../bank/rules.ts';

/** What one of the staff may move alone in a day, worth in gems. */
export const LIMIT = 1_000;
/** By their Roblox ids: a dishonest manager, an honest one, an accomplice, and whose pets they are. */
export const [THIEF, HONEST, FRIEND, VICTIM] = [9, 8, 6, 2];

/** A bank with two managers of old, where a member holds ten thousand cats. */
export async function openStaffed(): Promise<Bank> {
  const bank = openBank({ rules: { ...rulesWith(), staffAloneLimit: LIMIT } });
  for (const id of [THIEF, HONEST]) await bank.hire(id, 'manager');
  await bank.deposit({ tradeId: 'honest', robloxUserId: VICTIM, pets: [{ id: 'Cat', quantity: 10_000 }] });
  bank.pass(DAY);
  return bank;
}

const VALUES = [
  ['Cat', 100],
  // Nobody knows what it is worth: it counts for a little more than a tenth of the limit.
  ['Mystery', 101],
] as const;

/** What the two could ask for now and get: the worth of what a request for all of it isn't refused. */
export async function carriedOut(bank: Bank): Promise<number> {
  let worth = 0;
  for (const robloxUserId of [THIEF, FRIEND]) {
    for (const [id, value] of VALUES) {
      const held = Number(await bank.balance(robloxUserId, { id }));
      for (let quantity = held; quantity > 0; quantity -= 1) {
        const pets = [{ id, quantity, variant: 'normal' as const, shiny: false }];
        const wish = { requestId: 'w', robloxUserId, pets, gems: 0 };
        const isLet = await bank.book.query(requestWithdrawal, wish, { by: 'web' }).then(
          () => true,
          () => false,
        );
        if (!isLet) continue;
        worth += quantity * value;
        break;
      }
    }
  }
  return worth;
}
