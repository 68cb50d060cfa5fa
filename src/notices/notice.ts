import type { PendingEvent } from '../bank/engine/book.ts';
import { isEmpty } from '../bank/engine/pets.ts';
import type { BankEvent } from '../bank/engine/rows.ts';
import { listGoods } from '../commands/goods.ts';
import type { PetNames } from '../commands/model/pet-names.ts';
import type { Field, Reply, Standing, Tone } from '../commands/model/reply.ts';
import { code, command, fullTime, lines, say, strong, type Text } from '../commands/model/text.ts';

/** A message to a member or the operator. */
export interface Notice {
  /** The same each time that it is sent, so that it is shown once. 1 to 25 characters. */
  readonly id: string;
  /** A Discord user's id, or the operator. */
  readonly to: string;
  readonly reply: Reply;
  /** The controls that it has, by their names. */
  readonly standing?: readonly Standing[];
  /** Staff who are not looking have to hear of it. */
  readonly isPing?: boolean;
  /** It is the head of the ledger, which may have a channel of its own. */
  readonly isHead?: boolean;
}

/** Delivers a notice. Resolves once it is delivered or never can be; rejects if it should be tried again. */
export type Deliver = (notice: Notice) => Promise<void>;

/** Converts an event to a notice. An event without a wording is described plainly. */
export function toNotice(event: PendingEvent, names: PetNames): Notice {
  const isForStaff = event.discordUserId === null;
  return {
    id: `event-${event.id}`,
    to: event.discordUserId ?? 'operator',
    reply: toReply(event, names),
    ...listStanding(event),
    ...(isForStaff && PINGS.has(event.topic) && { isPing: true }),
  };
}

/** The button of a message that has one. */
function listStanding({ topic, robloxUserId, text }: BankEvent): Pick<Notice, 'standing'> {
  switch (topic) {
    case 'teller_called':
      return { standing: [{ name: 'coming', about: String(robloxUserId) }] };
    case 'withdrawal_delivered':
    case 'withdrawal_partly_delivered':
      return text === '' ? {} : { standing: [{ name: 'dispute', about: text }] };
    default:
      return {};
  }
}

/** What staff are pinged for, where a role is configured. */
const PINGS = new Set([
  ...['bank_halted', 'ledger_broken', 'key_revoked', 'case_foreign_trade', 'case_teller_limit'],
  ...['teller_silent', 'teller_card_pending', 'teller_called'],
]);

export function toHeadNotice({ seq, hash, headAt }: { seq: number; hash: string; headAt: number }): Reply {
  return {
    title: 'Head of the ledger',
    text: lines([
      say`Transaction ${strong(seq)}, of ${fullTime(headAt)}`,
      say`${code(`${seq}:${hash}`)}`,
      say`Keep this message: with it, "bun run petbank verify-ledger --expect" shows whether anything before
        it was changed.`,
    ]),
  };
}

interface NoticeWording {
  readonly title: string;
  readonly tone: Tone;
  readonly text?: Text;
  /** The name of the field for the goods; without it they aren't shown. */
  readonly goods?: string;
  /** The name of the field for the event's own text; without it the text follows the wording. */
  readonly why?: string;
}

function toReply(event: BankEvent, names: PetNames): Reply {
  const { title, tone, text = [], goods, why } = findWording(event);
  const reasons = event.text === '' ? [] : [say`${event.text}`];
  const fields: Field[] = [
    ...(goods === undefined || isEmpty(event.goods)
      ? []
      : [{ name: goods, text: listGoods(event.goods, names) }]),
    ...(why === undefined ? [] : reasons.map((text) => ({ name: why, text }))),
    ...(event.discordUserId === null && event.robloxUserId !== null
      ? [{ name: 'Roblox account', text: say`${code(String(event.robloxUserId))}`, isInline: true }]
      : []),
  ];
  return {
    title,
    tone,
    text: lines([text, ...(why === undefined ? reasons : [])].filter(({ length }) => length > 0)),
    fields,
  };
}

function findWording(event: BankEvent): NoticeWording {
  const wording = Object.hasOwn(WORDINGS, event.topic) ? WORDINGS[event.topic] : undefined;
  return wording ?? describePlainly(event);
}

const describePlainly = ({ topic }: BankEvent): NoticeWording => ({
  title: `News from the bank: ${topic.replaceAll('_', ' ')}`,
  tone: 'plain',
  goods: 'Pets and gems',
});

const worded =
  (title: string, tone: Tone, fields: Pick<NoticeWording, 'goods' | 'why'> = {}) =>
  (...text: Parameters<typeof say>): NoticeWording => ({ title, tone, text: say(...text), ...fields });

