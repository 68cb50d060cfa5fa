import { z } from 'zod';
import { MAX_AMOUNT } from '../bank/engine/pets.ts';
import { invalid } from '../bank/engine/refusal.ts';
import { type Holdings, readHoldings } from '../bank/holdings.ts';
import { completePet, disambiguate, MAX_PET_LENGTH } from './choose-pet.ts';
import { type CommandDependencies, DISCORD } from './dependencies.ts';
import type { Actor } from './model/actor.ts';
import { type Command, defineCommand, MAX_CHOICE_LENGTH } from './model/command.ts';
import { parseAmount } from './model/input.ts';
import { indexPets, type PetIndex } from './model/pet-index.ts';
import { readPetNames } from './model/pet-names.ts';
import { type Reply, warning } from './model/reply.ts';
import { command, strong, truncate } from './model/text.ts';
import type { OwnedPets } from './owned-pets.ts';
import { showConfirm } from './withdraw-confirm.ts';
import { START, showPicker } from './withdraw-pick.ts';
import { findGems, matchWishes, readWishes, toBasket, type Wish } from './withdraw-wish.ts';

const WHICH_PET = 'say which pet too, or give the number as gems';
const input = z
  .strictObject({
    pet: z.string().trim().min(1).max(MAX_PET_LENGTH).optional(),
    quantity: z.int().min(1).max(MAX_AMOUNT).optional(),
    gems: z.int().min(1).max(MAX_AMOUNT).optional(),
  })
  .refine(({ pet, quantity }) => quantity === undefined || pet !== undefined, {
    error: WHICH_PET,
    path: ['quantity'],
  });

export function withdrawCommand(dependencies: CommandDependencies, owned: OwnedPets): Command {
  return defineCommand({
    name: 'withdraw',
    description: 'Get pets and gems back: choose from a list, or say what you want',
    input,
    options: {
      pet: {
        kind: 'text',
        description: 'One of your pets; leave it out to choose from a list',
        hasAmounts: true,
        maxLength: MAX_PET_LENGTH,
        complete: async ({ discordUserId }, typed) => completePet(await owned.find(discordUserId), typed),
      },
      quantity: { kind: 'integer', description: 'How many of it; 1 if left out', min: 1, max: MAX_AMOUNT },
      gems: { kind: 'integer', description: 'How many gems', min: 1, max: MAX_AMOUNT },
    },
    run: ({ actor }, wanted) => withdraw(dependencies, actor, wanted),
  });
}

async function withdraw(
  dependencies: CommandDependencies,
  actor: Actor,
  { pet, quantity, gems = 0 }: z.infer<typeof input>,
): Promise<Reply> {
  const confirm = (wanted: Wish, member?: Holdings): Promise<Reply> => {
    const basket = toBasket(wanted);
    const change = (by: Actor): Promise<Reply> => showPicker(dependencies, by, { ...START, basket });
    return showConfirm(dependencies, { actor, basket, member, change });
  };
  if (pet === undefined) return gems === 0 ? showPicker(dependencies, actor, START) : confirm({ gems });
  const held = await dependencies.book.query(readHoldings, actor.discordUserId, DISCORD);
  const index = indexFreePets(dependencies, held, pet);
  const wishes = readWishes(pet, { quantity, gems });
  const { choices, isGuess } = matchWishes(index, wishes);
  const [first] = choices;
  if (first && choices.length === 1 && !isGuess) return confirm(first, held);
  // `withdraw 500 gems`, by somebody who has no pet of that name.
  const onlyGems = findGems(wishes);
  if (onlyGems !== undefined) return confirm({ gems: onlyGems }, held);
  if (first) return disambiguate({ choices, isGuess, typed: pet, choose: (wish) => confirm(wish) });
  if (isAmounts(pet)) throw invalid('quantity', WHICH_PET);
  return explainUnknownPet(pet);
}

const isAmounts = (typed: string): boolean =>
  typed.split(/\s+/).every((word) => parseAmount(word) !== undefined);

/** Indexes the member's free pets, or the single one whose key was typed or chosen. */
function indexFreePets({ rules }: CommandDependencies, held: Holdings, typed: string): PetIndex {
  const free = held.pets.filter((pet) => pet.free > 0);
  const chosen = free.find(({ key }) => key === typed);
  const pets = (chosen ? [chosen] : free).map(({ pet }) => pet);
  const { catalogue, aliases } = rules();
  return indexPets(pets, readPetNames(catalogue), aliases.formerNames);
}

const explainUnknownPet = (typed: string): Reply => warning('You have no such pet here')`
  None of your free pets is called ${strong(truncate(typed, MAX_CHOICE_LENGTH))}. ${command('inventory')}
  shows what you have; ${command('withdraw')} alone lets you choose from a list.`;
