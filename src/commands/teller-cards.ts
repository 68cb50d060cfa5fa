import type { Book } from '../bank/engine/book.ts';
import { readIdentity } from '../bank/member.ts';
import { readTellerCards, type TellerCardAnswer } from '../bank/teller-card.ts';
import { cleanText } from '../clean-text.ts';
import { profileUrl } from '../profile-url.ts';
import { DISCORD } from './dependencies.ts';
import type { Field, Reply } from './model/reply.ts';
import { lines, link, relativeTime, type Span, say, type Text, t } from './model/text.ts';

/** How many tellers one field shows. */
const MAX_SHOWN = 8;

/** A teller's card, and the picture of its account where the bank knows it. */
export interface ShownTellerCard extends TellerCardAnswer {
  readonly avatarUrl: string | null;
}

/** Who the bank's tellers are, those in the game now first. */
export async function listTellerCards(book: Book): Promise<readonly ShownTellerCard[]> {
  const cards = await book.query(readTellerCards, null, DISCORD);
  const sorted = cards.toSorted((card, other) => RANKS[card.status] - RANKS[other.status]);
  return Promise.all(
    sorted.map(async (card, at) => ({
      ...card,
      avatarUrl: at < MAX_SHOWN ? await findAvatar(book, card) : null,
    })),
  );
}

async function findAvatar(book: Book, { robloxUserId }: TellerCardAnswer): Promise<string | null> {
  if (robloxUserId === null) return null;
  return (await book.query(readIdentity, robloxUserId, DISCORD)).avatarUrl;
}

/** The pictures of the tellers' accounts: an impostor may have a name that is nearly the same. */
export const toFaces = (cards: readonly ShownTellerCard[]): Pick<Reply, 'people'> => ({
  people: cards.slice(0, MAX_SHOWN).flatMap((card) => {
    const { avatarUrl } = card;
    return avatarUrl === null
      ? []
      : [{ name: nameTeller(card), avatarUrl, url: profileUrl(card.robloxUserId) }];
  }),
});

/** The teller as people know it: by its account in the game. */
export const nameTeller = ({ robloxUserId, robloxUsername }: TellerCardAnswer): string =>
  `@${robloxUsername ?? `Roblox ${robloxUserId}`}`;

/** The teller of this id as people know it; by the id, where it has no account named. */
export function findTellerName(cards: readonly TellerCardAnswer[], tellerId: string): string {
  const card = cards.find((each) => each.tellerId === tellerId);
  return card ? nameTeller(card) : tellerId;
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
  const { placeUrl, note } = card;
  const account = link(nameTeller(card), profileUrl(card.robloxUserId));
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
