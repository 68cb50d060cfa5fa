import { randomBytes } from 'node:crypto';
import type { ClientSession, Collection, Filter, Sort } from 'mongodb';
import type { Outbox, PendingEvent } from '../../bank/engine/book.ts';
import { readEventsOrDamaged } from '../damaged-event.ts';
import { findAll } from './collections.ts';
import { fromDocument } from './documents.ts';
import type { Stored } from './tables.ts';

const LEASE_BYTES = 9;

/** Messages to people, for their senders. Each lease has its own name, so that no two take the same event. */
export function createOutbox(outbox: Collection<Stored>, { openWebhooks }: OpenWebhooks): Outbox {
  return {
    takeEvents: async (page) => (await takeEvents(outbox, page)).flatMap(readPending),
    async acknowledgeEvents({ ids, at }) {
      await outbox.updateMany({ _id: { $in: [...ids] }, sentAt: null }, { $set: { sentAt: at } });
    },
    async unsentEvents({ afterId, limit }) {
      const isNext = { sentAt: null, _id: { $gt: afterId } };
      const found = await findAll(outbox, isNext, { sort: { _id: 1 }, limit });
      return found.flatMap(readPending);
    },
    async pendingEvents(ids) {
      return (await findAll(outbox, { _id: { $in: [...ids] } }, { sort: { _id: 1 } })).flatMap(readPending);
    },
    async releaseEvents(ids) {
      await outbox.updateMany({ _id: { $in: [...ids] }, sentAt: null }, { $set: { leaseUntil: 0 } });
    },
    countUnsent: ({ limit }) => outbox.countDocuments({ sentAt: null }, { limit }),
    async forgetEvents({ before, limit }) {
      const isOld = { sentAt: { $lte: before }, _id: { $nin: await openWebhooks() } };
      return deleteSome(outbox, isOld, { sort: { sentAt: 1, _id: 1 }, limit });
    },
  };
}

/** The events that webhooks still wait for. */
interface OpenWebhooks {
  readonly openWebhooks: () => Promise<number[]>;
}

type Page = Parameters<Outbox['takeEvents']>[0];

async function takeEvents(
  outbox: Collection<Stored>,
  { at, leaseMs, limit, topics, except = [], inHand }: Page,
): Promise<readonly Stored[]> {
  const isUnsent = { sentAt: null, ...(topics && { topic: { $in: [...topics] } }) };
  const held = inHand ? await findPeople(outbox, { ...isUnsent, leaseUntil: { $gt: at } }, inHand) : [];
  const others = [...except, ...held];
  const isFree = {
    ...isUnsent,
    // Only numbers are compared with a number: what has another id is none of ours.
    _id: { $gte: 0 },
    leaseUntil: { $lte: at },
    ...(others.length > 0 && { discordUserId: { $nin: others } }),
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
  return inHand ? keepInOrder(outbox, taken, { isUnsent, inHand, lease }) : taken;
}

/** To whom there are such messages beside those that the caller has. */
async function findPeople(
  outbox: Collection<Stored>,
  where: Filter<Stored>,
  inHand: readonly number[],
): Promise<unknown[]> {
  const isElsewhere = { ...where, _id: { $gte: 0, $nin: [...inHand] } };
  const found = await findAll(outbox, isElsewhere, { projection: { discordUserId: 1 } });
  return [...new Set(found.map(({ discordUserId }) => discordUserId))];
}

interface Taking {
  readonly isUnsent: Filter<Stored>;
  readonly inHand: readonly number[];
  readonly lease: string;
}

/**
 * Gives back what follows a message that another caller has: two that ask at once may each get some of those
 * to one person. Each keeps what follows nothing but its own, whenever it looks.
 */
async function keepInOrder(
  outbox: Collection<Stored>,
  taken: readonly Stored[],
  { isUnsent, inHand, lease }: Taking,
): Promise<readonly Stored[]> {
  const people = [...new Set(taken.map(({ discordUserId }) => discordUserId))];
  const own = [...inHand, ...taken.map(({ _id }) => _id)];
  const isBefore = { _id: { $gte: 0, $lt: taken.at(-1)?._id ?? 0, $nin: own } };
  const where = { ...isUnsent, ...isBefore, discordUserId: { $in: people } };
  const others = await findAll(outbox, where, { projection: { discordUserId: 1 } });
  const isNext = (event: Stored): boolean =>
    !others.some(({ _id, discordUserId }) => discordUserId === event.discordUserId && _id < event._id);
  const given = taken.filter((event) => !isNext(event)).map(({ _id }) => _id);
  if (given.length === 0) return taken;
  await outbox.updateMany({ lease, _id: { $in: given } }, { $set: { leaseUntil: 0 } });
  return taken.filter(isNext);
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
