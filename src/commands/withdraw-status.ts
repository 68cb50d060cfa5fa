import { OPEN_STATUSES, type Withdrawal, type WithdrawalStatus } from '../bank/engine/rows.ts';
import { cancelWithdrawal, readWithdrawal } from '../bank/withdraw-cancel.ts';
import { type CommandDependencies, DISCORD } from './dependencies.ts';
import { listGoods } from './goods.ts';
import { readPetNames } from './model/pet-names.ts';
import { keepLive, LIVE_MS } from './model/refusal-reply.ts';
import { button, type Control, type Reply, type TitledReply, titled, warning } from './model/reply.ts';
import { command, lines, relativeTime, say, strong, type Text } from './model/text.ts';
import { listTellerCards, toTellerCardsField } from './teller-cards.ts';

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
  const asked = { withdrawalId, discordUserId };
  const { withdrawal, others } = await dependencies.book.query(readWithdrawal, asked, DISCORD);
  const names = readPetNames(dependencies.rules().catalogue);
  const { text, ...state } = describeWithdrawal(withdrawal, others.length > 0);
  const goods = listGoods(withdrawal.goods, names);
  const rest = others
    .slice(0, MAX_OTHERS)
    .flatMap((other) => [describeOther(other), listGoods(other.goods, names)]);
  if (![withdrawal, ...others].some(isOpen)) return { ...state, text: lines([text, goods]) };
  const last = say`This message stays up to date; the last check is ${relativeTime(until)}. After that, use
    ${command('history')}.`;
  const tellers = toTellerCardsField(await listTellerCards(dependencies.book));
  return {
    ...state,
    text: lines([text, goods, ...rest, last]),
    ...(tellers ? { fields: [tellers] } : {}),
    rows: cancelButtons(dependencies, message, [withdrawal, ...others.slice(0, MAX_OTHERS)]),
    live: keepLive(until, () => showWithdrawal(dependencies, { ...message, until })),
  };
}

type OpenStatus = (typeof OPEN_STATUSES)[number];
const isOpen = ({ status }: Withdrawal): boolean => OPEN_STATUSES.some((open) => open === status);

/** How many other parts of a request a message shows. */
const MAX_OTHERS = 3;

/** A row of buttons that cancel what waits, the message's own withdrawal first. */
function cancelButtons(
  dependencies: CommandDependencies,
  message: WithdrawalMessage,
  withdrawals: readonly Withdrawal[],
): Control[][] {
  const buttons = withdrawals
    .filter(({ status }) => status === 'reserved')
    .map(({ id: withdrawalId }) => {
      const label = withdrawalId === message.withdrawalId ? 'Cancel it' : 'Cancel the rest';
      return button(label, 'danger', async () => {
        const { discordUserId } = message;
        await dependencies.book.perform(cancelWithdrawal, { withdrawalId, discordUserId }, DISCORD);
        return showWithdrawal(dependencies, message);
      });
    });
  return buttons.length > 0 ? [buttons] : [];
}

/** Says of another part of the same request where it is. */
function describeOther({ status, expiresAt, claim }: Withdrawal): Text {
  const teller = strong(claim?.tellerId ?? 'a teller');
  if (status === 'claimed') return say`The other part is being handed over by ${teller}:`;
  if (status === 'uncertain') return say`The other part is under review:`;
  return say`The other part is yours too, and waits for a teller that has it. It expires
    ${relativeTime(expiresAt)}:`;
}

function describeWithdrawal({ status, expiresAt, claim }: Withdrawal, isPart: boolean): TitledReply {
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
      if (isPart)
        return titled('It comes in parts')`${teller} has this part ready. Accept the trade in the game.`;
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
    case 'delivered':
      if (isPart) return titled('One part is delivered', 'good')`You have this part:`;
      return CLOSED[status];
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
