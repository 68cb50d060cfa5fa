import type { CommandDependencies } from './dependencies.ts';
import { type Command, defineSimpleCommand } from './model/command.ts';
import { lines, say } from './model/text.ts';
import { listTellerCards, toTellerCardsField } from './teller-cards.ts';

export function tellersCommand({ book }: CommandDependencies): Command {
  const about = { name: 'tellers', description: 'Whom to trade with in the game, and where they are' };
  return defineSimpleCommand(about, async () => {
    const field = toTellerCardsField(await listTellerCards(book));
    if (!field) {
      return {
        title: 'No teller has been named yet',
        text: say`Ask the staff who the tellers are, and trade with nobody else.`,
      };
    }
    return {
      title: 'Who the tellers are',
      text: lines([
        say`Trade only with these accounts. A teller never asks for your password, and never for a trade
          outside Pet Simulator 99.`,
      ]),
      fields: [field],
    };
  });
}
