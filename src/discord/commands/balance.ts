import { findLinked, readInventory } from '../../bank/inventory.ts';
import { Refusal } from '../../bank/refusal.ts';
import { type Command, defineSimpleCommand } from '../command.ts';
import type { Reply } from '../reply.ts';
import { command, say, strong } from '../text.ts';
import { type CommandParts, DISCORD } from './parts.ts';

export function balanceCommand({ book }: CommandParts): Command {
  const about = { name: 'balance', description: 'Your gems, and what all you own is worth' };
  return defineSimpleCommand(about, async ({ asker }): Promise<Reply> => {
    const robloxUserId = await linkedAccount(book, asker.discordUserId);
    const { gems, reserved, totalValue, username } = await book.look(readInventory, robloxUserId, DISCORD);
    return {
      title: 'Your balance',
      person: { name: username ?? asker.name, avatarUrl: null },
      fields: [
        { name: 'Gems', text: say`${strong(gems)}`, isInline: true },
        { name: 'In withdrawals', text: say`${reserved.gems}`, isInline: true },
        { name: 'Everything is worth', text: say`${totalValue}`, isInline: true },
      ],
      text: say`Your pets: ${command('inventory')}`,
    };
  });
}

/** The asker's Roblox account. Refuses `not_linked`. */
export async function linkedAccount(book: CommandParts['book'], discordUserId: string): Promise<number> {
  try {
    return await book.look(findLinked, discordUserId, DISCORD);
  } catch (error) {
    if (error instanceof Refusal && error.code === 'not_found') throw new Refusal('not_linked');
    throw error;
  }
}
