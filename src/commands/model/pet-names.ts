import { oncePerCatalogue } from '../../bank/engine/catalogue.ts';
import { petLabel } from '../../bank/engine/pet-label.ts';
import type { Goods, Pet } from '../../bank/engine/pets.ts';

/** The names of pets in the catalogue; a pet without one goes by its id. */
export interface PetNames {
  name(pet: Pet): string;
  /** What the colour of its chroma is called; null where it has none, or nobody knows. */
  chromaName(pet: Pet): string | null;
  /** With variant, shine and chroma: `Shiny Golden Shown Fox (Red, chroma 1)`. */
  label(pet: Pet): string;
  /** Goods in one line: `2 × Cat, 3 × Dog and 4 more kinds, 100 gems`. */
  summary(goods: Goods): string;
}

/** How many kinds of pets a summary names. */
const MAX_NAMED = 3;

/** Reads the names of a catalogue, once for each catalogue. */
export const readPetNames = oncePerCatalogue((catalogue): PetNames => {
  const byId = new Map(catalogue.items.map(({ id, name }) => [id, name]));
  const name = ({ id }: Pet): string => byId.get(id) ?? id;
  const { chromaName } = catalogue;
  const label = (pet: Pet): string => petLabel(pet, { name: name(pet), chromaName: chromaName(pet) });
  return {
    name,
    chromaName,
    label,
    summary({ pets, gems }) {
      const named = pets.slice(0, MAX_NAMED).map((pet) => `${formatNumber(pet.quantity)} × ${label(pet)}`);
      const more = pets.length - named.length;
      const words = named.join(', ') + (more > 0 ? ` and ${more} more ${more === 1 ? 'kind' : 'kinds'}` : '');
      return [words, gems > 0 ? formatGems(gems) : ''].filter((text) => text !== '').join(', ') || 'nothing';
    },
  };
});

/** `1,234,567`. */
export const formatNumber = (amount: number | bigint): string => amount.toLocaleString('en');
export const formatGems = (gems: number | bigint): string =>
  `${formatNumber(gems)} ${BigInt(gems) === 1n ? 'gem' : 'gems'}`;
export const formatPets = (pets: number | bigint): string =>
  `${formatNumber(pets)} ${BigInt(pets) === 1n ? 'pet' : 'pets'}`;
