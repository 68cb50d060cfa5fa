import type { Catalogue } from './engine/catalogue.ts';
import { isHolding } from './engine/ledger.ts';
import { GEMS, parseAssetKey } from './engine/pets.ts';
import type { Instant, Transaction } from './engine/rows.ts';

/**
 * What a member held after a transaction, free and reserved together: gems, and the worth of everything at
 * today's values.
 */
export interface BalancePoint {
  readonly at: Instant;
  readonly gems: bigint;
  readonly value: bigint;
}

/**
 * A member's balance after each of these transactions of theirs, oldest first, told backwards from what they
 * hold now. `transactions` are the newest ones, newest first, with none left out.
 */
export function computeBalanceHistory(
  transactions: readonly Transaction[],
  now: { readonly gems: bigint; readonly worth: bigint },
  catalogue: Catalogue,
): BalancePoint[] {
  let { gems, worth } = now;
  const points: BalancePoint[] = [];
  for (const { at, entries } of transactions) {
    points.push({ at, gems, value: worth });
    for (const { asset, from, to, amount } of entries) {
      const change = (isHolding(to) ? amount : 0n) - (isHolding(from) ? amount : 0n);
      if (asset === GEMS) gems -= change;
      worth -= change * worthOfOne(asset, catalogue);
    }
  }
  return points.reverse();
}

function worthOfOne(key: string, catalogue: Catalogue): bigint {
  const asset = parseAssetKey(key);
  return asset === 'gems' ? 1n : BigInt(catalogue.value(asset) ?? 0);
}
