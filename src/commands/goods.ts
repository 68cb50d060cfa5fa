import { type Catalogue, computeWorth, type Worth } from '../bank/engine/catalogue.ts';
import type { Goods, Pet } from '../bank/engine/pets.ts';
import type { HeldPet } from '../bank/holdings.ts';
import { formatGems, formatPets, type PetNames } from './model/pet-names.ts';
import { lines, say, strong, type Text, t } from './model/text.ts';

/** How many kinds of pets are listed; more would not fit beside the rest of a reply. */
const MAX_KINDS = 25;

interface GoodsOptions {
  /** How a pet is named. */
  readonly label: (pet: Pet) => string;
  readonly maxKinds?: number;
  /** What each line begins with. */
  readonly bullet?: string;
}

/** Lists goods: a line for each kind of pet, and one for the gems. */
export function listGoods(
  { pets, gems }: Goods,
  { label, maxKinds = MAX_KINDS, bullet = '• ' }: GoodsOptions,
): Text {
  const more = pets.length - maxKinds;
  const listed = [
    ...pets
      .slice(0, maxKinds)
      .map((pet) => strong(t('amount.pet', { count: pet.quantity, pet: label(pet) }))),
    ...(more > 0 ? [t('amount.more-kinds-of-pets', { count: more })] : []),
    ...(gems > 0 ? [strong(formatGems(gems))] : []),
  ];
  return listed.length === 0 ? t('amount.nothing') : lines(listed.map((line) => say`${bullet}${line}`));
}

/** Says what goods are worth, as a sentence. */
export function describeWorth(goods: Goods, catalogue: Catalogue): Text {
  const worth = computeWorth(goods, catalogue);
  return worth.worth === null ? t('worth.unknown') : t('worth.known', { worth: formatWorth(worth) });
}

/** `500 gems`, or `at least 500 gems, not counting 3 pets of unknown value`. */
export function formatWorth({ worth, unvalued }: Worth): Text {
  const gems = formatGems(worth ?? 0n);
  return unvalued === 0n ? gems : t('worth.at-least', { gems, pets: formatPets(unvalued) });
}

/** What a single one of a pet is worth, in gems. */
export const formatEach = (value: number | null): Text =>
  value === null ? t('worth.none-known') : t('worth.each', { value });

/** Counts the pets, of all kinds together. */
export const countPets = (pets: readonly HeldPet[], amount: 'free' | 'reserved'): number =>
  pets.reduce((sum, pet) => sum + pet[amount], 0);

/** The pets that aren't in withdrawals, sorted by worth. */
export function sortFreePets(pets: readonly HeldPet[], names: PetNames): HeldPet[] {
  const free = pets.filter((pet) => pet.free > 0);
  return sortByWorth(free, names);
}

/** Sorts by the worth of a single pet, most valuable first, those without a value last, then by name. */
export function sortByWorth(pets: readonly HeldPet[], names: PetNames): HeldPet[] {
  const named = pets.map((held) => ({ held, name: names.name(held.pet) }));
  named.sort((a, b) => {
    const byValue = (b.held.value ?? -1) - (a.held.value ?? -1);
    return byValue || compare(a.name, b.name) || compare(a.held.key, b.held.key);
  });
  return named.map(({ held }) => held);
}

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
