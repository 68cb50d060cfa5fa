import type { Catalogue } from '../../../src/bank/engine/catalogue.ts';
import type { Dice } from '../dice.ts';
import { WORDS } from './lists.ts';
import type { Line, Renames } from './world.ts';

export const pickOf = <T>(all: readonly T[], dice: Dice): T | undefined => all[dice.below(all.length)];

/** The name under which the list shows a pet, where it is accepted for it. */
export function shownName(id: string, catalogue: Catalogue): string | undefined {
  const name = catalogue.find(id)?.name;
  return name !== undefined && catalogue.find(name)?.id === id ? name : undefined;
}

/**
 * The words by which a pet can surely be named in an account that holds these ids of its form: its id, what
 * it was called before, and the name that the list shows, unless that could mean another one there.
 */
export function namesInAccount(
  id: string,
  held: ReadonlySet<string>,
  { aliases, catalogue }: { aliases: Renames; catalogue: Catalogue },
): string[] {
  const isPlain = (word: string): boolean => {
    const composed = word.normalize('NFC');
    const candidates = [word, composed, ...aliases.successors(word), ...aliases.successors(composed)];
    const isListed = catalogue.isListed(word) || catalogue.isListed(composed);
    if (!isListed && aliases.successors(word).length === 0) candidates.push(catalogue.find(word)?.id ?? word);
    return new Set(candidates.filter((each) => held.has(each))).size === 1 && candidates.includes(id);
  };
  return [id, ...WORDS.filter((word) => word !== id && !held.has(word) && isPlain(word))];
}

/** Other names of each line's pet that a retry may use for ever: those of the moment at which it was sent. */
export function namesForRetry(
  written: readonly Line[],
  resolvedIds: readonly string[],
  catalogue: Catalogue,
): string[][] {
  return written.map(({ id: word }, index) => {
    const id = resolvedIds[index] ?? word;
    const shown = shownName(id, catalogue);
    return [...new Set([word, id, ...(shown === undefined ? [] : [shown])])];
  });
}
