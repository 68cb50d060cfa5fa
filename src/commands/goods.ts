import { type Catalogue, computeWorth } from '../bank/engine/catalogue.ts';
import type { Goods } from '../bank/engine/pets.ts';
import type { HeldPet } from '../bank/holdings.ts';
import { formatGems, formatNumber, type PetNames } from './model/pet-names.ts';
import { say, strong, type Text } from './model/text.ts';

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

/** More would not fit beside the rest of a reply. */
const MAX_LINES = 25;

/** Goods, a line for each kind of pet and one for the gems. */
export function goodsLines({ pets, gems }: Goods, names: PetNames): Text[] {
  const shown = pets.slice(0, MAX_LINES);
  const more = pets.length - shown.length;
  return [
    ...shown.map((pet) => say`• ${strong(`${formatNumber(pet.quantity)} × ${names.label(pet)}`)}`),
    ...(more > 0 ? [say`• and ${formatNumber(more)} more kinds of pets`] : []),
    ...(gems > 0 ? [say`• ${strong(formatGems(gems))}`] : []),
  ];
}

/** What goods are worth, as a sentence. */
export function worthLine(goods: Goods, catalogue: Catalogue): Text {
  const worth = computeWorth(goods, catalogue);
  return worth === null
    ? say`None of it has a known value.`
    : say`Worth ${strong(formatNumber(worth))} gems.`;
}
