import { exportMember } from '../bank/export.ts';
import { type CommandDependencies, DISCORD } from './dependencies.ts';
import { type Command, defineSimpleCommand } from './model/command.ts';
import type { Reply } from './model/reply.ts';
import { lines, t } from './model/text.ts';

export function exportCommand({ book, clock }: CommandDependencies): Command {
  const about = { name: 'export', description: t('about.export') };
  return defineSimpleCommand(about, async ({ actor: { discordUserId } }): Promise<Reply> => {
    const person = { discordUserId, at: clock() };
    const { robloxUserId, json, transactions, isWhole } = await exportMember(book, person, DISCORD);
    return {
      title: t('export.title'),
      text: lines([
        t('export.what'),
        isWhole ? t('export.whole', { count: transactions }) : t('export.part', { count: transactions }),
      ]),
      file: {
        name: `petbank-${robloxUserId}.json`,
        type: 'application/json',
        bytes: new TextEncoder().encode(json),
      },
    };
  });
}
