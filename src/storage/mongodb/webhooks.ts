import { type Collection, type Db, MongoError } from 'mongodb';
import { z } from 'zod';
import type { Outbox } from '../../bank/engine/book.ts';
import {
  AUDIENCES,
  joinEvents,
  toWebhooks,
  WEBHOOK_STATUSES,
  type Webhook,
  type WebhookStore,
} from '../../bank/webhooks.ts';
import { findAll } from './collections.ts';
import { DUPLICATE_KEY } from './store.ts';
import type { Stored } from './tables.ts';

interface StoredWebhook extends Omit<Webhook, 'eventId'> {
  readonly _id: number;
}

const stored = z.object({
  _id: z.int(),
  audience: z.enum(AUDIENCES),
  status: z.enum(WEBHOOK_STATUSES),
  tries: z.int(),
  nextAt: z.int(),
  error: z.string().nullable(),
});

const toDocument = ({ eventId: _id, ...rest }: Webhook): StoredWebhook => ({ _id, ...rest });
function toWebhook(document: StoredWebhook): Webhook {
  const { _id: eventId, ...rest } = stored.parse(document);
  return { eventId, ...rest };
}

const openWebhooks = (db: Db): Collection<StoredWebhook> => db.collection('webhooks');

/** How many events wait for a webhook at most so that the outbox keeps them. */
const MAX_OPEN = 10_000;

/** The events that webhooks still wait for, the newest first. */
export async function listOpenWebhooks(db: Db): Promise<number[]> {
  const isOpen = { status: { $in: ['waiting', 'dead'] } } as const;
  const options = { projection: { _id: 1 }, sort: { _id: -1 }, limit: MAX_OPEN } as const;
  return (await findAll(openWebhooks(db), isOpen, options)).map(({ _id }) => _id);
}

const DUE_INDEX = { name: 'due', key: { status: 1, audience: 1, nextAt: 1 } };

/** The ways of events to the operator's programs. Each write is one command, or as good in parts. */
export function createWebhooks(
  db: Db,
  outbox: Collection<Stored>,
  events: Pick<Outbox, 'pendingEvents'>,
): WebhookStore {
  const webhooks = openWebhooks(db);
  let isPrepared = false;
  const withEvents = (documents: readonly StoredWebhook[]) => joinEvents(documents.map(toWebhook), events);
  return {
    async queueWebhooks(page) {
      if (!isPrepared) await webhooks.createIndexes([DUE_INDEX]);
      isPrepared = true;
      const next = await findNext(webhooks, outbox, page.limit);
      const rows = toWebhooks(next, page);
      if (rows.length > 0) await insertInOrder(webhooks, rows);
      return next.length;
    },
    takeWebhooks: async (page) => withEvents(await take(webhooks, page)),
    async settleWebhook({ eventId, ...settled }) {
      await webhooks.updateOne({ _id: eventId, status: { $ne: 'sent' } }, { $set: settled });
    },
    async deadWebhooks({ afterId, limit }) {
      const isNext = { status: 'dead', _id: { $gt: afterId } } as const;
      return withEvents(await findAll(webhooks, isNext, { sort: { _id: 1 }, limit }));
    },
    async retryWebhooks({ eventIds, at }) {
      await webhooks.updateMany(isDead(eventIds), { $set: { status: 'waiting', tries: 0, nextAt: at } });
    },
    async dropWebhooks({ eventIds, at }) {
      await webhooks.updateMany(isDead(eventIds), { $set: { status: 'skipped', nextAt: at } });
    },
    async forgetWebhooks({ before, limit }) {
      const newest = await findNewest(webhooks);
      const isOld = { nextAt: { $lte: before }, _id: { $lt: newest } };
      const old = await findAll(webhooks, isOld, { projection: { _id: 1 }, limit });
      return (await webhooks.deleteMany({ _id: { $in: old.map(({ _id }) => _id) } })).deletedCount;
    },
  };
}

const isDead = (eventIds: readonly number[]) => ({ _id: { $in: [...eventIds] }, status: 'dead' }) as const;

/** The newest event that was lined up: how far this has come. */
async function findNewest(webhooks: Collection<StoredWebhook>): Promise<number> {
  const newest = await webhooks.findOne({}, { sort: { _id: -1 }, projection: { _id: 1 } });
  return newest?._id ?? 0;
}

/** What is damaged happened long ago, and so is skipped. */
const queueable = z.object({
  _id: z.int(),
  at: z.int().catch(0),
  discordUserId: z.string().nullable().catch(null),
});

async function findNext(webhooks: Collection<StoredWebhook>, outbox: Collection<Stored>, limit: number) {
  const isNext = { _id: { $gt: await findNewest(webhooks) } };
  const projection = { at: 1, discordUserId: 1 };
  const found = await findAll(outbox, isNext, { projection, sort: { _id: 1 }, limit });
  return found.map((document) => {
    const { _id: id, ...rest } = queueable.parse(document);
    return { id, ...rest };
  });
}

/**
 * One after the other, up to the first that another process has put there: so nothing is ever missing before
 * the newest, whoever stops in between.
 */
async function insertInOrder(webhooks: Collection<StoredWebhook>, rows: readonly Webhook[]): Promise<void> {
  try {
    await webhooks.insertMany(rows.map(toDocument), { ordered: true });
  } catch (error) {
    if (!(error instanceof MongoError) || error.code !== DUPLICATE_KEY) throw error;
  }
}

type TakePage = Parameters<WebhookStore['takeWebhooks']>[0];

/** Takes one by one: of two processes that ask at once, each gets others. */
async function take(
  webhooks: Collection<StoredWebhook>,
  { audience, at, leaseMs, limit }: TakePage,
): Promise<StoredWebhook[]> {
  const isDue = { status: 'waiting', audience, nextAt: { $lte: at } } as const;
  const update = { $set: { nextAt: at + leaseMs }, $inc: { tries: 1 } };
  const taken: StoredWebhook[] = [];
  while (taken.length < limit) {
    const found = await webhooks.findOneAndUpdate(isDue, update, {
      sort: { nextAt: 1 },
      returnDocument: 'after',
    });
    if (found === null) break;
    taken.push(found);
  }
  return taken;
}
