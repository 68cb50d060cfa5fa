import { requestWithdrawal } from '../../../src/bank/withdraw-request.ts';
import { type Bank, openBank } from '../../bank/bank.ts';
import { linkUser } from '../../bank/link.ts';
import { DAY, rulesWith } from '../../bank/rules.ts';

/** What one of the staff may move alone in a day, worth in gems. */
export const LIMIT = 1_000;
/** By their Roblox ids: a dishonest manager, an honest one, an accomplice, and whose pets they are. */
export const [THIEF, HONEST, FRIEND, VICTIM] = [9, 8, 6, 2];
export const THIEF_USER = '100000000000000009';

/** A bank with two managers of old, where a member holds ten thousand cats. */
export async function openStaffed(): Promise<Bank> {
  const bank = openBank({ rules: { ...rulesWith(), staffAloneLimit: LIMIT } });
  for (const id of [THIEF, HONEST]) await bank.hire(id, 'manager');
  await bank.deposit({ tradeId: 'honest', robloxUserId: VICTIM, pets: [{ id: 'Cat', quantity: 10_000 }] });
  await linkUser(bank, { discordUserId: THIEF_USER, robloxUserId: THIEF });
  bank.pass(DAY);
  return bank;
}

const VALUES = [
  ['Cat', 100],
  // Nobody knows what it is worth: it counts for a little more than a tenth of the limit.
  ['Mystery', 101],
] as const;

/** What the two could ask for now and get: the worth of what a request for all of it isn't refused. */
export async function carriedOut(bank: Bank, accounts: readonly number[]): Promise<number> {
  let worth = 0;
  for (const robloxUserId of [...accounts, FRIEND]) {
    for (const [id, value] of VALUES) worth += value * (await findMost(bank, robloxUserId, id));
  }
  return worth;
}

/** How many of the pet a request gets at most: where it gets some number, it gets every smaller one. */
async function findMost(bank: Bank, robloxUserId: number, id: string): Promise<number> {
  const isLet = (quantity: number): Promise<boolean> => {
    const pets = [{ id, quantity, variant: 'normal' as const, shiny: false }];
    const wish = { requestId: 'w', robloxUserId, pets, gems: 0 };
    return bank.book.query(requestWithdrawal, wish, { by: 'web' }).then(
      () => true,
      () => false,
    );
  };
  let [most, tooMany] = [0, Number(await bank.balance(robloxUserId, { id })) + 1];
  while (tooMany - most > 1) {
    const middle = Math.floor((most + tooMany) / 2);
    if (await isLet(middle)) most = middle;
    else tooMany = middle;
  }
  return most;
}
