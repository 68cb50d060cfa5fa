import { petLabel } from '../../bank/engine/pet-label.ts';
import { type AssetKey, type Pet, petKey } from '../../bank/engine/pets.ts';
import type { PetNames } from './pet-names.ts';

/** A pet to choose. No two in an index have the same label. */
export interface PetChoice {
  readonly key: AssetKey;
  readonly pet: Pet;
  readonly label: string;
}

/** Pets that can be found by what people type. */
export interface PetIndex {
  readonly choices: readonly PetChoice[];
  /** Returns the pets with exactly this key, shown name or id, in any case: several may share a name. */
  findByName(typed: string): readonly PetChoice[];
  /** Returns up to `limit` pets whose label contains each of the words, the best first; all for ''. */
  search(typed: string, limit: number): readonly PetChoice[];
}

/**
 * Indexes pets in the order in which they are offered. Labels are built from the four fields and compared as
 * a whole: those words find both a golden Retriever and the pet "Golden Retriever", and a person chooses.
 */
export function indexPets(pets: readonly Pet[], names: PetNames): PetIndex {
  const entries = buildEntries(pets, names);
  const byKey = new Map(entries.map(({ pick }) => [pick.key, pick]));
  const byForm = Map.groupBy(
    entries.flatMap(({ pick, forms }) => [...new Set(forms)].map((form) => ({ pick, form }))),
    ({ form }) => form,
  );
  return {
    choices: entries.map(({ pick }) => pick),
    findByName(typed) {
      const exact = byKey.get(typed);
      return exact ? [exact] : (byForm.get(fold(typed)) ?? []).map(({ pick }) => pick);
    },
    search(typed, limit) {
      const wanted = fold(typed);
      const words = wanted.split(' ');
      const best: PetChoice[] = [];
      const others: PetChoice[] = [];
      for (const { pick, folded } of entries) {
        if (best.length === limit) break;
        if (folded.startsWith(wanted)) best.push(pick);
        else if (others.length < limit && words.every((word) => folded.includes(word))) others.push(pick);
      }
      return [...best, ...others].slice(0, limit);
    },
  };
}

interface IndexedPet {
  readonly pick: PetChoice;
  readonly folded: string;
  /** All of its full names: by its shown name, by its id, and with what makes it unique. */
  readonly forms: readonly string[];
}

function buildEntries(pets: readonly Pet[], names: PetNames): IndexedPet[] {
  const foldedNames = new Map<string, string>();
  // A name belongs to dozens of pets, and folding it is most of the work.
  const foldOnce = (name: string): string => {
    const folded = foldedNames.get(name) ?? fold(name);
    foldedNames.set(name, folded);
    return folded;
  };
  const called = pets.map((pet) => ({
    pet,
    folded: petLabel(pet, foldOnce(names.name(pet))).toLowerCase(),
    byId: petLabel(pet, foldOnce(pet.id)).toLowerCase(),
  }));
  const counts = new Map<string, number>();
  for (const { folded } of called) counts.set(folded, (counts.get(folded) ?? 0) + 1);
  return called.map(({ pet, folded, byId }) => {
    const isShared = counts.get(folded) !== 1;
    const label = isShared ? `${names.label(pet)} [${pet.id}, ${pet.variant}]` : names.label(pet);
    return {
      pick: { key: petKey(pet), pet, label },
      folded,
      forms: [folded, byId, ...(isShared ? [fold(label)] : [])],
    };
  });
}

/** Normalises text for comparing: no case, and any white space as one space. */
const fold = (text: string): string => text.normalize('NFKC').toLowerCase().trim().replace(/\s+/g, ' ');
