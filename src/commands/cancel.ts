import type { Withdrawal } from '../bank/engine/rows.ts';
import { type MemberSummary, readMember } from '../bank/member.ts';
import { cancelWithdrawal } from '../bank/withdraw-cancel.ts';
import { type CommandDependencies, DISCORD } from './dependencies.ts';
import { type Command, defineSimpleCommand, MAX_CHOICES } from './model/command.ts';
import { readPetNames } from './model/pet-names.ts';
import { button, type Control, type Reply, titled, warning } from './model/reply.ts';
import { command, lines, relativeTime, say, strong } from './model/text.ts';
import { keepButton, toPerson } from './person.ts';
import { showWithdrawal } from './withdraw-status.ts';

export function cancelCommand(dependencies: CommandDependencies): Command {
  const about = { name: 'cancel', description: 'Take a withdrawal back before it is handed over' };
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
  withdrawals.length === 0
    ? titled('Nothing to cancel')`You have no open withdrawals. ${command('withdraw')} starts one.`
    : warning('Nothing to cancel')`
        Your open withdrawals are with a teller already, or under review. Check the game, or ask the staff.`;

function chooseWithdrawal(dependencies: CommandDependencies, waiting: readonly Withdrawal[]): Reply {
  const { summary } = readPetNames(dependencies.rules().catalogue);
  const menu: Control = {
    kind: 'menu',
    placeholder: 'Choose a withdrawal',
    choices: waiting.map(({ id, goods }) => {
      return { label: summary(goods), value: id, hint: id };
    }),
    act: async (_, { values }) => {
      const chosen = waiting.find(({ id }) => id === values[0]);
      return chosen ? confirmCancel(dependencies, chosen) : chooseWithdrawal(dependencies, waiting);
    },
  };
  return { ...titled('Which one?')`Nothing is cancelled yet.`, rows: [[menu], [keepButton('None of them')]] };
}

function confirmCancel(
  dependencies: CommandDependencies,
  { id: withdrawalId, goods, expiresAt }: Withdrawal,
): Reply {
  const { summary } = readPetNames(dependencies.rules().catalogue);
  const cancel = button('Cancel it', 'danger', async ({ actor: { discordUserId } }) => {
    await dependencies.book.perform(cancelWithdrawal, { withdrawalId, discordUserId }, DISCORD);
    return showWithdrawal(dependencies, { withdrawalId, discordUserId });
  });
  const after = say`All of it goes back to your balance at once. If you leave it, it expires
    ${relativeTime(expiresAt)}.`;
  return {
    title: 'Cancel this withdrawal?',
    tone: 'warning',
    text: lines([say`${strong(summary(goods))}`, after]),
    rows: [[cancel, keepButton('Keep it')]],
  };
}
