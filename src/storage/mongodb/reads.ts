import type { Filter, FindOptions } from 'mongodb';
import type { Reads } from '../../bank/engine/book.ts';
import { CARD_KIND, type Case, getPlace, OPEN_STATUSES, oldestFirst } from '../../bank/engine/rows.ts';
import type { TableName, Tables } from '../../bank/engine/tables.ts';
import type { ArchiveRows } from '../archive/rows.ts';
import { readCaseOrDamaged } from '../damaged-case.ts';
import { findBalances } from './balance-pages.ts';
import { type Collections, findAll, type RowTable, readBank } from './collections.ts';
import { documentId, fromDocument } from './documents.ts';
import { IS_ABOUT_LINKS, IS_ABOUT_RIGHTS, type Stored } from './tables.ts';

/** The reads of screens and checks. Each is one query that an index answers. */
export function createReads(collections: Collections): Reads {
  return {
    ...readLog(collections),
    ...readTrusted(collections),
    ...readCases(collections),
    ...readOperations(collections),
    ...readState(collections),
  };
}

/** The rows, all that are found or up to a limit. */
async function find<T extends RowTable>(
  collections: Collections,
  table: T,
  where: Filter<Stored>,
  options: FindOptions = {},
): Promise<ArchiveRows[T][]> {
  const documents = await findAll(collections[table], where, options);
  return documents.map((document) => fromDocument(table, document));
}

/** The newest of a member's transactions on each side, before one. */
export async function findOfMember(
  { transactions }: Collections,
  { robloxUserId, beforeSeq }: { robloxUserId: number; beforeSeq: number },
  options: FindOptions,
): Promise<Stored[]> {
  const _id = { $lt: beforeSeq };
  const newest = { ...options, sort: { _id: -1 } } as const;
  // A server could go back through the log instead: at a million rows, in thirty times the time.
  const halves = [
    findAll(transactions, { robloxUserId, _id }, { ...newest, hint: 'member' }),
    findAll(transactions, { otherRobloxUserId: robloxUserId, _id }, { ...newest, hint: 'other_member' }),
  ];
  return (await Promise.all(halves)).flat();
}

function readLog(
  collections: Collections,
): Pick<Reads, 'history' | 'transactionsOfKey' | 'revocations' | 'log' | 'head'> {
  return {
    async history({ robloxUserId, beforeSeq = Number.MAX_SAFE_INTEGER, limit }) {
      // Both halves end where the log does now: what is appended between them leaves no gap.
      const { seq } = await readBank(collections);
      const member = { robloxUserId, beforeSeq: Math.min(beforeSeq, seq + 1) };
      const rows = (await findOfMember(collections, member, { limit })).map((document) =>
        fromDocument('transactions', document),
      );
      return rows.sort((row, other) => other.seq - row.seq).slice(0, limit);
    },
    transactionsOfKey: ({ keyId, beforeSeq = Number.MAX_SAFE_INTEGER, limit }) =>
      find(
        collections,
        'transactions',
        { keyId, _id: { $lt: beforeSeq } },
        { sort: { _id: -1 }, hint: 'key', limit },
      ),
    revocations: ({ afterSeq, limit }) =>
      find(collections, 'revocations', { seq: { $gt: afterSeq } }, { sort: { seq: 1 }, limit }),
    log: ({ afterSeq, limit }) =>
      find(collections, 'transactions', { _id: { $gt: afterSeq } }, { sort: { _id: 1 }, limit }),
    head: () => readBank(collections),
  };
}

/** What of the log is believed in place of rows. */
function readTrusted(
  collections: Collections,
): Pick<Reads, 'rightsLog' | 'linkLog' | 'cardLog' | 'withdrawalLog'> {
  async function findNewest(where: Filter<Stored>, upTo: number, hint: string) {
    const upToThen = { ...where, _id: { $lte: upTo } };
    return (await find(collections, 'transactions', upToThen, { sort: { _id: -1 }, hint, limit: 1 }))[0];
  }
  return {
    rightsLog: ({ afterSeq, limit }) =>
      find(
        collections,
        'transactions',
        { kind: IS_ABOUT_RIGHTS, _id: { $gt: afterSeq } },
        { sort: { _id: 1 }, hint: 'rights', limit },
      ),
    linkLog: ({ note, upTo }) => findNewest({ kind: IS_ABOUT_LINKS, note }, upTo, 'links'),
    cardLog: ({ tellerId, upTo }) => findNewest({ kind: CARD_KIND, tellerId }, upTo, 'cards'),
    withdrawalLog: ({ withdrawalId, upTo }) => findNewest({ withdrawalId }, upTo, 'withdrawal'),
  };
}

/** What waits for somebody: the operator, a teller, the clock. */
function readOperations(
  collections: Collections,
): Pick<
  Reads,
  'tellers' | 'reports' | 'jointShortages' | 'openOffers' | 'dueWithdrawals' | 'openWithdrawals'
