import { type AssetKey, GEMS } from '../bank/engine/pets.ts';
import type { Holdings } from '../bank/holdings.ts';
import { type Basket, requireFewKinds } from './basket.ts';
import { completePet, disambiguate } from './choose-pet.ts';
import type { CommandDependencies } from './dependencies.ts';
import { type Choice, MAX_CHOICE_LENGTH } from './model/command.ts';
import { parseAmount } from './model/input.ts';
import { Mistake } from './model/mistake.ts';
import { indexPets, type PetIndex } from './model/pet-index.ts';
import { readPetNames } from './model/pet-names.ts';
import { type Reply, worded } from './model/reply.ts';
import { truncate } from './model/text.ts';
import { findGems, matchWishes, readWishes, type Wish } from './wish.ts';

/** Goods as a member typed them: pets with `;` between, amounts beside their names. */
interface TypedGoods {
  readonly pets: string;
  /** How many of a single pet, where that was given apart from its name. */
  readonly quantity?: number | undefined;
  readonly gems: number;
}

interface Choosing {
  readonly held: Holdings;
  readonly next: (basket: Basket) => Promise<Reply>;
}

/** A number without a pet: it may be one of pets, or of gems. */
export const WHICH_PET = worded('choose.which-pet', 'warning');

/** Finds the goods among what the member has free, and asks wherever it isn't clear which pet is meant. */
export function chooseGoods(
  dependencies: CommandDependencies,
  { pets, quantity, gems }: TypedGoods,
  choosing: Choosing,
): Promise<Reply> {
  const isOne = indexFreePets(dependencies, choosing.held, pets.trim()).findByName(pets.trim()).length > 0;
  // A pet's own name may hold what stands between pets.
  const texts = isOne ? [pets] : pets.split(';').filter((text) => text.trim() !== '');
  requireFewKinds(texts.length);
  return chooseNext(dependencies, { texts, quantity, wish: { gems }, basket: new Map() }, choosing);
}

interface Progress {
  /** What has yet to be found. */
  readonly texts: readonly string[];
  readonly quantity: number | undefined;
  /** What was found last. */
  readonly wish: Wish;
  readonly basket: Basket;
}

async function chooseNext(
  dependencies: CommandDependencies,
  progress: Progress,
  choosing: Choosing,
): Promise<Reply> {
  const { quantity } = progress;
  const basket = withWish(progress.basket, progress.wish);
  const [typed, ...texts] = progress.texts;
  if (typed === undefined) return choosing.next(basket);
  const take = (wish: Wish): Promise<Reply> =>
    chooseNext(dependencies, { texts, quantity, wish, basket }, choosing);
  const wishes = readWishes(typed, { quantity, gems: Number(basket.get(GEMS) ?? 0) });
  const { choices, isGuess } = matchWishes(indexFreePets(dependencies, choosing.held, typed.trim()), wishes);
  const [first] = choices;
  if (first && choices.length === 1 && !isGuess) return take(first);
  // `500 gems`, by somebody who has no pet of that name.
  const onlyGems = findGems(wishes);
  if (onlyGems !== undefined) return take({ gems: onlyGems });
  if (first) return disambiguate({ choices, isGuess, typed: typed.trim(), areFree: true, choose: take });
  if (isAmounts(typed)) throw new Mistake(WHICH_PET);
  return explainUnknownPet(typed.trim());
}

/** A wish's gems are all of them; the same pet twice is added up. */
const withWish = (basket: Basket, { key, quantity = 1, gems }: Wish): Basket =>
  new Map([
    ...basket,
    ...(gems === 0 ? [] : [[GEMS, BigInt(gems)] as const]),
    ...(key === undefined ? [] : [addTo(basket, key, quantity)]),
  ]);

const addTo = (basket: Basket, key: AssetKey, quantity: number) =>
  [key, (basket.get(key) ?? 0n) + BigInt(quantity)] as const;

const isAmounts = (typed: string): boolean =>
  typed
    .trim()
    .split(/\s+/)
    .every((word) => parseAmount(word) !== undefined);

/** Indexes the member's free pets, or the single one whose key was typed or chosen. */
function indexFreePets({ rules }: CommandDependencies, held: Holdings, typed: string): PetIndex {
  const free = held.pets.filter((pet) => pet.free > 0);
  const chosen = free.find(({ key }) => key === typed);
  const pets = (chosen ? [chosen] : free).map(({ pet }) => pet);
  const { catalogue, aliases } = rules();
  return indexPets(pets, readPetNames(catalogue), aliases.formerNames);
}

const explainUnknownPet = (typed: string): Reply =>
  worded('choose.no-such-pet', 'warning', { typed: truncate(typed, MAX_CHOICE_LENGTH) });

/** Offers pets for the last one typed; the text before it, and its number, are kept. */
export function completeGoods(index: PetIndex, typed: string): Choice[] {
  const start = typed.lastIndexOf(';') + 1;
  const counted = /^\s*(?:x?\d[\d.,_]*[kmbt]?\s*[x×]?\s+)?/i.exec(typed.slice(start))?.[0] ?? '';
  const complete = (kept: string): Choice[] =>
    completePet(index, typed.slice(kept.length))
      .map(({ name, value }) => ({ name: `${kept}${name}`, value: `${kept}${value}` }))
      .filter(({ name, value }) => Math.max(name.length, value.length) <= MAX_CHOICE_LENGTH);
  const whole = complete(typed.slice(0, start));
  return whole.length > 0 ? whole : complete(typed.slice(0, start + counted.length));
}
