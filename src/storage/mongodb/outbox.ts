import { randomBytes } from 'node:crypto';
import type { Collection } from 'mongodb';
import type { Outbox } from '../../bank/engine/book.ts';
import { fromDocument } from './documents.ts';
import type { Stored } from './tables.ts';

const LEASE_BYTES = 9;

/** Messages to people, for those who send them. Each lease has its own name, so that no two take the same event. */
export function createOutbox(outbox: Collection<Stored>): Outbox {
  return {
    async takeEvents({ at, leaseMs, limit }) {
      const isFree = { sentAt: null, leaseUntil: { $lte: at } };
      const free = await outbox.find(isFree, { projection: { _id: 1 }, sort: { _id: 1 }, limit }).toArray();
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
      const taken = await outbox.find({ lease, _id: { $in: ids } }, { sort: { _id: 1 } }).toArray();
      return taken.map((document) => {
        const { sentAt: _sentAt, ...event } = fromDocument('outbox', document);
        return event;
      });
    },
    async acknowledgeEvents({ ids, at }) {
      await outbox.updateMany({ _id: { $in: [...ids] }, sentAt: null }, { $set: { sentAt: at } });
    },
    countUnsent: ({ limit }) => outbox.countDocuments({ sentAt: null }, { limit }),
    async forgetEvents({ before, limit }) {
      const sent = await outbox
        .find({ sentAt: { $lte: before } }, { projection: { _id: 1 }, sort: { sentAt: 1, _id: 1 }, limit })
        .toArray();
      if (sent.length === 0) return 0;
      const gone = await outbox.deleteMany({ _id: { $in: sent.map(({ _id }) => _id) } });
      return gone.deletedCount;
    },
  };
}
