import { NOTICE_KINDS, type NoticeKind } from '../bank/engine/rows.ts';
import { chooseNotices, readMutedNotices } from '../bank/notice-choices.ts';
import { type CommandDependencies, DISCORD } from './dependencies.ts';
import { type Command, defineSimpleCommand } from './model/command.ts';
import { button, type Control, type Field, type Reply } from './model/reply.ts';
import { lines, say, strong } from './model/text.ts';

/** Lets members choose what they get messages about. */
export function noticesCommand(dependencies: CommandDependencies): Command {
  const about = { name: 'notices', description: 'Choose what I send you messages about' };
  return defineSimpleCommand(about, async ({ actor: { discordUserId } }) =>
    showChoices(
      dependencies,
      discordUserId,
      await dependencies.book.query(readMutedNotices, discordUserId, DISCORD),
    ),
  );
}

const KINDS: Readonly<Record<NoticeKind, { readonly label: string; readonly about: string }>> = {
  deposits: { label: 'Deposits', about: 'What you handed over has arrived.' },
  withdrawals: { label: 'Withdrawals', about: 'Each step of a withdrawal, up to its end.' },
  gifts: { label: 'Gifts', about: 'Somebody gave you something.' },
  trades: { label: 'Trades', about: 'Somebody wants to trade with you, or has answered an offer.' },
  tellers: { label: 'Tellers', about: 'A teller with your withdrawal is in the game again.' },
};

function showChoices(
  dependencies: CommandDependencies,
  discordUserId: string,
  muted: readonly NoticeKind[],
): Reply {
  const isGiving = dependencies.rules().giftHoldMs !== null;
  const kinds = NOTICE_KINDS.filter((kind) => isGiving || (kind !== 'gifts' && kind !== 'trades'));
  const toggle = (kind: NoticeKind): Control => {
    const isMuted = muted.includes(kind);
    const label = `${KINDS[kind].label}: ${isMuted ? 'off' : 'on'}`;
    return button(label, isMuted ? 'secondary' : 'success', async () => {
      const choice = { discordUserId, kind, isWanted: isMuted };
      return showChoices(
        dependencies,
        discordUserId,
        await dependencies.book.perform(chooseNotices, choice, DISCORD),
      );
    });
  };
  const toField = (kind: NoticeKind): Field => ({
    name: `${KINDS[kind].label}: ${muted.includes(kind) ? 'off' : 'on'}`,
    text: say`${KINDS[kind].about}`,
  });
  return {
    title: 'Your messages',
    text: lines([
      say`I send you a message when something happens in your account. Press a button to switch one kind of
        message off or on.`,
      say`${strong('Always on')}, so that nobody can take something without your knowing: what leaves your
        account, what staff decide, when something goes wrong, and when somebody else links your Roblox
        account.`,
    ]),
    fields: kinds.map(toField),
    rows: [kinds.map(toggle)],
  };
}
