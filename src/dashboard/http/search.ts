import { findCase } from '../../bank/cases.ts';
import { callerIdSchema } from '../../bank/engine/fields.ts';
import { Refusal } from '../../bank/engine/refusal.ts';
import type { Case, Teller, Transaction } from '../../bank/engine/rows.ts';
import { findOperations } from '../../bank/find-operations.ts';
import { readIdentity } from '../../bank/member.ts';
import { readStaffWithdrawal } from '../../bank/open-withdrawals.ts';
import { readOffer } from '../../bank/trade.ts';
import { DASHBOARD } from '../../commands/staff/proposals.ts';
import type { Services } from '../../http/endpoint.ts';
import type { Found } from '../protocol.ts';
import { CASE_GUIDE } from './case-guide.ts';
import { findMembers } from './find-members.ts';

/** How many things of one kind are found at most, and how many rows are looked through for them. */
const MAX_FOUND = 5;
const MAX_SCANNED = 1_000;
/** What is shorter is the beginning of too many requests' ids. */
const LEAST_OF_ID = 6;

/** Whatever has this name or id, as the bank, a program or an answer over HTTP calls it. */
export async function search(text: string, services: Services): Promise<readonly Found[]> {
  const tellers = services.book.reads.tellers();
  const found = await Promise.all([
    foundMembers(text, services),
    findTransactions(text, services),
    findWithdrawals(text, services),
    findTellers(text, tellers),
    findCases(text, services),
    findByCallersId(text, services, tellers),
    findOffer(text, services),
    findRefused(text, services),
  ]);
  return found.flat();
}

async function foundMembers(text: string, services: Services): Promise<Found[]> {
  const ids = (await findMembers(text, services)).slice(0, MAX_FOUND);
  return Promise.all(
    ids.map(async (robloxUserId) => {
      const { username } = await services.book.query(readIdentity, robloxUserId, DASHBOARD);
      const detail = `Roblox id ${robloxUserId}`;
      return {
        kind: 'member',
        id: String(robloxUserId),
        title: username ?? `Roblox ${robloxUserId}`,
        detail,
      } as const;
    }),
  );
}

async function findTransactions(text: string, { book }: Services): Promise<Found[]> {
  const seq = Number(/^t-([1-9]\d{0,14})$/i.exec(text)?.[1] ?? 0);
  const [found] = seq === 0 ? [] : await book.reads.log({ afterSeq: seq - 1, limit: 1 });
  return found?.seq === seq ? [toFound(found)] : [];
}

const toFound = ({ id, kind, status }: Transaction): Found => ({
  kind: 'transaction',
  id,
  title: id,
  detail: `${kind.replaceAll('_', ' ')}, ${status}`,
});

/** How many programs and tellers may have chosen an id. */
const MAX_CALLERS = 100;

/** What a teller or a program asked for by an id of its own, such as a `tradeId` or a `requestId`. */
async function findByCallersId(
  id: string,
  { book, keyRing }: Services,
  tellers: Promise<readonly Teller[]>,
): Promise<Found[]> {
  if (!callerIdSchema.safeParse(id).success) return [];
  const names = [...keyRing.list().map(({ name }) => name), ...(await tellers).map((row) => row.id)];
  const callers = [...new Set(names)].slice(0, MAX_CALLERS);
  const found = await book.query(findOperations, { id, callers }, DASHBOARD);
  return found.slice(0, MAX_FOUND).map(toFound);
}

/** An offer between members that came to no trade, which is found itself. */
async function findOffer(id: string, { book }: Services): Promise<Found[]> {
  if (!callerIdSchema.safeParse(id).success) return [];
  const found = await ifAny(book.query(readOffer, id, DASHBOARD));
  if (!found || found.status === 'accepted') return [];
  const between = `of member ${found.fromRobloxUserId} to ${found.toRobloxUserId}`;
  return [{ kind: 'offer', id, title: `Offer ${id}`, detail: `${found.status}, ${between}` }];
}

/** A request that this process refused, by the id in its answer, or the beginning of it. */
async function findRefused(text: string, { keyRing }: Services): Promise<Found[]> {
  if (text.length < LEAST_OF_ID) return [];
  const refused = keyRing.usage.refused().filter(({ requestId }) => requestId.startsWith(text));
  return refused.slice(0, MAX_FOUND).map(({ requestId: id, code, endpoint }) => ({
    kind: 'request',
    id,
    title: `Request ${id}`,
    detail: `${endpoint} was refused: ${code}`,
  }));
}

async function findWithdrawals(text: string, { book }: Services): Promise<Found[]> {
  const id = text.toLowerCase();
  if (!/^w-[1-9]\d{0,14}$/.test(id)) return [];
  const found = await ifAny(book.query(readStaffWithdrawal, id, DASHBOARD));
  return found ? [{ kind: 'withdrawal', id, title: id, detail: found.status.replace('_', ' ') }] : [];
}

/** What was asked for; null where the bank has nothing of it. */
async function ifAny<Answer>(asked: Promise<Answer>): Promise<Answer | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

async function findTellers(text: string, tellers: Promise<readonly Teller[]>): Promise<Found[]> {
  const wanted = text.toLowerCase();
  return (await tellers)
    .filter(({ id }) => id.toLowerCase().includes(wanted))
    .slice(0, MAX_FOUND)
    .map(({ id }) => ({ kind: 'teller', id, title: id, detail: 'Teller' }));
}

async function findCases(text: string, { book }: Services): Promise<Found[]> {
  const wanted = text.toLowerCase();
  const [open, closed] = await Promise.all([
    book.reads.openCases({ limit: MAX_SCANNED }),
    book.query(findCase, text, DASHBOARD),
  ]);
  const isAbout = ({ id, tellerId, withdrawalId, robloxUserId }: Case): boolean =>
    [id, tellerId, withdrawalId ?? '', String(robloxUserId ?? '')].some((part) =>
      part.toLowerCase().includes(wanted),
    );
  const found = [...open.filter(isAbout), ...(closed?.closedAt ? [closed] : [])].slice(0, MAX_FOUND);
  return found.map(({ id, kind, summary }) => ({
    kind: 'case',
    id,
    title: CASE_GUIDE[kind].title,
    detail: summary,
  }));
}
