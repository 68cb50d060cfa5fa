import type { Filter, Sort } from 'mongodb';
import { invariant } from '../../bank/engine/assert.ts';
import type { Reads } from '../../bank/engine/book.ts';
import { OPEN_STATUSES } from '../../bank/engine/rows.ts';
import type { ArchiveRows, ArchiveTable } from '../archive/rows.ts';
import type { Collections } from './collections.ts';
import { BANK_ID, fromDocument } from './documents.ts';
import type { Stored } from './tables.ts';

/** The reads of screens and checks. Each is one query that an index answers. */
export function createReads(collections: Collections): Reads {
  return { ...readLog(collections), ...readOperations(collections), ...readState(collections) };
}

interface Query {
  readonly where: Filter<Stored>;
  readonly sort?: Sort;
  /** The index to find them by, where a server could take another that answers the sort alone. */
  readonly hint?: string;
  /** Without one, everything that is found. */
  readonly limit?: number;
}

/** The rows, in one answer where they fit into one. */
async function find<T extends Exclude<ArchiveTable, 'bank'>>(
  collections: Collections,
  table: T,
  { where, sort, hint, limit = 0 }: Query,
): Promise<ArchiveRows[T][]> {
  const cursor = collections[table].find(where, {
    limit,
    ...(sort && { sort }),
    ...(hint && { hint }),
    ...(limit > 0 && { batchSize: limit }),
  });
  return (await cursor.toArray()).map((document) => fromDocument(table, document));
}

function readLog(collections: Collections): Pick<Reads, 'history' | 'log' | 'head'> {
  return {
    history: ({ robloxUserId, beforeSeq = Number.MAX_SAFE_INTEGER, limit }) =>
      find(collections, 'transactions', {
        where: { robloxUserId, _id: { $lt: beforeSeq } },
        sort: { _id: -1 },
        // Going back through the log would find a member's rows too: at a million of them, in thirty times
        // the time.
        hint: 'member',
        limit,
      }),
    log: ({ afterSeq, limit }) =>
      find(collections, 'transactions', { where: { _id: { $gt: afterSeq } }, sort: { _id: 1 }, limit }),
    async head() {
      const bank = await collections.bank.findOne({ _id: BANK_ID });
      return fromDocument('bank', invariant(bank, "the bank's own row"));
    },
  };
}

/** What waits for somebody: the operator, a teller, the clock. */
function readOperations(
  collections: Collections,
): Pick<Reads, 'cases' | 'tellers' | 'dueWithdrawals' | 'openWithdrawals'> {
  return {
    cases({ isOpen, afterId = '', limit }) {
      const state = isOpen === undefined ? {} : { closedAt: isOpen ? null : { $ne: null } };
      const where = { ...state, _id: { $gt: afterId } };
      return find(collections, 'cases', { where, sort: { _id: 1 }, limit });
    },
    tellers: () => find(collections, 'tellers', { where: {}, sort: { _id: 1 } }),
    async dueWithdrawals({ at, limit }) {
      const isDue = [
        { status: 'reserved', expiresAt: { $lte: at } },
        { status: 'claimed', 'claim.leaseUntil': { $lte: at } },
      ];
      const rows = await find(collections, 'withdrawals', { where: { $or: isDue }, limit });
      return rows.map(({ id }) => id);
    },
    openWithdrawals: ({ afterSeq, limit }) =>
      find(collections, 'withdrawals', {
        where: { status: { $in: [...OPEN_STATUSES] }, seq: { $gt: afterSeq } },
        sort: { seq: 1 },
        limit,
      }),
  };
}

function readState(collections: Collections): Pick<Reads, 'tellerBalances' | 'balances' | 'members'> {
  return {
    // From `teller:` to the next character after the colon.
    tellerBalances: () =>
      find(collections, 'balances', { where: { _id: { $gte: 'teller:', $lt: 'teller;' } } }),
    balances: ({ after = { account: '', asset: '' }, limit }) =>
      find(collections, 'balances', {
        where: { _id: { $gt: `${after.account} ${after.asset}` } },
        sort: { _id: 1 },
        limit,
      }),
    members: ({ afterId, limit }) =>
      find(collections, 'members', { where: { _id: { $gt: afterId } }, sort: { _id: 1 }, limit }),
  };
}
