import type { Rules } from './operation.ts';
import { type AssetKey, type Goods, mergeStacks, type PetStack, petKey } from './pets.ts';

/** The id of the pet that a caller named. */
export type Identify = (stack: PetStack) => string;

/** The goods with every pet under its id. Equal pets are added up, before they are identified and after. */
export function identifyPets(goods: Goods, identify: Identify): { pets: PetStack[]; gems: number } {
  const named = mergeStacks(goods.pets);
  const pets = named.map((stack) => {
    const id = identify(stack);
    return id === stack.id ? stack : { ...stack, id };
  });
  const isSame = pets.every((stack, at) => stack === named[at]);
  return { pets: isSame ? pets : mergeStacks(pets), gems: goods.gems };
}

/**
 * Identifies what comes in. An id of the newest list is that pet; what a pet was called before is the id that
 * it has now; a display name that belongs to exactly one pet is that one's. The rest stays as it is written.
 */
export const identifyIncoming =
  (rules: Rules): Identify =>
  ({ id }) =>
    recognizeName(id, rules);

/** The id of a pet that is named alone. */
export const recognizeName = (name: string, rules: Names): string => findNamed(name, rules) ?? name;

/** The same, or undefined where nobody knows the name. Letters that are composed otherwise are the same. */
export function findNamed(name: string, rules: Names): string | undefined {
  const composed = name.normalize('NFC');
  // An id of the list comes before everything else that the word may be.
  const isId = rules.catalogue.isListed(composed) && !rules.catalogue.isListed(name);
  return isId ? composed : (recognize(name, rules) ?? recognize(composed, rules));
}

/** What says which names there are, and were. */
type Names = Pick<Rules, 'catalogue' | 'aliases'>;

function recognize(id: string, names: Names): string | undefined {
  const { catalogue, aliases } = names;
  if (catalogue.isListed(id)) return id;
  const successors = aliases.successors(id);
  if (successors.length > 0) return successors.find(catalogue.isListed) ?? aliases.newest(id);
  const found = catalogue.find(id)?.id;
  // Under this name a pet has left the list, which may have been renamed since.
  return found === undefined || found === id ? found : recognize(found, names);
}

/**
 * Identifies what leaves an account, or is counted in it, which holds so much of each asset: a pet may be
 * named as it is held there, whatever the list of pets says today, by what it was called before, and else as
 * what comes in. Of pets that the name could mean, it is the first of which there is enough, or any.
 */
export function identifyHeld(rules: Rules, amountOf: (asset: AssetKey) => bigint): Identify {
  return (stack) => {
    const ids = heldIds(stack, rules);
    const [only = stack.id, ...others] = ids;
    if (others.length === 0) return only;
    const amounts = ids.map((id) => [id, amountOf(petKey({ ...stack, id }))] as const);
    const [id] = amounts.find(([, amount]) => amount >= BigInt(stack.quantity)) ??
      amounts.find(([, amount]) => amount > 0n) ?? [others.at(-1)];
    return id ?? only;
  };
}

/** The goods once more for each id that `identifyHeld` may find: what a decision reads to identify them. */
export const listHeldForms = (goods: Goods, rules: Rules): Goods => ({
  pets: goods.pets.flatMap((stack) => heldIds(stack, rules).map((id) => ({ ...stack, id }))),
  gems: goods.gems,
});

/** The ids that a name may have in an account, the likeliest first. */
function heldIds(stack: PetStack, rules: Rules): string[] {
  const composed = stack.id.normalize('NFC');
  const words = [stack.id, composed];
  const successors = words.flatMap(rules.aliases.successors);
  // The pet that the list showed under this name last, also if its id has another since.
  const shown = successors.length > 0 ? [] : words.flatMap((word) => rules.catalogue.find(word)?.id ?? []);
  return [...new Set([...words, ...successors, ...shown, recognizeName(stack.id, rules)])];
}

/** What comes in, under its ids. */
export const identifyDeposit = (goods: Goods, rules: Rules): Goods =>
  identifyPets(goods, identifyIncoming(rules));
