import type { Aliases } from './engine/aliases.ts';
import { type Amounts, type AssetKey, mapAssetId, parseAssetKey } from './engine/pets.ts';

/** What a teller holds by the ledger, and how much of it its claims may have taken out. */
interface Stock {
  readonly held: ReadonlyMap<AssetKey, bigint>;
  readonly claimed: ReadonlyMap<AssetKey, bigint>;
}

/**
 * Spreads what a teller reports of pets that may be one over the ids under which it holds them: the game has
 * one name for all of them. Whoever reports as much as they hold in all, has no drift.
 */
export function spreadUndecided(reported: Amounts, stock: Stock, { undecided }: Aliases): Amounts {
  if (undecided.length === 0) return reported;
  const spread = new Map(reported);
  for (const keys of groupKeys([...stock.held.keys(), ...reported.keys()], undecided)) {
    let left = keys.reduce((sum, key) => sum + (reported.get(key) ?? 0n), 0n);
    for (const key of keys) spread.delete(key);
    const fill = (key: AssetKey, upTo: bigint): void => {
      const before = spread.get(key) ?? 0n;
      const amount = left < upTo - before ? left : upTo - before;
      if (amount <= 0n) return;
      spread.set(key, before + amount);
      left -= amount;
    };
    // First what must be there, then what may have been handed over already, and what is too much at last.
    for (const key of keys) fill(key, (stock.held.get(key) ?? 0n) - (stock.claimed.get(key) ?? 0n));
    for (const key of keys) fill(key, stock.held.get(key) ?? 0n);
    const [first] = keys;
    if (first !== undefined) fill(first, (spread.get(first) ?? 0n) + left);
  }
  return spread;
}

/** What a teller holds of an asset, counted together with those that may be the same. */
export function sumUndecided(held: ReadonlyMap<AssetKey, bigint>, { undecided }: Aliases): Amounts {
  const sums = new Map(held);
  for (const keys of undecided.length === 0 ? [] : groupKeys([...held.keys()], undecided)) {
    const sum = keys.reduce((total, key) => total + (held.get(key) ?? 0n), 0n);
    for (const key of keys) sums.set(key, sum);
  }
  return sums;
}

/** The assets that may be the same, in groups of two or more. */
function groupKeys(keys: readonly AssetKey[], undecided: Aliases['undecided']): AssetKey[][] {
  const firstOf = new Map(undecided.flatMap((ids) => ids.map((id) => [id, ids[0] ?? id] as const)));
  const isUndecided = (key: AssetKey): boolean => {
    const pet = parseAssetKey(key);
    return pet !== 'gems' && firstOf.has(pet.id);
  };
  const asOne = (key: AssetKey): AssetKey => mapAssetId(key, (id) => firstOf.get(id) ?? id);
  const groups = Map.groupBy([...new Set(keys)].filter(isUndecided).sort(), asOne);
  return [...groups.values()].filter((group) => group.length > 1);
}
