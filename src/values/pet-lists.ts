import type { Catalogue } from '../bank/engine/catalogue.ts';
import { readPetNameIndex } from '../bank/engine/pet-name-index.ts';

/** The lists of pets in the configuration, as they were written. */
export interface PetLists {
  readonly allowed: readonly string[];
  readonly denied: readonly string[];
}

/** A name in one of the lists that no pet has. The message doesn't repeat it: values are never printed. */
export interface UnknownName {
  readonly variable: 'PETS_ALLOWED' | 'PETS_DENIED';
  readonly message: string;
}

const MAX_SUGGESTED = 3;

/** Finds names that no pet of the catalogue has; none while it is empty, since anything may come. */
export function findUnknownNames({ allowed, denied }: PetLists, catalogue: Catalogue): UnknownName[] {
  if (catalogue.items.length === 0 || allowed.length + denied.length === 0) return [];
  const { findIds, suggest } = readPetNameIndex(catalogue);
  const check = (variable: UnknownName['variable'], names: readonly string[]): UnknownName[] =>
    names.flatMap((name, at) => {
      if (findIds(name).length > 0) return [];
      const near = suggest(name, MAX_SUGGESTED);
      const hint = near.length === 0 ? '/values shows their names' : `did you mean ${near.join(' or ')}?`;
      return [{ variable, message: `entry ${at + 1} is no pet that the bank knows: ${hint}` }];
    });
  return [...check('PETS_ALLOWED', allowed), ...check('PETS_DENIED', denied)];
}

/** Warns of unknown names in each new list of pets, once for each change of what they are. */
export function watchUnknownNames(lists: PetLists, warn: (warning: string) => void) {
  let last = '';
  return (catalogue: Catalogue): void => {
    const unknown = findUnknownNames(lists, catalogue);
    const warning = unknown.map(({ variable, message }) => `${variable}: ${message}`).join('; ');
    if (warning !== '' && warning !== last) warn(warning);
    last = warning;
  };
}
