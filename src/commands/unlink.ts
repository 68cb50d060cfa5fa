import { readMember, unlink } from '../bank/member.ts';
import { type CommandDependencies, DISCORD } from './dependencies.ts';
import { type Command, defineSimpleCommand } from './model/command.ts';
import { formatGems, formatPets } from './model/pet-names.ts';
import { button, type Reply, worded } from './model/reply.ts';
import { lines, t } from './model/text.ts';
import { keepButton, toPerson } from './person.ts';

export function unlinkCommand({ book }: CommandDependencies): Command {
  const about = { name: 'unlink', description: t('about.unlink') };
  return defineSimpleCommand(about, async ({ actor }): Promise<Reply> => {
    const held = await book.query(readMember, actor.discordUserId, DISCORD);
    const person = toPerson(held, actor);
    const confirm = button(t('unlink.button'), 'danger', async ({ actor: { discordUserId } }) => {
      await book.perform(unlink, { discordUserId }, DISCORD);
      return worded('unlink.done', 'good', { name: person.name });
    });
    return {
      title: t('unlink.title', { name: person.name }),
      tone: 'warning',
      person,
      text: lines([
        t('unlink.stays', { pets: formatPets(held.petsHeld), gems: formatGems(held.gemsHeld) }),
        t('unlink.ends'),
        t('unlink.pause'),
      ]),
      rows: [[confirm, keepButton(t('button.keep-it'))]],
    };
  });
}
