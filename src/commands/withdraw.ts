import { z } from 'zod';
import { type AssetKey, GEMS, MAX_AMOUNT } from '../bank/engine/pets.ts';
import { type Holdings, readHoldings } from '../bank/holdings.ts';
import { completePet, disambiguate, MAX_PET_LENGTH, matchPets } from './choose-pet.ts';
import { type CommandDependencies, DISCORD } from './dependencies.ts';
import type { Actor } from './model/actor.ts';
import { type Command, defineCommand, MAX_CHOICE_LENGTH } from './model/command.ts';
import { indexPets, type PetIndex } from './model/pet-index.ts';
import { readPetNames } from './model/pet-names.ts';
import { type Reply, warning } from './model/reply.ts';
import { command, strong, truncate } from './model/text.ts';
import type { OwnedPets } from './owned-pets.ts';
import type { Basket } from './withdraw-basket.ts';
import { showConfirm } from './withdraw-confirm.ts';
import { START, showPicker } from './withdraw-pick.ts';

const input = z
  .strictObject({
    pet: z.string().trim().min(1).max(MAX_PET_LENGTH).optional(),
    quantity: z.int().min(1).max(MAX_AMOUNT).optional(),
    gems: z.int().min(1).max(MAX_AMOUNT).optional(),
  })
  .refine(({ pet, quantity }) => quantity === undefined || pet !== undefined, {
    error: 'say which pet too, or give the number as gems',
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
  { pet, quantity = 1, gems = 0 }: z.infer<typeof input>,
): Promise<Reply> {
  const gemsOnly: Basket = new Map(gems === 0 ? [] : [[GEMS, BigInt(gems)]]);
  const confirm = (basket: Basket, member?: Holdings): Promise<Reply> =>
    showConfirm(dependencies, {
      actor,
      basket,
      member,
      change: (by) => showPicker(dependencies, by, { ...START, basket }),
    });
  if (pet === undefined) return gems === 0 ? showPicker(dependencies, actor, START) : confirm(gemsOnly);
  const confirmWith = (key: AssetKey, amount: number, member?: Holdings): Promise<Reply> =>
    confirm(new Map([...gemsOnly, [key, BigInt(amount)]]), member);
  const held = await dependencies.book.query(readHoldings, actor.discordUserId, DISCORD);
  const { choices, isGuess } = matchPets(indexFreePets(dependencies, held, pet), pet);
  const [first] = choices;
  if (first && choices.length === 1 && !isGuess) return confirmWith(first.key, quantity, held);
  // `withdraw 500 gems`, by somebody who has no pet of that name.
  if (/^gems?$/i.test(pet)) return confirmWith(GEMS, quantity + gems, held);
  if (!first) return explainUnknownPet(pet);
  return disambiguate({ choices, isGuess, typed: pet, choose: (key) => confirmWith(key, quantity) });
}

/** Indexes the member's free pets, or the single one whose key was typed or chosen. */
function indexFreePets({ rules }: CommandDependencies, held: Holdings, typed: string): PetIndex {
  const free = held.pets.filter((pet) => pet.free > 0);
  const chosen = free.find(({ key }) => key === typed);
  const pets = (chosen ? [chosen] : free).map(({ pet }) => pet);
  return indexPets(pets, readPetNames(rules().catalogue));
}

const explainUnknownPet = (typed: string): Reply => warning('You have no such pet here')`
  None of your free pets is called ${strong(truncate(typed, MAX_CHOICE_LENGTH))}. ${command('inventory')}
  shows what you have; ${command('withdraw')} alone lets you choose from a list.`;
