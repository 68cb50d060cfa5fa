import { readMember, unlink } from '../bank/member.ts';
import { type CommandDependencies, DISCORD } from './dependencies.ts';
import { type Command, defineSimpleCommand } from './model/command.ts';
import { formatGems, formatPets } from './model/pet-names.ts';
import { button, type Reply, titled } from './model/reply.ts';
import { command, lines, say, strong } from './model/text.ts';
import { keepButton, toPerson } from './person.ts';

export function unlinkCommand({ book }: CommandDependencies): Command {
  const about = { name: 'unlink', description: 'Unlink your Roblox account from your Discord user' };
  return defineSimpleCommand(about, async ({ actor }): Promise<Reply> => {
    const held = await book.query(readMember, actor.discordUserId, DISCORD);
    const person = toPerson(held, actor);
    const confirm = button('Unlink', 'danger', async ({ actor: { discordUserId } }) => {
      await book.perform(unlink, { discordUserId }, DISCORD);
      return titled(`${person.name} is unlinked`, 'good')`
        Everything in it is safe. ${command('verify')} links it again, or another account.`;
    });
    return {
      title: `Unlink ${person.name}?`,
      tone: 'warning',
      person,
      text: lines([
        say`What stays: ${strong(formatPets(held.petsHeld))} and ${strong(formatGems(held.gemsHeld))}, and
          every open withdrawal. They belong to the Roblox account.`,
        say`What ends: you no longer see the account here, and get no messages about it. ${command('verify')}
          links it again.`,
        say`If another Discord user links it, withdrawals are paused for a while, to keep it safe.`,
      ]),
      rows: [[confirm, keepButton('Keep it')]],
    };
  });
}
