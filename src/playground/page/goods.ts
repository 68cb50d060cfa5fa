import { petLabel } from '../../bank/engine/pet-label.ts';
import type { Goods } from '../chat/wire.ts';

export const VARIANTS = { normal: 'Normal', golden: 'Golden', rainbow: 'Rainbow' } as const;

export const number = (amount: number): string => amount.toLocaleString('en');

/** `2 × Huge Cat, 1,000 gems`; `nothing` where there is none. */
export function describeGoods({ pets, gems }: Goods): string {
  const parts = pets.map((pet) => `${number(pet.quantity)} × ${petLabel(pet)}`);
  return [...parts, ...(gems > 0 ? [`${number(gems)} gems`] : [])].join(', ') || 'nothing';
}

/** The same pets and gems, with other amounts; those of 0 are left out. */
export function withAmounts({ pets }: Goods, quantities: readonly number[], gems: number): Goods {
  const changed = pets.map((pet, at) => ({ ...pet, quantity: quantities[at] ?? 0 }));
  return { pets: changed.filter(({ quantity }) => quantity > 0), gems };
}
