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

/** Identifies what comes in: a display name that belongs to exactly one pet becomes that pet's id. */
export const identifyIncoming =
  ({ catalogue }: Rules): Identify =>
  ({ id }) =>
    catalogue.find(id)?.id ?? id;

/**
 * Identifies what leaves an account, or is counted in it, which holds so much of each asset: a pet may be
 * named as it is held there, whatever the list of pets says today, and else as what comes in. Of two pets
 * that the name could mean, it is the one of which there is enough, or any.
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
const heldIds = (stack: PetStack, rules: Rules): string[] => [
  ...new Set([stack.id, identifyIncoming(rules)(stack)]),
];

/** What comes in, under its ids. */
export const identifyDeposit = (goods: Goods, rules: Rules): Goods =>
  identifyPets(goods, identifyIncoming(rules));
