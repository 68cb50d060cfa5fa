import type { Book } from '../bank/engine/book.ts';
import type { Catalogue } from '../bank/engine/catalogue.ts';
import type { BankEvent } from '../bank/engine/rows.ts';
import { readAccount, readIdentity, readOpenCases } from '../bank/member.ts';
import type { Reply } from '../commands/model/reply.ts';
import { lines, link, say, type Text, t } from '../commands/model/text.ts';
import { toPeople } from '../commands/person.ts';
import { explainQuarantine } from '../commands/quarantined.ts';
import { toMember } from '../commands/staff/member.ts';
import { describeTellerCard, listTellerCards, nameTeller, toFaces } from '../commands/teller-cards.ts';
import { profileUrl } from '../profile-url.ts';

/** Whom a message is about besides the one who reads it, and why it is sent, as it is then. */
export interface NamedPeople extends Pick<Reply, 'people'> {
  /** Instead of the event's own text. */
  readonly text?: Text;
  /** For staff: the member whose account it is. */
  readonly account?: Text;
}

const BETWEEN_MEMBERS = /^(?:transfer|trade)_/;
/** What the bank calls another member in an event. */
const OTHER_MEMBER = /^Roblox account (\d+)$/;

/** Finds the teller to meet, or the other member of a gift or a trade: a name alone is easily imitated. */
export const createFindPeople =
  (book: Book, catalogue: () => Catalogue) =>
  async (event: BankEvent): Promise<NamedPeople | undefined> => {
    const { topic, discordUserId, robloxUserId, text } = event;
    if (robloxUserId === null) return undefined;
    if (discordUserId === null) return { account: await nameAccount(book, robloxUserId) };
    switch (topic) {
      case 'withdrawal_claimed':
      case 'withdrawal_split': {
        const { withdrawals } = await book.query(readAccount, robloxUserId, { by: 'bank' });
        const claimed = withdrawals.filter(({ status }) => status === 'claimed');
        return showTellers(book, (card) => claimed.some(({ claim }) => claim?.tellerId === card.tellerId));
      }
      case 'teller_back':
      case 'teller_coming':
        return showTellers(book, (card) => [card.tellerId, nameTeller(card)].includes(text));
      case 'deposit_quarantined':
        return explainDeposit(book, { ...event, robloxUserId }, catalogue());
      default:
        // Elsewhere the text is a reason, in anybody's words.
        return BETWEEN_MEMBERS.test(topic) ? showMember(book, OTHER_MEMBER.exec(text)?.[1]) : undefined;
    }
  };

type Card = Parameters<typeof nameTeller>[0];

async function showTellers(book: Book, isMeant: (card: Card) => boolean): Promise<NamedPeople | undefined> {
  const cards = (await listTellerCards(book)).filter(isMeant);
  if (cards.length === 0) return undefined;
  return { text: lines(cards.map(describeTellerCard)), ...toFaces(cards) };
}

/** Staff look for this account in the game, and write to this person on Discord. */
async function nameAccount(book: Book, robloxUserId: number): Promise<Text> {
  const { username, ...identity } = await book.query(readIdentity, robloxUserId, { by: 'bank' });
  const { account } = toMember({ ...identity, username });
  return username === null ? account : say`${link(`@${username}`, profileUrl(robloxUserId))} · ${account}`;
}

/** Why a part of the deposit waits, in the member's language; the event's own words are for programs. */
async function explainDeposit(
  book: Book,
  { robloxUserId, at, text }: BankEvent & { readonly robloxUserId: number },
  catalogue: Catalogue,
): Promise<NamedPeople> {
  const cases = await book.query(readOpenCases, robloxUserId, { by: 'bank' });
  const own = cases.find(
    ({ kind, openedAt, summary }) => kind === 'quarantine' && openedAt === at && summary.endsWith(text),
  );
  return { text: own ? lines(explainQuarantine(own.goods, catalogue)) : t('quarantine.decided') };
}

async function showMember(book: Book, id: string | undefined): Promise<NamedPeople | undefined> {
  if (id === undefined) return undefined;
  const { username, ...identity } = await book.query(readIdentity, Number(id), { by: 'bank' });
  if (username === null) return undefined;
  const text = [link(`@${username}`, profileUrl(identity.robloxUserId))];
  return { text, people: toPeople({ ...identity, name: username }) };
}
