import type { HeldPet } from '../bank/holdings.ts';
import type { PetNames } from './model/pet-names.ts';

/** How many pets these are, of all kinds. */
export const countPets = (pets: readonly HeldPet[], amount: 'free' | 'reserved'): number =>
  pets.reduce((sum, pet) => sum + pet[amount], 0);

/** By the worth of one, those without a value last, then by name. */
export function sortByWorth(pets: readonly HeldPet[], names: PetNames): HeldPet[] {
  const called = pets.map((held) => ({ held, name: names.name(held.pet) }));
  called.sort((one, other) => {
    const byValue = (other.held.value ?? -1) - (one.held.value ?? -1);
    return byValue || compare(one.name, other.name) || compare(one.held.key, other.held.key);
  });
  return called.map(({ held }) => held);
}

const compare = (one: string, other: string): number => (one < other ? -1 : Number(one > other));
