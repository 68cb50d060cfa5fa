import type { BankEvent } from '../bank/engine/rows.ts';
import type { MemberTopic, OperatorTopic } from '../bank/topics.ts';
import type { Tone } from '../commands/model/reply.ts';
import { type Text, t } from '../commands/model/text.ts';
import type { MessageKey } from '../messages/catalogue.ts';

/** How an event is worded. */
export interface NoticeWording {
  readonly title: Text;
  readonly tone: Tone;
  readonly text?: Text;
  /** Said in its place where nothing that members give each other is ever on hold. */
  readonly textWithoutHold?: Text;
  /** The name of the field for the goods; without it they aren't shown. */
  readonly goods?: FieldKey;
  /** The name of the field for the event's own text; without it the text follows the wording. */
  readonly why?: FieldKey;
}

/** Names of fields have no gaps. */
type FieldKey = Extract<MessageKey, `${'notice' | 'alert'}.field.${string}`>;
type Fields = Pick<NoticeWording, 'goods' | 'why'>;

/** An event without a wording is described plainly. */
export function findWording({ topic }: Pick<BankEvent, 'topic'>): NoticeWording {
  const wording = Object.hasOwn(WORDINGS, topic) ? WORDINGS[topic] : undefined;
  const title = t('notice.news.title', { topic: topic.replaceAll('_', ' ') });
  return wording ?? { title, tone: 'plain', goods: 'notice.field.goods' };
}

/** The parts of keys that have both a title and a text. */
type NoticeName = {
  readonly [Key in MessageKey]: Key extends `notice.${infer Name}.title`
    ? `notice.${Name}.text` extends MessageKey
      ? Name
      : never
    : never;
}[MessageKey];

const notice = (name: NoticeName, tone: Tone, fields: Fields = {}): NoticeWording => ({
  title: t(`notice.${name}.title`),
  tone,
  text: t(`notice.${name}.text`),
  ...fields,
});

/** What members gave each other, which is on hold at first at most banks. */
const given = (name: 'transfer_sent' | 'transfer_received' | 'trade_accepted', fields: Fields) => ({
  ...notice(name, 'good', fields),
  textWithoutHold: t(`notice.${name}.without-hold`),
});

type AlertKey = Extract<MessageKey, `alert.${string}_${string}`>;

const alert = (key: AlertKey, tone: Tone, goods?: FieldKey): NoticeWording => ({
  title: t(key),
  tone,
  ...(goods ? { goods } : {}),
});

const IN_ACCOUNT = { goods: 'notice.field.in-account' } as const;
const WAS_OFFERED = { text: t('notice.nothing-moved'), goods: 'notice.field.was-offered' } as const;
const BACK = { goods: 'notice.field.back-in-balance' } as const;

const MEMBERS: Readonly<Record<MemberTopic, NoticeWording>> = {
  deposit_credited: notice('deposit_credited', 'good', IN_ACCOUNT),
  deposit_quarantined: notice('deposit_quarantined', 'warning', { ...IN_ACCOUNT, why: 'notice.field.why' }),
  quarantine_credited: { title: t('notice.quarantine_credited.title'), tone: 'good', ...IN_ACCOUNT },
  quarantine_returned: notice('quarantine_returned', 'plain', { goods: 'notice.field.given-back' }),
  adjustment_credited: {
    title: t('notice.adjustment.title'),
    tone: 'good',
    ...IN_ACCOUNT,
    why: 'notice.field.why',
  },
  adjustment_debited: {
    title: t('notice.adjustment.title'),
    tone: 'warning',
    goods: 'notice.field.out-of-account',
    why: 'notice.field.why',
  },
  deposit_reversed: notice('deposit_reversed', 'warning', { goods: 'notice.field.out-of-account' }),
  transfer_sent: given('transfer_sent', { goods: 'notice.field.you-gave', why: 'notice.field.to' }),
  transfer_received: given('transfer_received', { ...IN_ACCOUNT, why: 'notice.field.from' }),
  trade_invited: notice('trade_invited', 'plain', { why: 'notice.field.from' }),
  trade_lost: notice('trade_lost', 'warning', { why: 'notice.field.with' }),
  trade_offered: notice('trade_offered', 'plain', {
    goods: 'notice.field.you-would-get',
    why: 'notice.field.from',
  }),
  trade_accepted: given('trade_accepted', {
    goods: 'notice.field.you-got',
    why: 'notice.field.with',
  }),
  trade_declined: {
    title: t('notice.trade_declined.title'),
    tone: 'plain',
    text: t('notice.nothing-moved'),
    goods: 'notice.field.you-keep',
    why: 'notice.field.by',
  },
  trade_withdrawn: {
    title: t('notice.trade_withdrawn.title'),
    tone: 'plain',
    ...WAS_OFFERED,
    why: 'notice.field.by',
  },
  trade_taken_back: {
    title: t('notice.trade_taken_back.title'),
    tone: 'plain',
    ...WAS_OFFERED,
    why: 'notice.field.why',
  },
  gift_undone: notice('gift_undone', 'warning', {
    goods: 'notice.field.with-owners',
    why: 'notice.field.why',
  }),
  delivery_undone: notice('delivery_undone', 'good', BACK),
  withdrawal_reserved: notice('withdrawal_reserved', 'good', { goods: 'notice.field.set-aside' }),
  teller_back: notice('teller_back', 'good', { goods: 'notice.field.you-can-get', why: 'notice.field.who' }),
  teller_coming: notice('teller_coming', 'good', { why: 'notice.field.who' }),
  withdrawal_claimed: notice('withdrawal_claimed', 'plain', { goods: 'notice.field.in-trade' }),
  withdrawal_split: notice('withdrawal_split', 'plain', { goods: 'notice.field.in-trade-now' }),
  withdrawal_declined: notice('withdrawal_declined', 'warning', { goods: 'notice.field.set-aside' }),
  withdrawal_delivered: notice('withdrawal_delivered', 'good', {
    goods: 'notice.field.you-got',
    why: 'notice.field.withdrawal',
  }),
  withdrawal_partly_delivered: notice('withdrawal_partly_delivered', 'warning', {
    goods: 'notice.field.you-got',
    why: 'notice.field.withdrawal',
  }),
  withdrawal_expired: notice('withdrawal_expired', 'warning', BACK),
  withdrawal_cancelled: notice('withdrawal_cancelled', 'plain', BACK),
  withdrawal_uncertain: notice('withdrawal_uncertain', 'warning', { goods: 'alert.field.set-aside' }),
  link_taken_over: notice('link_taken_over', 'bad', { why: 'notice.field.account' }),
};

