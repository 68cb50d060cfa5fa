import { OPEN_STATUSES, type Withdrawal, type WithdrawalStatus } from '../bank/engine/rows.ts';
import { cancelWithdrawal, readWithdrawal } from '../bank/withdraw-cancel.ts';
import { type CommandDependencies, DISCORD } from './dependencies.ts';
import { listGoods } from './goods.ts';
import { readPetNames } from './model/pet-names.ts';
import { keepLive, LIVE_MS } from './model/refusal-reply.ts';
import { button, type Control, type Reply, type TitledReply, titled, warning } from './model/reply.ts';
import { command, lines, relativeTime, say, strong } from './model/text.ts';

interface WithdrawalMessage {
  readonly withdrawalId: string;
  readonly discordUserId: string;
  /** Kept up to date until then, milliseconds since 1970. */
  readonly until?: number;
}

/** Shows a withdrawal, live while it is open. Refuses `not_linked` and `withdrawal_not_found`. */
export async function showWithdrawal(
  dependencies: CommandDependencies,
  message: WithdrawalMessage,
): Promise<Reply> {
  const { withdrawalId, discordUserId, until = dependencies.clock() + LIVE_MS } = message;
  const withdrawal = await dependencies.book.query(readWithdrawal, { withdrawalId, discordUserId }, DISCORD);
  const { text, ...state } = describeWithdrawal(withdrawal);
  const goods = listGoods(withdrawal.goods, readPetNames(dependencies.rules().catalogue));
  if (!isOpen(withdrawal)) return { ...state, text: lines([text, goods]) };
  const last = say`This message stays up to date; the last check is ${relativeTime(until)}. After that, use
    ${command('history')}.`;
  return {
    ...state,
    text: lines([text, goods, last]),
    rows: withdrawal.status === 'reserved' ? [[cancelButton(dependencies, message)]] : [],
    live: keepLive(until, () => showWithdrawal(dependencies, { ...message, until })),
  };
}

type OpenStatus = (typeof OPEN_STATUSES)[number];
const isOpen = ({ status }: Withdrawal): boolean => OPEN_STATUSES.some((open) => open === status);

const cancelButton = (dependencies: CommandDependencies, message: WithdrawalMessage): Control =>
  button('Cancel it', 'danger', async () => {
    const { withdrawalId, discordUserId } = message;
    await dependencies.book.perform(cancelWithdrawal, { withdrawalId, discordUserId }, DISCORD);
    return showWithdrawal(dependencies, message);
  });

function describeWithdrawal({ status, expiresAt, claim }: Withdrawal): TitledReply {
  const teller = strong(claim?.tellerId ?? 'A teller');
  switch (status) {
    case 'reserved':
      return {
        title: 'Waiting for you in the game',
        text: lines([
          say`Meet a teller in the game with the same Roblox account; it hands this over.`,
          say`It expires ${relativeTime(expiresAt)}. Anything not collected by then returns to your balance.`,
        ]),
      };
    case 'claimed':
      return titled('Being handed over')`${teller} has it ready. Accept the trade in the game.`;
    case 'uncertain':
      return {
        title: 'Under review',
        tone: 'warning',
        text: lines([
          say`${teller} has not reported how the trade ended. Nothing is lost: what you did not get stays
            yours.`,
          say`The teller's next count or the staff will settle it. If you did get it, there is nothing to
            do.`,
        ]),
      };
    default:
      return CLOSED[status];
  }
}

const CLOSED: { readonly [Status in Exclude<WithdrawalStatus, OpenStatus>]: TitledReply } = {
  delivered: titled('Delivered', 'good')`You have it. Thank you for banking with us!`,
  partly_delivered: warning('Delivered in part')`
    What you did not get is back in your balance. ${command('history')} shows what you got, of:`,
  cancelled: titled('Cancelled', 'good')`All of it is back in your balance:`,
  expired: warning('Expired')`
    Nobody collected it in time, so all of it is back in your balance. ${command('withdraw')} starts again.`,
};
