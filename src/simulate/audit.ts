import { type Amounts, GEMS, type Goods, goodsToAmounts, petKey, sumAmounts } from '../bank/engine/pets.ts';
import type { CallBank } from './bank-server.ts';
import { type Player, readInventory } from './players.ts';

interface AuditOptions {
  readonly callBank: CallBank;
  readonly players: readonly Player[];
  readonly readHoldings: (userId: number) => Promise<Goods>;
  readonly tellerIds: readonly number[];
}

/**
 * Counts everything. What each player holds in the game and owns in the bank must be what they began with,
 * and what the bank owes them all must be what its tellers hold. Returns every discrepancy, as text.
 */
export async function audit(options: AuditOptions): Promise<readonly string[]> {
  const { callBank, readHoldings } = options;
  const discrepancies: string[] = [];
  const owed: Amounts = new Map();
  for (const { userId, initialGoods } of options.players) {
    const { pets, gems, reserved } = await readInventory(userId, callBank);
    const now: Amounts = new Map([[GEMS, BigInt(gems + reserved.gems)]]);
    for (const pet of pets) now.set(petKey(pet), BigInt(pet.quantity + pet.reserved));
    sumAmounts(now, owed);
    sumAmounts(goodsToAmounts(await readHoldings(userId)), now);
    discrepancies.push(...compare(`player ${userId}`, new Map(goodsToAmounts(initialGoods)), now));
  }
  const held: Amounts = new Map();
  for (const tellerId of options.tellerIds) sumAmounts(goodsToAmounts(await readHoldings(tellerId)), held);
  discrepancies.push(...compare('the bank against its tellers', held, owed));
  return discrepancies;
}

function compare(owner: string, before: Amounts, now: Amounts): string[] {
  return [...new Set([...before.keys(), ...now.keys()])].flatMap((key) => {
    const [had, has] = [before.get(key) ?? 0n, now.get(key) ?? 0n];
    return had === has ? [] : [`${owner}: ${key}: ${had} before, ${has} now`];
  });
}
