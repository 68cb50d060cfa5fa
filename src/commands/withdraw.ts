import { z } from 'zod';
import { type AssetKey, GEMS, MAX_AMOUNT } from '../bank/engine/pets.ts';
import { type Holdings, readHoldings } from '../bank/holdings.ts';
import { disambiguate } from './choose-pet.ts';
import { type CommandDependencies, DISCORD } from './dependencies.ts';
import type { Actor } from './model/actor.ts';
import { type Command, defineCommand } from './model/command.ts';
import { indexPets, type PetChoice, type PetIndex } from './model/pet-index.ts';
import { readPetNames } from './model/pet-names.ts';
import type { Reply } from './model/reply.ts';
import { command, say, strong, truncate } from './model/text.ts';
import type { OwnedPets } from './owned-pets.ts';
import type { Basket } from './withdraw-basket.ts';
import { showConfirm } from './withdraw-confirm.ts';
import { START, showPicker } from './withdraw-pick.ts';

/** As long as the longest pet in words. */
const MAX_TYPED = 200;
const MAX_CHOICES = 25;
/** What Discord takes for what is shown of a choice and for what is sent; no real pet's is longer. */
const MAX_CHOICE = 100;

const input = z
  .strictObject({
    pet: z.string().trim().min(1).max(MAX_TYPED).optional(),
    quantity: z.int().min(1).max(MAX_AMOUNT).optional(),
    gems: z.int().min(1).max(MAX_AMOUNT).optional(),
  })
  .refine(({ pet, quantity }) => quantity === undefined || pet !== undefined, {
    error: 'say which pet too, or give the number as gems',
    path: ['quantity'],
  });

/** What is asked for: a pet by its words and how many of it, gems, or both. */
interface Wanted {
  readonly pet?: string | undefined;
  readonly quantity?: number | undefined;
  readonly gems?: number | undefined;
}

export function withdrawCommand(dependencies: CommandDependencies, owned: OwnedPets): Command {
  return defineCommand({
    name: 'withdraw',
    description: 'Get pets and gems back: choose from a list, or say what you want',
    input,
    options: {
      pet: {
        kind: 'text',
        description: 'One of your pets; leave it out to choose from a list',
        maxLength: MAX_TYPED,
        complete: async ({ discordUserId }, typed) => choicesOf(await owned.find(discordUserId), typed),
      },
      quantity: { kind: 'integer', description: 'How many of it; 1 if left out', min: 1, max: MAX_AMOUNT },
      gems: { kind: 'integer', description: 'How many gems', min: 1, max: MAX_AMOUNT },
    },
    run: ({ actor }, wanted) => withdraw(dependencies, actor, wanted),
  });
}

/** Keys too long for Discord are left out: such a pet is chosen from the list. */
function choicesOf(index: PetIndex, typed: string) {
  return index
    .search(typed, MAX_CHOICES)
    .filter(({ key }) => key.length <= MAX_CHOICE)
    .map(({ key, label }) => ({ name: truncate(label, MAX_CHOICE), value: key }));
}

async function withdraw(
  dependencies: CommandDependencies,
  actor: Actor,
  { pet, quantity, gems }: Wanted,
): Promise<Reply> {
  const basket = new Map<AssetKey, bigint>(gems === undefined ? [] : [[GEMS, BigInt(gems)]]);
  const confirm = (whole: Basket): Promise<Reply> =>
    showConfirm(dependencies, {
      actor: actor,
      basket: whole,
      change: (by) => showPicker(dependencies, by, { ...START, basket: whole }),
    });
  const confirmWith = (key: AssetKey, amount: number): Promise<Reply> =>
    confirm(new Map([...basket, [key, BigInt(amount)]]));
  if (pet === undefined) return gems === undefined ? showPicker(dependencies, actor, START) : confirm(basket);
  const held = await dependencies.book.query(readHoldings, actor.discordUserId, DISCORD);
  const amount = quantity ?? 1;
  const named = namedPets(dependencies, held, pet);
  const [only] = named.picks;
  if (only && named.isSure) return confirmWith(only.key, amount);
  // `withdraw 500 gems`, by somebody who has no pet of that name.
  if (/^gems?$/i.test(pet)) return confirmWith(GEMS, amount + (gems ?? 0));
  if (!only) return unknownPet(pet);
  return disambiguate(named.picks, {
    typed: pet,
    isGuess: named.isGuess,
    choose: (key) => confirmWith(key, amount),
  });
}

interface NamedPets {
  readonly picks: readonly PetChoice[];
  readonly isSure: boolean;
  /** Not named by these words, only like them. */
  readonly isGuess: boolean;
}

/** The free pets that the words mean. */
function namedPets({ rules }: CommandDependencies, held: Holdings, typed: string): NamedPets {
  const free = held.pets.filter((pet) => pet.free > 0);
  const chosen = free.find(({ key }) => key === typed);
  const names = readPetNames(rules().catalogue);
  const index = indexPets(
    (chosen ? [chosen] : free).map(({ pet }) => pet),
    names,
  );
  const picks = index.findByName(typed);
  if (picks.length > 0) return { picks, isSure: picks.length === 1, isGuess: false };
  return { picks: index.search(typed, MAX_CHOICES), isSure: false, isGuess: true };
}

const unknownPet = (typed: string): Reply => ({
  title: 'You have no such pet here',
  tone: 'warning',
  text: say`Nothing of yours that is free is called ${strong(truncate(typed, MAX_CHOICE))}. ${command('inventory')} shows what you have; ${command('withdraw')} alone lets you choose.`,
});
