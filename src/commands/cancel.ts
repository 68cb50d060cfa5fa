import type { Withdrawal } from '../bank/engine/rows.ts';
import { type MemberSummary, readMember } from '../bank/member.ts';
import { cancelWithdrawal } from '../bank/withdraw-cancel.ts';
import { type CommandDependencies, DISCORD } from './dependencies.ts';
import { type Command, defineSimpleCommand, MAX_CHOICES } from './model/command.ts';
import { readPetNames } from './model/pet-names.ts';
import { button, type Control, type Reply, worded } from './model/reply.ts';
import { lines, relativeTime, strong, t } from './model/text.ts';
import { keepButton, toPerson } from './person.ts';
import { showWithdrawal } from './withdraw-status.ts';

export function cancelCommand(dependencies: CommandDependencies): Command {
  const about = { name: 'cancel', description: t('about.cancel') };
  return defineSimpleCommand(about, async ({ actor }): Promise<Reply> => {
    const held = await dependencies.book.query(readMember, actor.discordUserId, DISCORD);
    const person = toPerson(held, actor);
    const waiting = held.withdrawals.filter(({ status }) => status === 'reserved').slice(0, MAX_CHOICES);
    const [only] = waiting;
    if (!only) return { ...nothingToCancel(held), person };
    return waiting.length === 1 ? confirmCancel(dependencies, only) : chooseWithdrawal(dependencies, waiting);
  });
}

const nothingToCancel = ({ withdrawals }: MemberSummary): Reply =>
  withdrawals.length === 0 ? worded('cancel.nothing', 'plain') : worded('cancel.too-late', 'warning');

function chooseWithdrawal(dependencies: CommandDependencies, waiting: readonly Withdrawal[]): Reply {
  const { summary } = readPetNames(dependencies.rules().catalogue);
  const menu: Control = {
    kind: 'menu',
    placeholder: t('cancel.choose'),
    choices: waiting.map(({ id, goods }) => {
      return { label: summary(goods), value: id, hint: id };
    }),
    act: async (_, { values }) => {
      const chosen = waiting.find(({ id }) => id === values[0]);
      return chosen ? confirmCancel(dependencies, chosen) : chooseWithdrawal(dependencies, waiting);
    },
  };
  return { ...worded('cancel.which', 'plain'), rows: [[menu], [keepButton(t('cancel.none-of-them'))]] };
}

function confirmCancel(
  dependencies: CommandDependencies,
  { id: withdrawalId, goods, expiresAt }: Withdrawal,
): Reply {
  const { summary } = readPetNames(dependencies.rules().catalogue);
  const cancel = button(t('withdraw.cancel-it'), 'danger', async ({ actor: { discordUserId } }) => {
    await dependencies.book.perform(cancelWithdrawal, { withdrawalId, discordUserId }, DISCORD);
    return showWithdrawal(dependencies, { withdrawalId, discordUserId });
  });
  return {
    title: t('cancel.confirm'),
    tone: 'warning',
    text: lines([[strong(summary(goods))], t('cancel.after', { when: relativeTime(expiresAt) })]),
    rows: [[cancel, keepButton(t('button.keep-it'))]],
  };
}
