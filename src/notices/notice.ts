import type { PendingEvent } from '../bank/engine/book.ts';
import { countAlike } from '../bank/engine/bounds.ts';
import { isEmpty } from '../bank/engine/pets.ts';
import type { BankEvent } from '../bank/engine/rows.ts';
import { listGoods } from '../commands/goods.ts';
import type { PetNames } from '../commands/model/pet-names.ts';
import type { Field, Reply, Standing } from '../commands/model/reply.ts';
import { code, fullTime, lines, say, t } from '../commands/model/text.ts';
import type { NamedPeople } from './find-people.ts';
import { findWording } from './wordings.ts';

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
  /** Where staff read it, if there is such a channel; otherwise in the operator's. */
  readonly channel?: 'heads' | 'tickets';
}

/** Delivers a notice. Resolves once it is delivered or never can be; rejects if it should be tried again. */
export type Deliver = (notice: Notice) => Promise<void>;

/**
 * Converts an event to a notice. An event without a wording is described plainly. `holdsGifts`: whether what
 * members give each other is on hold at first.
 */
export function toNotice(
  event: PendingEvent,
  names: PetNames,
  named?: NamedPeople,
  holdsGifts = true,
): Notice {
  const isForStaff = event.discordUserId === null;
  return {
    id: `event-${event.id}`,
    to: event.discordUserId ?? 'operator',
    reply: toReply(event, { names, named, holdsGifts }),
    ...listStanding(event),
    ...(isForStaff && PINGS.has(event.topic) && { isPing: true }),
    ...(event.topic === 'teller_called' && { channel: 'tickets' }),
  };
}

/** The button of a message that has one. */
function listStanding({ topic, robloxUserId, text }: BankEvent): Pick<Notice, 'standing'> {
  switch (topic) {
    case 'teller_called':
      return { standing: [{ name: 'coming', about: String(robloxUserId) }] };
    case 'withdrawal_delivered':
    case 'withdrawal_partly_delivered':
      return text === '' || countAlike(text) !== null ? {} : { standing: [{ name: 'dispute', about: text }] };
    default:
      return {};
  }
}

/** What staff are pinged for, where a role is configured. */
const PINGS = new Set([
  ...['bank_halted', 'ledger_broken', 'key_revoked', 'case_foreign_trade', 'case_teller_limit'],
  ...['teller_silent', 'teller_card_pending', 'teller_called', 'staff_linked'],
]);

export function toHeadNotice({ seq, hash, headAt }: { seq: number; hash: string; headAt: number }): Reply {
  return {
    title: t('alert.head.title'),
    text: lines([
      t('alert.head.seq', { seq, when: fullTime(headAt) }),
      [code(`${seq}:${hash}`)],
      t('alert.head.keep', { command: code('bun run petbank verify-ledger --expect') }),
    ]),
  };
}

interface Surroundings {
  readonly names: PetNames;
  readonly named: NamedPeople | undefined;
  readonly holdsGifts: boolean;
}

function toReply(event: BankEvent, { names, named, holdsGifts }: Surroundings): Reply {
  const { title, tone, text: heldText = [], textWithoutHold = heldText, ...keys } = findWording(event);
  const more = countAlike(event.text);
  if (more !== null) return { title, tone, text: t('notice.more-alike', { count: more }) };
  const { goods, why: whyKey } = keys;
  const text = holdsGifts ? heldText : textWithoutHold;
  const why = whyKey ?? (named?.text && 'withdraw.whom-to-meet');
  const said = event.text === '' ? [] : [say`${event.text}`];
  const reasons = named?.text ? [named.text] : said;
  const fields: Field[] = [
    ...(goods === undefined || isEmpty(event.goods)
      ? []
      : [{ name: t(goods), text: listGoods(event.goods, names) }]),
    ...(why === undefined ? [] : reasons.map((text) => ({ name: t(why), text }))),
    ...(event.discordUserId === null && event.robloxUserId !== null
      ? [{ name: t('notice.field.account'), text: named?.account ?? [code(String(event.robloxUserId))] }]
      : []),
  ];
  return {
    title,
    tone,
    text: lines([text, ...(why === undefined ? reasons : [])].filter(({ length }) => length > 0)),
    fields,
    ...(named?.people && { people: named.people }),
  };
}
