import { foldName } from '../bank/engine/name-search.ts';
import { type AssetKey, MAX_AMOUNT } from '../bank/engine/pets.ts';
import { MAX_CHOICES } from './model/command.ts';
import { readPetAmounts } from './model/pet-amounts.ts';
import type { PetChoice, PetIndex } from './model/pet-index.ts';

/** What a member may have meant. */
export interface Wish {
  readonly key?: AssetKey;
  readonly quantity?: number;
  readonly gems: number;
}

/** A wish whose pet is still a name. */
interface NamedWish {
  readonly name: string;
  /** The numbers beside the name that were read as amounts. */
  readonly amounts: readonly number[];
  readonly quantity: number;
  readonly gems: number;
}

/** A pet that a member may have meant, with its amounts. */
interface PetWish extends PetChoice, Required<Wish> {
  readonly key: AssetKey;
}

/**
 * Returns what a typed pet may mean, the whole of it as a name first. The first number beside the name is how
 * many of it, a second one gems, unless they are given.
 */
export function readWishes(
  typed: string,
  { quantity, gems }: { readonly quantity: number | undefined; readonly gems: number },
): readonly NamedWish[] {
  const open = quantity === undefined ? 1 + Number(gems === 0) : 0;
  const wishes = readPetAmounts(typed, open).map(({ name, amounts }) => ({
    name,
    amounts,
    quantity: amounts[0] ?? quantity ?? 1,
    gems: amounts[1] ?? gems,
  }));
  return wishes.filter((wish) => wish.quantity >= 1 && Math.max(wish.quantity, wish.gems) <= MAX_AMOUNT);
}

/** Returns the gems of `500 gems`; undefined where it says something else. */
export function findGems(wishes: readonly NamedWish[]): number | undefined {
  const wish = wishes.find(({ name, amounts }) => amounts.length < 2 && /^gems?$/i.test(name));
  return wish && wish.quantity + wish.gems;
}

/** Finds the pets with the name that leaves the fewest amounts or, if none has it, those that resemble it. */
export function matchWishes(index: PetIndex, wishes: readonly NamedWish[]) {
  const named = wishes.flatMap((wish) => index.findByName(wish.name).map((pet) => ({ wish, pet })));
  const fewest = Math.min(...named.map(({ wish }) => wish.amounts.length));
  const exact = named.filter(({ wish }) => wish.amounts.length === fewest);
  if (exact.length > 0) return { choices: toChoices(exact), isGuess: false };
  return { choices: toChoices(findNear(index, wishes)), isGuess: true };
}

/** The best of each way to read it first, and among those the pet with the shortest name. */
function findNear(index: PetIndex, wishes: readonly NamedWish[]): readonly Match[] {
  const found = wishes.flatMap((wish) =>
    index
      .search(wish.name, MAX_CHOICES)
      .filter((pet) => hasNumbersOf(pet, wish))
      .map((pet, place) => ({ wish, pet, place })),
  );
  found.sort((a, b) => a.place - b.place || a.pet.label.length - b.pet.label.length);
  return [...Map.groupBy(found, ({ pet }) => pet.key).values()].flatMap(([first]) => first ?? []);
}

interface Match {
  readonly wish: NamedWish;
  readonly pet: PetChoice;
}

/** Labels say how many, where that is what the choices differ in. */
function toChoices(matches: readonly Match[]): readonly PetWish[] {
  const isMixed = new Set(matches.map(({ wish }) => wish.quantity)).size > 1;
  return matches.map(({ pet, wish: { quantity, gems } }) => {
    const label = isMixed ? `${quantity} × ${pet.label}` : pet.label;
    return { ...pet, label, quantity, gems };
  });
}

/** Whether a name that is nearly a pet's leaves it its numbers, and has no others: those are amounts. */
function hasNumbersOf({ pet, label }: PetChoice, { name, amounts }: NamedWish): boolean {
  const own = new Set<string>(`${label} ${pet.id}`.match(NUMBERS));
  const named: readonly string[] = foldName(name).match(NUMBERS) ?? [];
  return named.every((number) => own.has(number)) && !amounts.some((amount) => own.has(String(amount)));
}

const NUMBERS = /\d+/g;
