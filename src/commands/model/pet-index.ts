import { oncePerCatalogue } from '../../bank/engine/catalogue.ts';
import { foldName, indexNames, type Named } from '../../bank/engine/name-search.ts';
import { petLabel } from '../../bank/engine/pet-label.ts';
import { type AssetKey, type Pet, petKey } from '../../bank/engine/pets.ts';
import { type PetNames, readPetNames } from './pet-names.ts';

/** A pet to choose. No two in an index have the same label. */
export interface PetChoice {
  readonly key: AssetKey;
  readonly pet: Pet;
  readonly label: string;
}

/** Pets that can be found by what people type. */
export interface PetIndex {
  readonly choices: readonly PetChoice[];
  /** Returns the pets with exactly this key, or with this shown name or id, folded: several may share one. */
  findByName(typed: string): readonly PetChoice[];
  /**
   * Returns up to `limit` pets whose shown name or id is what was typed, begins with it, has words that begin
   * with its words, or contains them, in this order; if there are none, near misses. All for ''.
   */
  search(typed: string, limit: number): readonly PetChoice[];
}

/**
 * Indexes pets in the order in which they are offered. Labels are built from the four fields and compared as
 * a whole: those words find both a golden Retriever and the pet "Golden Retriever", and a person chooses.
 * What a pet was called before finds it too.
 */
export function indexPets(
  pets: readonly Pet[],
  names: PetNames,
  formerNames: (id: string) => readonly string[] = () => [],
): PetIndex {
  const entries = nameEntries(pets, names, formerNames);
  const byKey = new Map(entries.map(({ value }) => [value.key, value]));
  const index = indexNames(entries);
  return {
    choices: entries.map(({ value }) => value),
    findByName(typed) {
      const exact = byKey.get(typed);
      return exact ? [exact] : index.find(typed);
    },
    search(typed, limit) {
      const found = index.search(typed, limit);
      return found.length > 0 ? found : index.suggest(typed, limit);
    },
  };
}

/** Indexes every pet of a catalogue, once. */
export const indexCatalogue = oncePerCatalogue((catalogue) =>
  indexPets(
    catalogue.items.map(({ id, variant, shiny, chroma }) => ({
      id,
      variant,
      shiny,
      ...(chroma === undefined ? {} : { chroma }),
    })),
    readPetNames(catalogue),
  ),
);

/** Each pet with its full names: by its shown name, by its id, and with what makes it unique. */
function nameEntries(
  pets: readonly Pet[],
  names: PetNames,
  formerNames: (id: string) => readonly string[],
): Named<PetChoice>[] {
  const foldedNames = new Map<string, string>();
  // A name belongs to dozens of pets, and folding it is most of the work.
  const foldLabel = (pet: Pet, name: string): string => {
    const folded = foldedNames.get(name) ?? foldName(name);
    foldedNames.set(name, folded);
    return petLabel(pet, { name: folded }).toLowerCase().replaceAll(BRACKETS, '');
  };
  const called = pets.map((pet) => ({
    pet,
    folded: foldLabel(pet, names.name(pet)),
    others: [pet.id, ...formerNames(pet.id)].map((name) => foldLabel(pet, name)),
    inColor: names.chromaName(pet) === null ? [] : [foldName(names.label(pet))],
  }));
  const counts = new Map<string, number>();
  for (const { folded } of called) counts.set(folded, (counts.get(folded) ?? 0) + 1);
  return called.map(({ pet, folded, others, inColor }) => {
    const isShared = counts.get(folded) !== 1;
    const label = isShared ? `${names.label(pet)} [${pet.id}, ${pet.variant}]` : names.label(pet);
    const forms = [folded, ...others, ...inColor, ...(isShared ? [foldName(label)] : [])];
    return { value: { key: petKey(pet), pet, label }, names: forms };
  });
}

/** Those around a chroma: folding a whole label would drop them too. */
const BRACKETS = /[()]/g;
