import { randomBytes } from 'node:crypto';
import type { ClientSession, Collection, Filter, Sort } from 'mongodb';
import type { Outbox, PendingEvent } from '../../bank/engine/book.ts';
import { readEventsOrDamaged } from '../damaged-event.ts';
import { findAll } from './collections.ts';
import { fromDocument } from './documents.ts';
import type { Stored } from './tables.ts';

const LEASE_BYTES = 9;

/** Messages to people, for their senders. Each lease has its own name, so that no two take the same event. */
export function createOutbox(outbox: Collection<Stored>): Outbox {
  return {
    async takeEvents({ at, leaseMs, limit, topics, except = [] }) {
      const isFree = {
        // Only numbers are compared with a number: what has another id is none of ours.
        _id: { $gte: 0 },
        sentAt: null,
        leaseUntil: { $lte: at },
        ...(topics && { topic: { $in: [...topics] } }),
        ...(except.length > 0 && { discordUserId: { $nin: [...except] } }),
      };
      const free = await findAll(outbox, isFree, { projection: { _id: 1 }, sort: { _id: 1 }, limit });
      if (free.length === 0) return [];
      const lease = randomBytes(LEASE_BYTES).toString('base64url');
      const ids = free.map(({ _id }) => _id);
      // One update each, in one command: so each checks for itself whether another process came first.
      await outbox.bulkWrite(
        ids.map((_id) => ({
          updateOne: { filter: { ...isFree, _id }, update: { $set: { lease, leaseUntil: at + leaseMs } } },
        })),
        { ordered: false },
      );
      const taken = await findAll(outbox, { lease, _id: { $in: ids } }, { sort: { _id: 1 } });
      return taken.flatMap(readPending);
    },
    async acknowledgeEvents({ ids, at }) {
      await outbox.updateMany({ _id: { $in: [...ids] }, sentAt: null }, { $set: { sentAt: at } });
    },
    async unsentEvents({ afterId, limit }) {
      const isNext = { sentAt: null, _id: { $gt: afterId } };
      const found = await findAll(outbox, isNext, { sort: { _id: 1 }, limit });
      return found.flatMap(readPending);
    },
    async releaseEvents(ids) {
      await outbox.updateMany({ _id: { $in: [...ids] }, sentAt: null }, { $set: { leaseUntil: 0 } });
    },
    countUnsent: ({ limit }) => outbox.countDocuments({ sentAt: null }, { limit }),
    forgetEvents({ before, limit }) {
      return deleteSome(outbox, { sentAt: { $lte: before } }, { sort: { sentAt: 1, _id: 1 }, limit });
    },
  };
}

const readPending = (document: Stored): PendingEvent[] =>
  readEventsOrDamaged(Number(document._id), () => {
    const { sentAt: _sentAt, ...event } = fromDocument('outbox', document);
    return [event];
  });

/** Deletes the first documents that are found so, and returns how many. */
export async function deleteSome(
  collection: Collection<Stored>,
  where: Filter<Stored>,
  page: { readonly sort?: Sort; readonly limit: number; readonly session?: ClientSession },
): Promise<number> {
  const found = await findAll(collection, where, { projection: { _id: 1 }, ...page });
  if (found.length === 0) return 0;
  const isOne = { _id: { $in: found.map(({ _id }) => _id) } };
  const { session } = page;
  return (await collection.deleteMany(isOne, session && { session })).deletedCount;
}
