import type { AssetKey } from '../bank/engine/pets.ts';
import type { PetChoice } from './model/pet-index.ts';
import type { Reply } from './model/reply.ts';
import { say, strong, truncate } from './model/text.ts';

/** What a menu takes. */
const MAX_CHOICES = 25;
const MAX_LABEL = 100;

interface Disambiguation {
  readonly typed: string;
  /** None is called so; these are only like it. */
  readonly isGuess: boolean;
  readonly choose: (key: AssetKey) => Promise<Reply>;
}

/** Asks which of several pets is meant. The first 25 can be chosen. */
export function disambiguate(picks: readonly PetChoice[], { typed, isGuess, choose }: Disambiguation): Reply {
  const shown = picks.slice(0, MAX_CHOICES);
  return {
    title: isGuess ? 'Did you mean one of these?' : 'Which one?',
    text: isGuess
      ? say`Nothing is called just ${strong(truncate(typed, MAX_LABEL))}.`
      : say`Several are called ${strong(truncate(typed, MAX_LABEL))}.`,
    rows: [
      [
        {
          kind: 'menu',
          placeholder: 'Choose a pet',
          // A place in the list and no key: a key may be longer than Discord takes.
          choices: shown.map(({ pet, label }, at) => ({
            label: truncate(label, MAX_LABEL),
            value: String(at),
            hint: truncate(`${pet.variant}${pet.shiny ? ', shiny' : ''}, id ${pet.id}`, MAX_LABEL),
          })),
          act: async (_, { values }) => {
            const pick = shown[Number(values[0])];
            return pick ? choose(pick.key) : disambiguate(picks, { typed, isGuess, choose });
          },
        },
      ],
    ],
  };
}
