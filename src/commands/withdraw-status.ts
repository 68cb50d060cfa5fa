import {
  getPlace,
  isOpen,
  type OPEN_STATUSES,
  type Withdrawal,
  type WithdrawalStatus,
} from '../bank/engine/rows.ts';
import { cancelWithdrawal, readWithdrawal } from '../bank/withdraw-cancel.ts';
import { callTellerButton, isSomebodyThere } from './call-teller.ts';
import { type CommandDependencies, DISCORD } from './dependencies.ts';
import { disputeButton } from './dispute.ts';
import { drawGoods } from './draw-goods.ts';
import { listGoods } from './goods.ts';
import { readPetNames } from './model/pet-names.ts';
import { keepLive, LIVE_MS } from './model/refusal-reply.ts';
import { button, type Control, type Field, type Reply, type TitledReply, worded } from './model/reply.ts';
import { lines, relativeTime, type Text, t } from './model/text.ts';
import { describeTellerCard, findTellerName, type ShownTellerCard, toFaces } from './teller-cards.ts';
import { describeParts, findHolders, type Holders, toHolderFaces, toHoldersFields } from './who-holds.ts';

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
  const { text, ...described } = describeWithdrawal(withdrawal, { isPart: others.length > 0, holders });
  const state = { ...described, ...(await drawGoods(dependencies, withdrawal.goods)) };
  const goods = listGoods(withdrawal.goods, names);
  const rest = others
    .slice(0, MAX_OTHERS)
    .flatMap((other) => [describeOther(other, holders), listGoods(other.goods, names)]);
  if (![withdrawal, ...others].some(isOpen)) {
    const isDisputable = withdrawal.status === 'delivered' || withdrawal.status === 'partly_delivered';
    const rows = isDisputable ? { rows: [[disputeButton(dependencies, withdrawalId)]] } : {};
    return { ...state, text: lines([text, goods]), ...rows };
  }
  const place = waiting && (await describePlace(dependencies, waiting));
  const last = t('withdraw.stays-up-to-date', { when: relativeTime(until) });
  return {
    ...state,
    text: lines([text, goods, ...rest, place, last]),
    fields: [
      ...describeClaimer(withdrawal, holders),
      ...(waiting ? toHoldersFields(dependencies, holders) : []),
    ],
    ...(waiting ? toHolderFaces(holders) : toFaces(listClaimers(withdrawal, holders))),
    rows: waitingButtons(dependencies, message, {
      withdrawals: [withdrawal, ...others.slice(0, MAX_OTHERS)],
      isCallable: waiting !== undefined && !(await isSomebodyThere(dependencies)),
    }),
    live: keepLive({ until, robloxUserId: withdrawal.robloxUserId }, () =>
      showWithdrawal(dependencies, { ...message, until }),
    ),
  };
}

/** Who hands it over just now, where that teller's account is named. */
const describeClaimer = (withdrawal: Withdrawal, holders: Holders): Field[] =>
  listClaimers(withdrawal, holders).map((card) => ({
    name: t('withdraw.whom-to-meet'),
    text: describeTellerCard(card),
  }));

const listClaimers = ({ status, claim }: Withdrawal, { cards }: Holders): ShownTellerCard[] =>
  cards.filter(({ tellerId }) => status === 'claimed' && tellerId === claim?.tellerId);

type OpenStatus = (typeof OPEN_STATUSES)[number];
const isReserved = ({ status }: Withdrawal): boolean => status === 'reserved';

/** How many withdrawals are counted that wait longer. */
const MAX_COUNTED = 50;

/** Says how many withdrawals of others wait longer than this one. */
async function describePlace({ book }: CommandDependencies, waiting: Withdrawal): Promise<Text> {
  const oldest = await book.reads.openWithdrawals({ limit: MAX_COUNTED });
  const { length } = oldest.filter(
    (other) => other.robloxUserId !== waiting.robloxUserId && getPlace(other) < getPlace(waiting),
  );
  if (length === 0) return t('withdraw.first-in-line');
  if (length < MAX_COUNTED) return t('withdraw.others-wait', { count: length });
  return t('withdraw.many-others-wait', { count: length });
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
    const label = withdrawalId === message.withdrawalId ? t('withdraw.cancel-it') : t('withdraw.cancel-rest');
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
function describeOther({ status, expiresAt, claim }: Withdrawal, { cards }: Holders): Text {
  if (status === 'claimed' && claim)
    return t('withdraw.other-claimed', { teller: findTellerName(cards, claim.tellerId) });
  if (status === 'claimed') return t('withdraw.other-claimed-by-one');
  if (status === 'uncertain') return t('withdraw.other-uncertain');
  return t('withdraw.other-waits', { when: relativeTime(expiresAt) });
}

function describeWithdrawal(
  { status, expiresAt, claim }: Withdrawal,
  { isPart, holders }: { readonly isPart: boolean; readonly holders: Holders },
): TitledReply {
  const { found, cards } = holders;
  const teller = claim ? findTellerName(cards, claim.tellerId) : t('withdraw.a-teller');
  switch (status) {
    case 'reserved':
      return {
        title: t('withdraw.waiting'),
        text: lines([
          ...(found.length === 0 ? [t('withdraw.nobody-yet')] : [t('withdraw.meet'), describeParts(holders)]),
          t('withdraw.expires', { when: relativeTime(expiresAt) }),
        ]),
      };
    case 'claimed':
      return isPart
        ? worded('withdraw.claimed-part', 'plain', { teller })
        : worded('withdraw.claimed', 'plain', { teller });
    case 'uncertain':
      return {
        title: t('withdraw.under-review'),
        tone: 'warning',
        text: lines([t('withdraw.not-reported', { teller }), t('withdraw.will-be-settled')]),
      };
    case 'delivered':
      return isPart ? worded('withdraw.delivered-part', 'good') : CLOSED[status];
    default:
      return CLOSED[status];
  }
}

const CLOSED: { readonly [Status in Exclude<WithdrawalStatus, OpenStatus>]: TitledReply } = {
  delivered: worded('withdraw.delivered', 'good'),
  partly_delivered: worded('withdraw.partly_delivered', 'warning'),
  cancelled: worded('withdraw.cancelled', 'good'),
  expired: worded('withdraw.expired', 'warning'),
};