> {
  return {
    tellers: () => find(collections, 'tellers', {}, { sort: { _id: 1 } }),
    reports: () => find(collections, 'reports', {}, { sort: { _id: 1 } }),
    jointShortages: () => find(collections, 'jointShortages', {}, { sort: { _id: 1 } }),
    openOffers: ({ at, limit }) =>
      find(
        collections,
        'offers',
        { status: 'open', expiresAt: { $gt: at } },
        { sort: { expiresAt: 1 }, limit },
      ),
    async dueWithdrawals({ at, limit }) {
      const isDue = [
        { status: 'reserved', expiresAt: { $lte: at } },
        { status: 'claimed', 'claim.leaseUntil': { $lte: at } },
      ];
      return (await find(collections, 'withdrawals', { $or: isDue }, { limit })).map(({ id }) => id);
    },
    async openWithdrawals({ after = { placeSeq: null, seq: 0 }, limit }) {
      const place = getPlace(after);
      const isOpen = { status: { $in: [...OPEN_STATUSES] } };
      const whole = { ...isOpen, placeSeq: null, seq: { $gt: place } };
      const laterParts = [{ placeSeq: { $gt: place } }, { placeSeq: place, seq: { $gt: after.seq } }];
      const parts = { ...isOpen, placeSeq: { $gte: place, $gt: 0 }, $or: laterParts };
      // Each has an index that finds it in its order; parts are few.
      const found = [
        ...(await find(collections, 'withdrawals', whole, { sort: { seq: 1 }, limit })),
        ...(await find(collections, 'withdrawals', parts, { sort: { placeSeq: 1, seq: 1 }, limit })),
      ];
      return found.sort(oldestFirst).slice(0, limit);
    },
  };
}

/** When a case was opened. Comparisons with a time find no document in which stands something else. */
const TIMES = { $gte: Number.MIN_SAFE_INTEGER, $lte: Number.MAX_SAFE_INTEGER } as const;
const isTime = (value: unknown): value is number =>
  typeof value === 'number' && value >= TIMES.$gte && value <= TIMES.$lte;

function readCases({ cases }: Collections): Pick<Reads, 'cases' | 'openCases'> {
  const readPage = async (where: Filter<Stored>, options: FindOptions): Promise<Case[]> =>
    (await findAll(cases, where, options)).map((document) =>
      readCaseOrDamaged(String(document._id), () => fromDocument('cases', document)),
    );
  const readOpen = (where: Filter<Stored>, options: FindOptions) =>
    readPage({ closedAt: null, ...where }, { hint: 'oldest', ...options });
  return {
    cases({ isOpen, afterId = '', limit }) {
      const state = isOpen === undefined ? {} : { closedAt: isOpen ? null : { $ne: null } };
      return readPage({ ...state, _id: { $gt: afterId } }, { sort: { _id: 1 }, limit });
    },
    async openCases({ afterId = '', limit }) {
      const first = { openedAt: TIMES.$gte };
      const last =
        afterId === '' ? first : await cases.findOne({ _id: afterId }, { projection: { openedAt: 1 } });
      if (last === null) return [];
      const { openedAt } = last;
      if (!isTime(openedAt)) return readUntimed(afterId, limit);
      const isNext = [{ openedAt, _id: { $gt: afterId } }, { openedAt: { ...TIMES, $gt: openedAt } }];
      const isYounger = { openedAt: { ...TIMES, $gte: openedAt }, $or: isNext };
      const timed = await readOpen(isYounger, { sort: { openedAt: 1, _id: 1 }, limit });
      const left = limit - timed.length;
      return left === 0 ? timed : [...timed, ...(await readUntimed('', left))];
    },
  };
  /** Those that were opened at no time, which are damaged, come after all others. */
  function readUntimed(afterId: string, limit: number): Promise<Case[]> {
    return readOpen({ openedAt: { $not: TIMES }, _id: { $gt: afterId } }, { sort: { _id: 1 }, limit });
  }
}

type StateReads = Pick<
  Reads,
  'tellerBalances' | 'balances' | 'members' | 'aliases' | 'holdings' | 'rows' | 'staff' | 'staffDays'
>;

interface RowPage<T extends TableName> {
  readonly after?: Tables[T] | undefined;
  readonly limit: number;
}
type FindRows<T extends TableName> = (collections: Collections, page: RowPage<T>) => Promise<Tables[T][]>;

/** Tables whose rows aren't each a document of their collection. */
const FIND_ROWS: { readonly [T in TableName]?: FindRows<T> } = { balances: findBalances };

function readState(collections: Collections): StateReads {
  return {
    rows<T extends TableName>({ table, after, limit }: RowPage<T> & { readonly table: T }) {
      const findOthers: FindRows<T> | undefined = FIND_ROWS[table];
      if (findOthers) return findOthers(collections, { after, limit });
      const isNext = after ? { _id: { $gt: documentId(table, after) } } : {};
      return find(collections, table, isNext, { sort: { _id: 1 }, limit });
    },
    // From `teller:` to the next character after the colon.
    tellerBalances: () => find(collections, 'balances', { _id: { $gte: 'teller:', $lt: 'teller;' } }),
    aliases: () => find(collections, 'aliases', {}, { sort: { _id: 1 } }),
    staff: () => find(collections, 'staff', {}, { sort: { _id: 1 } }),
    staffDays({ after = { staff: '', day: '' }, limit }) {
      const isNext = { _id: { $gt: `${after.staff} ${after.day}` } };
      return find(collections, 'staffDays', isNext, { sort: { _id: 1 }, limit });
    },
    // Tellers' accounts come last.
    holdings: (page) => findBalances(collections, { ...page, before: 'teller:' }),
    balances: (page) => findBalances(collections, page),
    members: ({ afterId, limit }) =>
      find(
        collections,
        'members',
        { _id: { $gt: afterId } },
        { projection: { balances: 0 }, sort: { _id: 1 }, limit },
      ),
  };
}
