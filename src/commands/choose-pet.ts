import { type Choice, MAX_CHOICE_LENGTH, MAX_CHOICES } from './model/command.ts';
import type { PetChoice, PetIndex } from './model/pet-index.ts';
import type { Reply } from './model/reply.ts';
import { t, truncate } from './model/text.ts';

/** As long as the longest pet in words. */
export const MAX_PET_LENGTH = 200;

/** Offers pets while one is typed, without those whose key is too long for Discord: a list offers those. */
export function completePet(index: PetIndex, typed: string): Choice[] {
  return index
    .search(typed, MAX_CHOICES)
    .filter(({ key }) => key.length <= MAX_CHOICE_LENGTH)
    .map(({ key, label }) => ({ name: truncate(label, MAX_CHOICE_LENGTH), value: key }));
}

interface PetMatches<Choice extends PetChoice> {
  readonly choices: readonly Choice[];
  /** No pet has this name; these only resemble it. */
  readonly isGuess: boolean;
}

/** Finds the pets with the typed name or, if there are none, those that resemble it. */
export function matchPets(index: PetIndex, typed: string): PetMatches<PetChoice> {
  const named = index.findByName(typed);
  const isGuess = named.length === 0;
  return { choices: isGuess ? index.search(typed, MAX_CHOICES) : named, isGuess };
}

interface Disambiguation<Choice extends PetChoice> extends PetMatches<Choice> {
  readonly typed: string;
  /** Only what the member has free is offered: others of that name there may be. */
  readonly areFree?: boolean;
  readonly choose: (choice: Choice) => Promise<Reply>;
}

/** Asks which of several pets is meant. The first 25 can be chosen. */
export function disambiguate<Choice extends PetChoice>(disambiguation: Disambiguation<Choice>): Reply {
  const { choices, isGuess, typed, areFree = false, choose } = disambiguation;
  const none = areFree ? 'choose.none-free' : 'choose.none-exactly';
  const offered = choices.slice(0, MAX_CHOICES);
  const shown = { typed: truncate(typed, MAX_CHOICE_LENGTH) };
  return {
    title: isGuess ? t('choose.did-you-mean') : t('choose.which-one'),
    text: isGuess ? t(none, shown) : t('choose.several', shown),
    rows: [
      [
        {
          kind: 'menu',
          placeholder: t('choose.pet'),
          // The value is the position in the list: a key may be longer than Discord takes.
          choices: offered.map(({ pet, label }, at) => ({
            label: truncate(label, MAX_CHOICE_LENGTH),
            value: String(at),
            hint: truncate(`${pet.variant}${pet.shiny ? ', shiny' : ''}, id ${pet.id}`, MAX_CHOICE_LENGTH),
          })),
          act: async (_, { values }) => {
            const choice = offered[Number(values[0])];
            return choice ? choose(choice) : disambiguate(disambiguation);
          },
        },
      ],
    ],
  };
}
