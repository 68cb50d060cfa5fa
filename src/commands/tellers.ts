import type { CommandDependencies } from './dependencies.ts';
import { type Command, defineSimpleCommand } from './model/command.ts';
import { worded } from './model/reply.ts';
import { t } from './model/text.ts';
import { listTellerCards, toFaces, toTellerCardsField } from './teller-cards.ts';

export function tellersCommand({ book }: CommandDependencies): Command {
  const about = { name: 'tellers', description: t('about.tellers') };
  return defineSimpleCommand(about, async () => {
    const cards = await listTellerCards(book);
    const field = toTellerCardsField(cards);
    if (!field) return worded('tellers.none', 'plain');
    return { ...worded('tellers.all', 'plain'), fields: [field], ...toFaces(cards) };
  });
}