const IN_ACCOUNT = 'Added to your account';

const WORDINGS: { readonly [topic: string]: NoticeWording | undefined } = {
  deposit_credited: worded('Your deposit has arrived', 'good', { goods: IN_ACCOUNT })`
    It is in your account: ${command('inventory')}`,
  deposit_quarantined: worded('Part of your deposit is under review', 'warning', {
    goods: IN_ACCOUNT,
    why: 'Why',
  })`
    Nothing is lost: the bank holds all of it. Staff review what could not be credited, and I will tell you
    the result.`,
  quarantine_credited: { title: 'Your deposit was reviewed: it is yours', tone: 'good', goods: IN_ACCOUNT },
  quarantine_returned: worded('Your deposit was reviewed: you got it back', 'plain', { goods: 'Given back' })`
    It was handed back to you in the game.`,
  adjustment_credited: { title: 'Staff corrected your account', tone: 'good', goods: IN_ACCOUNT, why: 'Why' },
  adjustment_debited: {
    title: 'Staff corrected your account',
    tone: 'warning',
    goods: 'Taken out of your account',
    why: 'Why',
  },
  deposit_reversed: worded('A deposit was taken back', 'warning', { goods: 'Out of your account' })`
    It was reported with a key that may be in wrong hands, and did not happen in the game as far as staff
    can see. If it did, tell them: nothing of yours is lost.`,
  transfer_sent: worded('Your gift has arrived', 'good', { goods: 'You gave', why: 'To' })`
    Was that not you? Tell the staff at once: until it has cleared they can give it back to you.
    ${command('history')} has it.`,
  transfer_received: worded('Somebody gave you something', 'good', { goods: IN_ACCOUNT, why: 'From' })`
    It is in your account. For a while it can not leave, so that staff can help if an account was stolen:
    ${command('inventory')} shows until when.`,
  trade_invited: worded('Somebody wants to trade with you', 'plain', { why: 'From' })`
    Nothing has moved. ${command('trade')} shows what they put in; you choose what you give, and both of you
    have to agree. Only trade with people you know.`,
  trade_offered: worded('Somebody offers you a trade', 'plain', { goods: 'You would get', why: 'From' })`
    Nothing has moved. ${command('trade')} shows both sides. Look at them first, and only trade with people
    you know.`,
  trade_accepted: worded('Your trade is done', 'good', { goods: 'You got', why: 'With' })`
    Both sides moved at once. For a while what you got can not leave: ${command('inventory')} shows until
    when.`,
  trade_declined: worded('Your offer was declined', 'plain', { goods: 'You keep', why: 'By' })`
    Nothing has moved.`,
  trade_withdrawn: worded('An offer to you was taken back', 'plain', { goods: 'Was offered', why: 'By' })`
    Nothing has moved.`,
  trade_taken_back: worded('Staff took an offer back', 'plain', { goods: 'Was offered', why: 'Why' })`
    Nothing has moved.`,
  gift_undone: worded('Staff undid a gift or a trade', 'warning', {
    goods: 'Back with their owners',
    why: 'Why',
  })`
    Everything in it is back where it came from. ${command('history')} has it.`,
  withdrawal_reserved: worded('Your withdrawal is ready to collect', 'good', { goods: 'Set aside for you' })`
    Meet a teller in the game, with the same Roblox account: ${command('tellers')} shows the bank's only ones.
    ${command('cancel')} returns it to your balance.`,
  teller_back: worded('A teller with your withdrawal is in the game now', 'good', {
    goods: 'You can get',
    why: 'Who',
  })`
    Meet this teller with the same Roblox account. ${command('tellers')} shows where, and that it is the real
    one.`,
  teller_called: { title: 'Somebody is waiting for a teller', tone: 'warning' },
  teller_coming: worded('A teller is on the way to you in the game', 'good', { why: 'Who' })`
    Stay in the game. Check the name before you trade.`,
  withdrawal_claimed: worded('A teller is handing over your withdrawal', 'plain', { goods: 'In the trade' })`
    Go to the game and accept the trade there. Check the name first: ${command('tellers')} shows the bank's
    only tellers.`,
  withdrawal_split: worded('Your withdrawal comes in two parts', 'plain', { goods: 'In the trade now' })`
    No teller has all of it just now. One hands this part over: go to the game and accept the trade there. The
    rest stays set aside for you until a teller has it. ${command('history')} shows both.`,
  withdrawal_declined: worded('The trade did not happen', 'warning', { goods: 'Set aside for you' })`
    Your withdrawal still waits for you: meet a teller in the game again.`,
  withdrawal_delivered: worded('Your withdrawal was delivered', 'good', {
    goods: 'You got',
    why: 'Withdrawal',
  })`
    If you did not get it in the game, press the button: staff will look into it.`,
  withdrawal_partly_delivered: worded('Part of your withdrawal was delivered', 'warning', {
    goods: 'You got',
    why: 'Withdrawal',
  })`
    The rest is back in your balance: ${command('inventory')}`,
  withdrawal_expired: worded('Your withdrawal has expired', 'warning', { goods: 'Back in your balance' })`
    Nobody collected it in time, so all of it is back in your balance. ${command('withdraw')} starts again.`,
  withdrawal_cancelled: worded('Your withdrawal was cancelled', 'plain', { goods: 'Back in your balance' })`
    All of it is back in your balance.`,
  withdrawal_uncertain: worded('Your withdrawal is under review', 'warning', { goods: 'Set aside' })`
    The teller did not report whether the trade happened. It stays set aside until that is known, and staff
    have been notified.`,
  link_taken_over: worded('Your Roblox account was linked to someone else', 'bad')`
    For a while nothing can be withdrawn from it. If that was not you, somebody else can edit your Roblox
    profile: change your Roblox password, tell the staff, and link it again with ${command('verify')}.`,
  case_quarantine: { title: 'Case: a deposit in quarantine', tone: 'warning', goods: 'In quarantine' },
  case_uncertain: { title: 'Case: an uncertain withdrawal', tone: 'warning', goods: 'Set aside' },
  case_shortage: { title: 'Case: a teller holds too little', tone: 'bad' },
  case_refused_trade: { title: 'Case: a trade that was refused', tone: 'bad', goods: 'In the trade' },
  case_disputed: {
    title: 'Case: a member did not get a delivery',
    tone: 'bad',
    goods: 'Reported as delivered',
  },
  case_missed_trade: {
    title: 'Case: a trade that was never reported to the bank',
    tone: 'bad',
    goods: 'In the trade',
  },
  case_unseen_trade: {
    title: 'Case: a trade that BIG Games did not see',
    tone: 'bad',
    goods: 'In the trade',
  },
  case_witness_shortage: {
    title: 'Case: BIG Games sees too little at a teller',
    tone: 'bad',
    goods: 'Missing',
  },
  case_account: { title: "Case: a teller's account has to be connected again", tone: 'warning' },
  case_teller_limit: { title: 'Case: a teller credits more than it may in an hour', tone: 'bad' },
  case_staff_limit: {
    title: 'Case: more by hand than one of the staff may move alone',
    tone: 'bad',
    goods: 'Recorded',
  },
  case_proposed: { title: 'A case waits for a second person', tone: 'warning' },
  staff_proposed: { title: 'The dashboard waits for a second person', tone: 'warning' },
  case_foreign_trade: { title: 'Case: a teller does not know its own trades', tone: 'bad' },
  values_changed: { title: 'What pets are worth was set', tone: 'warning' },
  teller_paused: { title: 'A teller hands out nothing new', tone: 'warning' },
  teller_resumed: { title: 'A teller hands out again', tone: 'good' },
  teller_named: { title: 'A teller was named', tone: 'plain' },
  teller_card_pending: { title: 'In a day, members are shown another teller', tone: 'warning' },
  teller_drift: { title: 'A teller keeps reporting something else than the ledger says', tone: 'warning' },
  teller_silent: { title: 'A teller has fallen silent', tone: 'bad' },
  case_same_pet: { title: 'Case: one pet or two?', tone: 'warning', goods: 'Held' },
  message_damaged: { title: 'A message to somebody can not be read', tone: 'warning' },
  teller_surplus: { title: 'A teller holds more than it should', tone: 'warning' },
  clock_differs: { title: "The clock of the bank's machine was set, or is wrong", tone: 'warning' },
  ledger_broken: { title: 'THE LEDGER IS BROKEN', tone: 'bad' },
  ledger_sound: { title: 'The ledger holds again', tone: 'good' },
  key_revoked: { title: 'A key was revoked', tone: 'warning' },
  offer_taken_back: { title: 'An offer between members was taken back', tone: 'plain' },
  key_restored: { title: 'A key was restored', tone: 'warning' },
  staff_changed: { title: 'Who is staff has changed', tone: 'warning' },
  bank_halted: { title: 'The bank is halted', tone: 'bad' },
  bank_resumed: { title: 'The bank is open again', tone: 'good' },
};
