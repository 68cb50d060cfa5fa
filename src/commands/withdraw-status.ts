import { OPEN_STATUSES, type Withdrawal, type WithdrawalStatus } from '../bank/engine/rows.ts';
import { cancelWithdrawal, readWithdrawal } from '../bank/withdraw-cancel.ts';
import { type CommandDependencies, DISCORD } from './dependencies.ts';
import { goodsLines } from './goods.ts';
import { readPetNames } from './model/pet-names.ts';
import { orRefusalReply } from './model/refusal-reply.ts';
import type { Control, Reply } from './model/reply.ts';
import { command, lines, relativeTime, say, strong, type Text } from './model/text.ts';

const REFRESH_EVERY_MS = 10_000;
/** Somewhat less than what Discord lets an answer be changed. */
const FOLLOW_MS = 14 * 60_000;

interface WithdrawalMessage {
  readonly withdrawalId: string;
  readonly discordUserId: string;
  /** Followed until then, milliseconds since 1970. */
  readonly until?: number;
}

/**
 * A withdrawal as it stands; while it is open, the reply follows it. Refuses `not_linked` and
 * `withdrawal_not_found`.
 */
export async function showWithdrawal(
  dependencies: CommandDependencies,
  ticket: WithdrawalMessage,
): Promise<Reply> {
  const { withdrawalId, discordUserId, until = dependencies.clock() + FOLLOW_MS } = ticket;
  const withdrawal = await dependencies.book.query(readWithdrawal, { withdrawalId, discordUserId }, DISCORD);
  const { text, ...state } = describeWithdrawal(withdrawal);
  const goods = goodsLines(withdrawal.goods, readPetNames(dependencies.rules().catalogue));
  if (!isOpen(withdrawal)) return { ...state, text: lines([text, ...goods]) };
  const following = say`I follow it here; the last look is ${relativeTime(until)}. After that, ask ${command('history')}.`;
  return {
    ...state,
    text: lines([text, ...goods, following]),
    rows: withdrawal.status === 'reserved' ? [[cancelButton(dependencies, ticket)]] : [],
    live: {
      everyMs: REFRESH_EVERY_MS,
      until,
      refresh: () => orRefusalReply(showWithdrawal(dependencies, { ...ticket, until })),
    },
  };
}

type OpenStatus = (typeof OPEN_STATUSES)[number];
const isOpen = ({ status }: Withdrawal): boolean => OPEN_STATUSES.some((open) => open === status);

const cancelButton = (dependencies: CommandDependencies, ticket: WithdrawalMessage): Control => ({
  kind: 'button',
  label: 'Cancel it',
  style: 'danger',
  async act() {
    const { withdrawalId, discordUserId } = ticket;
    await dependencies.book.perform(cancelWithdrawal, { withdrawalId, discordUserId }, DISCORD);
    return showWithdrawal(dependencies, ticket);
  },
});

type WithdrawalState = Pick<Reply, 'title' | 'tone'> & { readonly text: Text };

function describeWithdrawal({ status, expiresAt, claim }: Withdrawal): WithdrawalState {
  const teller = strong(claim?.tellerId ?? 'A teller');
  switch (status) {
    case 'reserved':
      return {
        title: 'Waiting for you in the game',
        text: lines([
          say`Meet a teller in the game, as the same Roblox account: it hands this over.`,
          say`Its time ends ${relativeTime(expiresAt)}. What is not collected by then goes back to your balance.`,
        ]),
      };
    case 'claimed':
      return {
        title: 'Being handed over',
        text: say`${teller} has it ready. Accept the trade in the game.`,
      };
    case 'uncertain':
      return {
        title: 'Being looked into',
        tone: 'warning',
        text: lines([
          say`${teller} has not said what became of the trade. Nothing is lost: what you did not get stays yours.`,
          say`The teller's next count or staff settle it. If you did get it, all is well.`,
        ]),
      };
    default:
      return CLOSED[status];
  }
}

const CLOSED: { readonly [Status in Exclude<WithdrawalStatus, OpenStatus>]: WithdrawalState } = {
  delivered: { title: 'Delivered', tone: 'good', text: say`You have it. Thank you for banking with us!` },
  partly_delivered: {
    title: 'Delivered in part',
    tone: 'warning',
    text: say`What you did not get is back in your balance. ${command('history')} shows what you got, of:`,
  },
  cancelled: { title: 'Cancelled', tone: 'good', text: say`All of it is back in your balance:` },
  expired: {
    title: 'Expired',
    tone: 'warning',
    text: say`Nobody collected it in time, so all of it is back in your balance. ${command('withdraw')} asks again.`,
  },
};
