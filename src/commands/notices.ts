import { NOTICE_KINDS, type NoticeKind } from '../bank/engine/rows.ts';
import { chooseNotices, readMutedNotices } from '../bank/notice-choices.ts';
import { type CommandDependencies, DISCORD } from './dependencies.ts';
import { type Command, defineSimpleCommand } from './model/command.ts';
import { button, type Control, type Field, type Reply } from './model/reply.ts';
import { lines, type Text, t } from './model/text.ts';

/** Lets members choose what they get messages about. */
export function noticesCommand(dependencies: CommandDependencies): Command {
  const about = { name: 'notices', description: t('about.notices') };
  return defineSimpleCommand(about, async ({ actor: { discordUserId } }) =>
    showChoices(
      dependencies,
      discordUserId,
      await dependencies.book.query(readMutedNotices, discordUserId, DISCORD),
    ),
  );
}

const nameKind = (kind: NoticeKind, isMuted: boolean): Text =>
  t(isMuted ? 'notices.off' : 'notices.on', { kind: t(`notices.${kind}`) });

function showChoices(
  dependencies: CommandDependencies,
  discordUserId: string,
  muted: readonly NoticeKind[],
): Reply {
  const isGiving = dependencies.rules().giftHoldMs !== null;
  const kinds = NOTICE_KINDS.filter((kind) => isGiving || (kind !== 'gifts' && kind !== 'trades'));
  const toggle = (kind: NoticeKind): Control => {
    const isMuted = muted.includes(kind);
    return button(nameKind(kind, isMuted), isMuted ? 'secondary' : 'success', async () => {
      const choice = { discordUserId, kind, isWanted: isMuted };
      return showChoices(
        dependencies,
        discordUserId,
        await dependencies.book.perform(chooseNotices, choice, DISCORD),
      );
    });
  };
  const toField = (kind: NoticeKind): Field => ({
    name: nameKind(kind, muted.includes(kind)),
    text: t(`notices.${kind}.about`),
  });
  return {
    title: t('notices.title'),
    text: lines([t('notices.how'), t('notices.always')]),
    fields: kinds.map(toField),
    rows: [kinds.map(toggle)],
  };
}
