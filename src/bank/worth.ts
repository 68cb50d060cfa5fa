import type { Catalogue } from './catalogue.ts';
import type { Goods } from './pets.ts';

/** The worth of goods in gems, a gem being worth one; null if nothing among them has a value. Exact whatever the size. */
export function worthOf(goods: Goods, catalogue: Catalogue): bigint | null {
  let worth: bigint | null = goods.gems > 0 ? BigInt(goods.gems) : null;
  for (const pet of goods.pets) {
    const value = catalogue.value(pet);
    if (value !== null) worth = (worth ?? 0n) + BigInt(value) * BigInt(pet.quantity);
  }
  return worth;
}
