import { oncePerCatalogue } from './catalogue.ts';
import { foldName, indexNames } from './name-search.ts';
import { indexNearMisses, type NearMisses } from './near-misses.ts';

/** The names of a list of pets, as people type them. */
export interface PetNameIndex {
  /** Returns the ids of all pets with this id or shown name, folded: several may share a name. */
  findIds(typed: string): readonly string[];
  /** Returns up to `limit` ids and shown names that are nearly what was typed, for "did you mean" alone. */
  readonly suggest: NearMisses<string>;
}

/** Indexes the ids and the shown names of pets; forms of the same pet count once. */
export function indexPetNames(pets: Iterable<{ readonly id: string; readonly name: string }>): PetNameIndex {
  const namesById = new Map<string, Set<string>>();
  for (const { id, name } of pets) namesById.set(id, (namesById.get(id) ?? new Set([id])).add(name));
  const entries = Array.from(namesById, ([id, names]) => ({ value: id, names: Array.from(names, foldName) }));
  const texts = new Set(Array.from(namesById.values(), (names) => [...names]).flat());
  let suggest: NearMisses<string> | undefined;
  return {
    findIds: indexNames(entries).find,
    suggest(typed, limit) {
      suggest ??= indexNearMisses(Array.from(texts, (name) => ({ name, value: name })));
      return suggest(typed, limit);
    },
  };
}

/** The names of a catalogue, indexed once. */
export const readPetNameIndex = oncePerCatalogue(({ items }) => indexPetNames(items));
