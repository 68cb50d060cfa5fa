import { getPlace, OPEN_STATUSES, type Withdrawal, type WithdrawalStatus } from '../bank/engine/rows.ts';
import { cancelWithdrawal, readWithdrawal } from '../bank/withdraw-cancel.ts';
import { callTellerButton, isSomebodyThere } from './call-teller.ts';
import { type CommandDependencies, DISCORD } from './dependencies.ts';
import { disputeButton } from './dispute.ts';
import { listGoods } from './goods.ts';
import { readPetNames } from './model/pet-names.ts';
import { keepLive, LIVE_MS } from './model/refusal-reply.ts';
import {
  button,
  type Control,
  type Field,
  type Reply,
  type TitledReply,
  titled,
  warning,
} from './model/reply.ts';
import { command, lines, relativeTime, say, strong, type Text } from './model/text.ts';
import { describeTellerCard } from './teller-cards.ts';
import { findHolders, type Holders, nameHolder, toHoldersFields } from './who-holds.ts';

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
  const waiting = withdrawal.status === 'reserved' ? withdrawal : others.find(isReserved);
  const holders = await findHolders(dependencies, {
    goods: (waiting ?? withdrawal).goods,
    withdrawalId: (waiting ?? withdrawal).id,
  });
  const { text, ...state } = describeWithdrawal(withdrawal, { isPart: others.length > 0, holders });
  const goods = listGoods(withdrawal.goods, names);
  const rest = others
    .slice(0, MAX_OTHERS)
    .flatMap((other) => [describeOther(other), listGoods(other.goods, names)]);
  if (![withdrawal, ...others].some(isOpen)) {
    const isDisputable = withdrawal.status === 'delivered' || withdrawal.status === 'partly_delivered';
    const rows = isDisputable ? { rows: [[disputeButton(dependencies, withdrawalId)]] } : {};
    return { ...state, text: lines([text, goods]), ...rows };
  }
  const place = waiting && (await describePlace(dependencies, waiting));
  const last = say`This message stays up to date; the last check is ${relativeTime(until)}. After that, use
    ${command('history')}.`;
  return {
    ...state,
    text: lines([text, goods, ...rest, place, last]),
    fields: [
      ...describeClaimer(withdrawal, holders),
      ...(waiting ? toHoldersFields(dependencies, holders) : []),
    ],
    rows: waitingButtons(dependencies, message, {
      withdrawals: [withdrawal, ...others.slice(0, MAX_OTHERS)],
      isCallable: waiting !== undefined && !(await isSomebodyThere(dependencies)),
    }),
    live: keepLive(until, () => showWithdrawal(dependencies, { ...message, until })),
  };
}

/** Who hands it over just now, where that teller's account is named. */
function describeClaimer({ status, claim }: Withdrawal, { cards }: Holders): Field[] {
  const card = cards.find(({ tellerId }) => tellerId === claim?.tellerId);
  return status === 'claimed' && card ? [{ name: 'Whom to meet', text: describeTellerCard(card) }] : [];
}

type OpenStatus = (typeof OPEN_STATUSES)[number];
const isReserved = ({ status }: Withdrawal): boolean => status === 'reserved';
const isOpen = ({ status }: Withdrawal): boolean => OPEN_STATUSES.some((open) => open === status);

/** How many withdrawals are counted that wait longer. */
const MAX_COUNTED = 50;

/** Says how many withdrawals of others wait longer than this one. */
async function describePlace({ book }: CommandDependencies, waiting: Withdrawal): Promise<Text> {
  const oldest = await book.reads.openWithdrawals({ limit: MAX_COUNTED });
  const { length } = oldest.filter(
    (other) => other.robloxUserId !== waiting.robloxUserId && getPlace(other) < getPlace(waiting),
  );
  if (length === 0) return say`Nobody has waited longer than you.`;
  const count = length < MAX_COUNTED ? String(length) : `${length} or more`;
  const others = length === 1 ? 'withdrawal of somebody else has' : 'withdrawals of others have';
  return say`${count} ${others} waited longer.`;
}

/** How many other parts of a request a message shows. */
const MAX_OTHERS = 3;

/** Buttons that cancel what waits, the message's own withdrawal first, and one that calls a teller. */
function waitingButtons(
  dependencies: CommandDependencies,
  message: WithdrawalMessage,
  { withdrawals, isCallable }: { withdrawals: readonly Withdrawal[]; isCallable: boolean },
): Control[][] {
  const buttons = withdrawals.filter(isReserved).map(({ id: withdrawalId }) => {
    const label = withdrawalId === message.withdrawalId ? 'Cancel it' : 'Cancel the rest';
    return button(label, 'danger', async () => {
      const { discordUserId } = message;
      await dependencies.book.perform(cancelWithdrawal, { withdrawalId, discordUserId }, DISCORD);
      return showWithdrawal(dependencies, message);
    });
  });
  const row = [...(isCallable ? [callTellerButton(dependencies)] : []), ...buttons];
  return row.length > 0 ? [row] : [];
}

/** Says of another part of the same request where it is. */
function describeOther({ status, expiresAt, claim }: Withdrawal): Text {
  const teller = strong(claim?.tellerId ?? 'a teller');
  if (status === 'claimed') return say`The other part is being handed over by ${teller}:`;
  if (status === 'uncertain') return say`The other part is under review:`;
  return say`The other part is yours too, and waits for a teller that has it. It expires
    ${relativeTime(expiresAt)}:`;
}

function describeWithdrawal(
  { status, expiresAt, claim }: Withdrawal,
  { isPart, holders: { found, cards } }: { readonly isPart: boolean; readonly holders: Holders },
): TitledReply {
  const card = cards.find(({ tellerId }) => tellerId === claim?.tellerId);
  const teller = strong(claim ? nameHolder({ card, tellerId: claim.tellerId }) : 'A teller');
  switch (status) {
    case 'reserved':
      return {
        title: 'Waiting for you in the game',
        text: lines([
          found.length === 0
            ? say`No teller can hand this over just now. When one that has it comes back into the game, I
                will write to you.`
            : say`Meet a teller below in the game with the same Roblox account; it hands this over.`,
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
