import { z } from 'zod';
import {
  type AssetKey,
  GEMS,
  type Goods,
  goodsToAmounts,
  parseAssetKey,
  petKey,
} from '../bank/engine/pets.ts';
import { inventoryAnswer } from '../bank/inventory.ts';
import { proofAnswer } from '../bank/proof.ts';
import type { AskBank } from './ask-bank.ts';
import type { Player } from './players.ts';

type Sums = Map<AssetKey, bigint>;

/** What each asset sums to that the bank owes, whomever. */
export async function readOwed(ask: AskBank): Promise<Sums> {
  const { body } = await ask('GET', '/proof');
  const { assets } = z.parse(proofAnswer, body);
  return new Map(assets.map(({ asset, owed }) => [asset === 'gems' ? GEMS : petKey(asset), BigInt(owed)]));
}

interface AuditOptions {
  readonly ask: AskBank;
  readonly players: readonly Player[];
  readonly holdingsOf: (userId: number) => Promise<Goods>;
  readonly tellerIds: readonly number[];
  /** What the bank owed before. */
  readonly owedBefore: Sums;
}

/**
 * Counts everything: what each player holds in the game and owns in the bank must be what they began with,
 * and what the bank owes must be what its tellers hold. Gives what isn't so, in words; nothing is missing
 * where that is nothing.
 */
export async function audit(options: AuditOptions): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const player of options.players) {
    const now = addGoods(await ownedInBank(player, options.ask), await options.holdingsOf(player.userId));
    faults.push(...differences(`player ${player.userId}`, addGoods(new Map(), player.had), now));
  }
  const held: Sums = new Map(options.owedBefore);
  for (const tellerId of options.tellerIds) addGoods(held, await options.holdingsOf(tellerId));
  faults.push(...differences('the bank against its tellers', held, await readOwed(options.ask)));
  return faults;
}

async function ownedInBank({ userId }: Player, ask: AskBank): Promise<Sums> {
  const { body } = await ask('GET', `/user/${userId}/inventory`);
  const { pets, gems, reserved } = z.parse(inventoryAnswer, body);
  const sums: Sums = new Map([[GEMS, BigInt(gems + reserved.gems)]]);
  for (const { quantity, reserved: waiting, value: _value, ...pet } of pets) {
    sums.set(petKey(pet), BigInt(quantity + waiting));
  }
  return sums;
}

function addGoods(sums: Sums, goods: Goods): Sums {
  for (const [asset, amount] of goodsToAmounts(goods)) sums.set(asset, (sums.get(asset) ?? 0n) + amount);
  return sums;
}

function differences(whose: string, before: Sums, now: Sums): string[] {
  return [...new Set([...before.keys(), ...now.keys()])].flatMap((key) => {
    const [had, has] = [before.get(key) ?? 0n, now.get(key) ?? 0n];
    const asset = parseAssetKey(key);
    const name = asset === 'gems' ? 'gems' : key;
    return had === has ? [] : [`${whose}: ${name}: ${had} before, ${has} now`];
  });
}
