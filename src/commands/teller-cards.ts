import type { Book } from '../bank/engine/book.ts';
import { readTellerCards, type TellerCardAnswer } from '../bank/teller-card.ts';
import { cleanText } from '../clean-text.ts';
import { DISCORD } from './dependencies.ts';
import type { Field } from './model/reply.ts';
import { lines, link, relativeTime, type Span, say, type Text, t } from './model/text.ts';

/** How many tellers one field shows. */
const MAX_SHOWN = 8;

/** Who the bank's tellers are, those in the game now first. */
export async function listTellerCards(book: Book): Promise<readonly TellerCardAnswer[]> {
  const cards = await book.query(readTellerCards, null, DISCORD);
  return [...cards].sort((card, other) => RANKS[card.status] - RANKS[other.status]);
}

const RANKS: { readonly [Status in TellerCardAnswer['status']]: number } = {
  online: 0,
  attended: 1,
  paused: 2,
  silent: 3,
};

/** Says who is a teller, and that nobody else is; null where no teller has an account named. */
export function toTellerCardsField(cards: readonly TellerCardAnswer[]): Field | null {
  if (cards.length === 0) return null;
  const more = cards.length - MAX_SHOWN;
  const shown = cards.slice(0, MAX_SHOWN).map(describeTellerCard);
  return {
    name: t('tellers.only'),
    text: lines([...shown, more > 0 && t('amount.and-more', { count: more }), t('tellers.check-name')]),
  };
}

/** One teller, on one line: the account with its profile, what it does now, and where it is. */
export function describeTellerCard(card: TellerCardAnswer): Text {
  const { robloxUserId, robloxUsername, placeUrl, note } = card;
  const url = `https://www.roblox.com/users/${robloxUserId}/profile`;
  const account = link(`@${robloxUsername ?? `Roblox ${robloxUserId}`}`, url);
  const place: Text = placeUrl === null ? [] : say` · ${link(t('tellers.where'), placeUrl)}`;
  const words: Text = note === null ? [] : say` · ${cleanText(note)}`;
  return say`${describeStatus(card, account)}${place}${words}`;
}

function describeStatus({ status, reportedAt }: TellerCardAnswer, account: Span): Text {
  switch (status) {
    case 'online':
      return t('tellers.online', { account });
    case 'attended':
      return t('tellers.attended', { account });
    case 'paused':
      return t('tellers.paused', { account });
    case 'silent':
      if (reportedAt === null) return [account];
      return t('tellers.silent', { account, when: relativeTime(Date.parse(reportedAt)) });
    default:
      return status satisfies never;
  }
}
