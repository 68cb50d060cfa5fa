import type { Withdrawal } from '../../bank/engine/rows.ts';
import { readIdentity } from '../../bank/member.ts';
import { findWithdrawal } from '../../bank/open-withdrawals.ts';
import { parseStaffName } from '../../bank/staff.ts';
import { readTellerCards, type TellerCardAnswer } from '../../bank/teller-card.ts';
import { type Holder, listHolders } from '../../bank/who-holds.ts';
import { createCache } from '../../cache.ts';
import { type CommandDependencies, DISCORD, type StaffDependencies } from '../dependencies.ts';
import { drawGoods } from '../draw-goods.ts';
import type { Reply } from '../model/reply.ts';
import { code, join, lines, relativeTime, say, type Text, t } from '../model/text.ts';
import { nameTeller } from '../teller-cards.ts';
import { goodsText } from './goods.ts';
import { claimButton, showClaimed } from './hand-over.ts';
import { toMember } from './member.ts';

/** How many withdrawals that wait longest have tickets. */
const MAX_TICKETS = 50;
/** While nothing is committed, a list is this old at most: a script may have left the game. */
const REREAD_MS = 10_000;
/** How many withdrawals are remembered of which a script has all. */
const MAX_REMEMBERED = 10_000;

/** Work for the staff, as a message of their channel shows it. */
export interface Ticket {
  /** The withdrawal's id: one message has it at a time. */
  readonly key: string;
  /** Since when it waits, milliseconds since 1970; null: somebody has taken it, or it is closed. */
  readonly waitsSince: number | null;
  readonly isClosed: boolean;
  readonly reply: Reply;
  /** Draws the goods. Only where a message is sent or changed: the list is read again and again. */
  readonly draw: () => Promise<Pick<Reply, 'picture'>>;
}

export interface Tickets {
  /** Everything that is for staff to hand over now, or is being handed over by them. */
  list(): Promise<readonly Ticket[]>;
  /** One of them as it is now, whatever became of it; null where there is no such withdrawal. */
  read(key: string): Promise<Ticket | null>;
}

type TicketDependencies = StaffDependencies & Pick<CommandDependencies, 'clock' | 'pictures'>;

/**
 * The withdrawals that staff have to hand over: those of which no script that is in the game has all. One
 * that has become theirs stays theirs.
 */
export function createTickets(dependencies: TicketDependencies): Tickets {
  const { book, clock } = dependencies;
  const forStaff = createCache<string, true>(MAX_REMEMBERED);
  async function isForStaff({ id, status, goods, claim }: Withdrawal): Promise<boolean> {
    if (forStaff.has(id)) return true;
    if (status !== 'reserved') return parseStaffName(claim?.tellerId ?? '') !== null;
    const holders = await book.query(listHolders, { goods, withdrawalId: id }, DISCORD);
    if (holders.some(({ isWhole, isOnline }) => isWhole && isOnline)) return false;
    forStaff.set(id, true);
    return true;
  }
  async function read(key: string): Promise<Ticket | null> {
    const withdrawal = await book.query(findWithdrawal, key, DISCORD);
    return withdrawal && toTicket(dependencies, withdrawal);
  }
  async function readAll(): Promise<Ticket[]> {
    const open = await book.reads.openWithdrawals({ limit: MAX_TICKETS });
    // At once: so they share their looks at the database.
    const tickets = await Promise.all(
      open.map(async (each) => ((await isForStaff(each)) ? await read(each.id) : null)),
    );
    return tickets.flatMap((ticket) => (ticket && !ticket.isClosed ? ticket : []));
  }
  let last: { readonly version: number; readonly at: number; readonly tickets: Ticket[] } | undefined;
  return {
    read,
    async list() {
      const { version } = await book.reads.head();
      const at = clock();
      if (last?.version !== version || at - last.at >= REREAD_MS) {
        last = { version, at, tickets: await readAll() };
      }
      return last.tickets;
    },
  };
}

async function toTicket(dependencies: TicketDependencies, withdrawal: Withdrawal): Promise<Ticket> {
  const { id: key, status, robloxUserId, goods, requestedAt, expiresAt, claim } = withdrawal;
  const member = toMember(await dependencies.book.query(readIdentity, robloxUserId, DISCORD));
  const ticket = { key, draw: () => drawGoods(dependencies, goods) };
  const shown = { person: member.person, fields: [{ name: t('ticket.wants'), text: goodsText(goods) }] };
  switch (status) {
    case 'reserved': {
      const { book } = dependencies;
      const [holders, cards] = await Promise.all([
        book.query(listHolders, { goods, withdrawalId: key }, DISCORD),
        book.query(readTellerCards, null, DISCORD),
      ]);
      const text = lines([
        t('ticket.open', {
          account: member.account,
          since: relativeTime(requestedAt),
          when: relativeTime(expiresAt),
        }),
        describeHolders(holders, cards),
      ]);
      const reply = {
        ...shown,
        title: t('ticket.wants-a-withdrawal', { withdrawal: key, member: member.name }),
        text,
      };
      const rows = [[claimButton(dependencies, key)]];
      return { ...ticket, waitsSince: requestedAt, isClosed: false, reply: { ...reply, rows } };
    }
    case 'claimed':
      if (claim) {
        const reply = showClaimed({ id: key, goods, robloxUserId, claim }, member, dependencies);
        return { ...ticket, waitsSince: null, isClosed: false, reply };
      }
      break;
    default:
      break;
  }
  const isOpen = status === 'uncertain';
  const title = t('withdrawal.of', {
    withdrawal: key,
    member: member.name,
    status: t(`withdrawal.${status}`),
  });
  const text = t('ticket.since', { when: relativeTime(requestedAt) });
  const tone = isOpen ? 'warning' : 'good';
  return { ...ticket, waitsSince: null, isClosed: !isOpen, reply: { ...shown, title, tone, text } };
}

/** By the name that commands take, and by the account in the game. */
function describeHolders(holders: readonly Holder[], cards: readonly TellerCardAnswer[]): Text {
  if (holders.length === 0) return t('ticket.nobody');
  const named = holders.map(({ tellerId, isWhole }) => {
    const card = cards.find((each) => each.tellerId === tellerId);
    const teller = card ? say`${code(tellerId)} (${nameTeller(card)})` : [code(tellerId)];
    return isWhole ? teller : t('ticket.a-part', { teller });
  });
  return t('ticket.held-by', { tellers: join(named, ', ') });
}
