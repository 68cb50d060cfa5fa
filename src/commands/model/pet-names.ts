import { oncePerCatalogue } from '../../bank/engine/catalogue.ts';
import { petLabel } from '../../bank/engine/pet-label.ts';
import type { Goods, Pet } from '../../bank/engine/pets.ts';
import { join, type Text, t } from './text.ts';

/** The names of pets in the catalogue; a pet without one goes by its id. */
export interface PetNames {
  name(pet: Pet): string;
  /** What the colour of its chroma is called; null where it has none, or nobody knows. */
  chromaName(pet: Pet): string | null;
  /** With variant, shine and chroma: `Shiny Golden Shown Fox (Red, chroma 1)`. The same in every language. */
  label(pet: Pet): string;
  /** Goods in one line: `2 × Cat, 3 × Dog and 4 more kinds, 100 gems`. */
  summary(goods: Goods): Text;
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
      const named = pets
        .slice(0, MAX_NAMED)
        .map((pet) => t('amount.pet', { count: pet.quantity, pet: label(pet) }));
      const more = pets.length - named.length;
      const listed = join(named, ', ');
      const words = more > 0 ? t('amount.and-more-kinds', { listed, count: more }) : listed;
      if (gems > 0) return join([words, formatGems(gems)], ', ');
      return words.length === 0 ? t('amount.nothing') : words;
    },
  };
});

/** `1,234,567`, with the marks of the reader's language. */
export const formatNumber = (count: number | bigint): Text => t('amount.number', { count });
export const formatGems = (count: number | bigint): Text => t('amount.gems', { count });
export const formatPets = (count: number | bigint): Text => t('amount.pets', { count });
