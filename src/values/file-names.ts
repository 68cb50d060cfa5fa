import type { Aliases } from '../bank/engine/aliases.ts';
import type { Catalogue } from '../bank/engine/catalogue.ts';
import { findNamed } from '../bank/engine/pet-identity.ts';
import { indexPetNames, type PetNameIndex } from '../bank/engine/pet-name-index.ts';

/** How many pets an error suggests. */
const MAX_SUGGESTED = 3;

/** What a name in a file means: the pet of an id, or why it is none of the list's. */
export type ResolvedName =
  | { readonly id: string }
  | { readonly isShared: boolean; readonly explain: () => string };

/** Resolves names as requests' are, by what pets are called and what they were. Nothing is guessed. */
export function createNameResolver(list: Catalogue, aliases: Aliases): (name: string) => ResolvedName {
  const index = indexPetNames(list.items);
  return (name) => {
    const id = findNamed(name, { catalogue: list, aliases });
    if (id !== undefined) return { id };
    const shared = list.idsNamed(name);
    if (shared.length === 0) return { isShared: false, explain: () => explainUnknown(name, index) };
    const explain = () =>
      `${quoteName(name)} is the name of several pets. Write the id: ${listNames(shared)}`;
    return { isShared: true, explain };
  };
}

function explainUnknown(name: string, index: PetNameIndex): string {
  const folded = index.findIds(name);
  const worded = folded.length > 0 ? null : findWorded(name.split(/[\s()]+/).filter(Boolean), index);
  if (worded) {
    return `${quoteName(name)} is no pet's name. Write ${listNames(worded.ids)}, with ${worded.fields}`;
  }
  const suggested = folded.length > 0 ? folded : index.suggest(name, MAX_SUGGESTED);
  return suggested.length > 0
    ? `${quoteName(name)} is not in the list of pets. Did you mean ${listNames(suggested)}?`
    : `${quoteName(name)} is not in the list of pets. If it is new, take it with --allow-unknown`;
}

/** Words that people put beside a name for what is a field of its own. */
const FORM_WORDS = new Map(
  Object.entries({
    normal: 'variant normal',
    regular: 'variant normal',
    golden: 'variant golden',
    gold: 'variant golden',
    rainbow: 'variant rainbow',
    shiny: 'shiny true',
  }),
);

/** The pets whose name is left without the words of its form, at either end, and what these words mean. */
function findWorded(
  words: readonly string[],
  index: PetNameIndex,
): { ids: readonly string[]; fields: string } | null {
  for (const [word = '', rest] of [
    [words[0], words.slice(1)],
    [words.at(-1), words.slice(0, -1)],
  ] as const) {
    const field = FORM_WORDS.get(word.toLowerCase());
    if (field === undefined || rest.length === 0) continue;
    const ids = index.findIds(rest.join(' '));
    if (ids.length > 0) return { ids, fields: field };
    const deeper = findWorded(rest, index);
    if (deeper) return { ...deeper, fields: `${field} and ${deeper.fields}` };
  }
  return null;
}

const listNames = (names: readonly string[]): string =>
  names.slice(0, MAX_SUGGESTED).map(quoteName).join(' or ');

/** All but the plain space, which can be seen. */
const UNSEEN = /(?! )[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}]/gu;

/** A name in quotes, with what can't be seen in it as its code. */
export const quoteName = (name: string): string =>
  `"${name.replace(UNSEEN, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`)}"`;

/** The name that `quoteName` shows with these codes, for who has to type it. */
export const unquoteName = (text: string): string =>
  text.replace(/\\u\{([0-9a-f]{1,6})\}/g, (_code, hex: string) =>
    String.fromCodePoint(Number.parseInt(hex, 16)),
  );
