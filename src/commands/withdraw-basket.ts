import { type AssetKey, GEMS } from '../bank/engine/pets.ts';
import { invalid } from '../bank/engine/refusal.ts';
import type { Holdings } from '../bank/holdings.ts';
import { parseAmount } from './dispatch/parse-amount.ts';
import { formatNumber } from './model/pet-names.ts';

/** What somebody is putting together, by asset: amounts from 1. */
export type Basket = ReadonlyMap<AssetKey, bigint>;

/** How many kinds of pets go into one withdrawal: as many as five forms of five lines ask amounts of. */
export const MAX_KINDS = 25;

/**
 * One of each of these pets more; those that are in it stay as they are. Refuses `invalid` when it gets too
 * full.
 */
export function withPets(basket: Basket, keys: readonly AssetKey[]): Basket {
  const added = new Map([...basket, ...keys.map((key) => [key, basket.get(key) ?? 1n] as const)]);
  if (added.size > MAX_KINDS) {
    throw invalid('pets', `one withdrawal takes up to ${MAX_KINDS} kinds; start another one for more`);
  }
  return added;
}

/** With these amounts in the place of those before; zero takes the asset out. */
export function withAmounts(basket: Basket, amounts: Iterable<readonly [AssetKey, bigint]>): Basket {
  return new Map([...new Map([...basket, ...amounts])].filter(([, amount]) => amount > 0n));
}

/** What is left of the basket when no more than this is free. */
export function limitToFree(basket: Basket, { pets, gems }: Pick<Holdings, 'pets' | 'gems'>): Basket {
  const free = new Map([...pets.map((pet) => [pet.key, pet.free] as const), [GEMS, gems.free]]);
  const limited = [...basket].map(([key, amount]) => {
    const most = BigInt(free.get(key) ?? 0);
    return [key, amount < most ? amount : most] as const;
  });
  return withAmounts(new Map(), limited);
}

/**
 * An amount as typed into a form: a number, `all`, or nothing for none. Refuses `invalid` with the name of
 * the field.
 */
export function readWantedAmount(typed: string, { name, free }: { name: string; free: number }): bigint {
  const words = typed.trim().toLowerCase();
  if (words === '') return 0n;
  if (words === 'all') return BigInt(free);
  const amount = parseAmount(words);
  if (amount === undefined) throw invalid(name, 'a whole number, such as 3, 1,000 or 2.5m, or all');
  if (amount > free) throw invalid(name, `you have ${formatNumber(free)} free`);
  return BigInt(amount);
}