const STAFF: Readonly<Record<OperatorTopic, NoticeWording>> = {
  teller_called: alert('alert.teller_called', 'warning'),
  case_quarantine: alert('alert.case_quarantine', 'warning', 'alert.field.in-quarantine'),
  case_uncertain: alert('alert.case_uncertain', 'warning', 'alert.field.set-aside'),
  case_shortage: alert('alert.case_shortage', 'bad'),
  case_refused_trade: alert('alert.case_refused_trade', 'bad', 'notice.field.in-trade'),
  case_disputed: alert('alert.case_disputed', 'bad', 'alert.field.reported'),
  case_missed_trade: alert('alert.case_missed_trade', 'bad', 'notice.field.in-trade'),
  case_unseen_trade: alert('alert.case_unseen_trade', 'bad', 'notice.field.in-trade'),
  case_witness_shortage: alert('alert.case_witness_shortage', 'bad', 'alert.field.missing'),
  case_account: alert('alert.case_account', 'warning'),
  case_teller_limit: alert('alert.case_teller_limit', 'bad'),
  case_staff_limit: alert('alert.case_staff_limit', 'bad', 'alert.field.recorded'),
  case_proposed: alert('alert.case_proposed', 'warning'),
  staff_proposed: alert('alert.staff_proposed', 'warning'),
  case_foreign_trade: alert('alert.case_foreign_trade', 'bad'),
  teller_named: alert('alert.teller_named', 'plain'),
  teller_card_pending: alert('alert.teller_card_pending', 'warning'),
  teller_paused: alert('alert.teller_paused', 'warning'),
  teller_resumed: alert('alert.teller_resumed', 'good'),
  teller_drift: alert('alert.teller_drift', 'warning'),
  teller_silent: alert('alert.teller_silent', 'bad'),
  case_same_pet: alert('alert.case_same_pet', 'warning', 'alert.field.held'),
  message_damaged: alert('alert.message_damaged', 'warning'),
  teller_surplus: alert('alert.teller_surplus', 'warning'),
  clock_differs: alert('alert.clock_differs', 'warning'),
  ledger_broken: alert('alert.ledger_broken', 'bad'),
  ledger_sound: alert('alert.ledger_sound', 'good'),
  key_revoked: alert('alert.key_revoked', 'warning'),
  offer_taken_back: alert('alert.offer_taken_back', 'plain'),
  key_restored: alert('alert.key_restored', 'warning'),
  values_changed: alert('alert.values_changed', 'plain'),
  staff_changed: alert('alert.staff_changed', 'warning'),
  staff_linked: alert('alert.staff_linked', 'bad'),
  bank_halted: alert('alert.bank_halted', 'bad'),
  bank_resumed: alert('alert.bank_resumed', 'good'),
};

const WORDINGS: Readonly<Record<string, NoticeWording>> = { ...MEMBERS, ...STAFF };
