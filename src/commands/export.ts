import { exportMember } from '../bank/export.ts';
import { type CommandDependencies, DISCORD } from './dependencies.ts';
import { type Command, defineSimpleCommand } from './model/command.ts';
import { formatNumber } from './model/pet-names.ts';
import type { Reply } from './model/reply.ts';
import { command, lines, say } from './model/text.ts';

export function exportCommand({ book, clock }: CommandDependencies): Command {
  const about = { name: 'export', description: 'Everything that the bank keeps about you, as a file' };
  return defineSimpleCommand(about, async ({ actor: { discordUserId } }): Promise<Reply> => {
    const person = { discordUserId, at: clock() };
    const { robloxUserId, json, transactions, isWhole } = await exportMember(book, person, DISCORD);
    return {
      title: 'Your data',
      text: lines([
        say`Everything that the bank keeps about you and your Roblox account, in one JSON file: keep it to
          yourself.`,
        isWhole
          ? say`It has your whole history: ${formatNumber(transactions)} transactions.`
          : say`It has the newest ${formatNumber(transactions)} transactions of your history: more would not
            fit. ${command('history')} shows all of them, page by page.`,
      ]),
      file: {
        name: `petbank-${robloxUserId}.json`,
        type: 'application/json',
        bytes: new TextEncoder().encode(json),
      },
    };
  });
}
