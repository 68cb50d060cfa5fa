import type { CommandDependencies } from './dependencies.ts';
import { type Command, defineSimpleCommand } from './model/command.ts';
import { worded } from './model/reply.ts';
import { listTellerCards, toFaces, toTellerCardsField } from './teller-cards.ts';

export function tellersCommand({ book }: CommandDependencies): Command {
  const about = { name: 'tellers', description: 'Whom to trade with in the game, and where they are' };
  return defineSimpleCommand(about, async () => {
    const cards = await listTellerCards(book);
    const field = toTellerCardsField(cards);
    if (!field) return worded('tellers.none', 'plain');
    return { ...worded('tellers.all', 'plain'), fields: [field], ...toFaces(cards) };
  });
}
