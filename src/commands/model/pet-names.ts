import type { Catalogue } from '../../bank/engine/catalogue.ts';
import { petLabel } from '../../bank/engine/pet-label.ts';
import type { Goods, Pet } from '../../bank/engine/pets.ts';

/** How pets are called, as far as the catalogue knows: where it has no name, a pet goes by its id. */
export interface PetNames {
  name(pet: Pet): string;
  /** With variant, shine and chroma: `Shiny Golden Shown Fox`. */
  label(pet: Pet): string;
  /** Goods in one short sentence: `2 × Cat, 3 × Dog and 4 more kinds, 100 gems`. */
  summary(goods: Goods): string;
}

/** How many kinds of pets a summary names. */
const MOST_NAMED = 3;

/** The names of a catalogue, read once for each. */
export const readPetNames = oncePerCatalogue((catalogue): PetNames => {
  const byId = new Map(catalogue.items.map(({ id, name }) => [id, name]));
  const name = ({ id }: Pet): string => byId.get(id) ?? id;
  const label = (pet: Pet): string => petLabel(pet, name(pet));
  return {
    name,
    label,
    summary({ pets, gems }) {
      const named = pets.slice(0, MOST_NAMED).map((pet) => `${formatNumber(pet.quantity)} × ${label(pet)}`);
      const more = pets.length - named.length;
      const words = named.join(', ') + (more > 0 ? ` and ${more} more ${more === 1 ? 'kind' : 'kinds'}` : '');
      return [words, gems > 0 ? formatGems(gems) : ''].filter((part) => part !== '').join(', ') || 'nothing';
    },
  };
});

/** `1,234,567`. */
export const formatNumber = (amount: number | bigint): string => amount.toLocaleString('en');
export const formatGems = (gems: number | bigint): string =>
  `${formatNumber(gems)} ${BigInt(gems) === 1n ? 'gem' : 'gems'}`;
export const formatPets = (pets: number | bigint): string =>
  `${formatNumber(pets)} ${BigInt(pets) === 1n ? 'pet' : 'pets'}`;

/** What is made of a catalogue, once for each: a new one comes with new values. */
export function oncePerCatalogue<Made extends object>(
  make: (catalogue: Catalogue) => Made,
): (catalogue: Catalogue) => Made {
  const made = new WeakMap<Catalogue, Made>();
  return (catalogue) => {
    const before = made.get(catalogue);
    if (before) return before;
    const now = make(catalogue);
    made.set(catalogue, now);
    return now;
  };
}
