import { and, asc, eq, gt, inArray, lte, max, ne, type SQL, sql } from 'drizzle-orm';
import type { Outbox } from '../../bank/engine/book.ts';
import {
  joinEvents,
  type QueuePage,
  toWebhooks,
  type Webhook,
  type WebhookStore,
} from '../../bank/webhooks.ts';
import type { SqliteDatabase } from './open.ts';
import { outbox } from './schema.ts';
import { webhooks } from './webhooks-schema.ts';

/** The ways of events to the operator's programs. Each call is one synchronous step. */
export function createWebhooks(db: SqliteDatabase, events: Pick<Outbox, 'pendingEvents'>): WebhookStore {
  const end = (status: Webhook['status'], nextAt: number, which: SQL | undefined) =>
    void db.update(webhooks).set({ status, nextAt, tries: 0 }).where(which).run();
  return {
    queueWebhooks: async (page) => db.transaction((tx) => queue(tx, page), { behavior: 'immediate' }),
    async takeWebhooks({ audience, at, leaseMs, limit }) {
      const isDue = and(
        eq(webhooks.status, 'waiting'),
        eq(webhooks.audience, audience),
        lte(webhooks.nextAt, at),
      );
      const due = db.select({ id: webhooks.eventId }).from(webhooks).where(isDue);
      const taken = db
        .update(webhooks)
        .set({ nextAt: at + leaseMs, tries: sql`${webhooks.tries} + 1` })
        .where(inArray(webhooks.eventId, due.orderBy(asc(webhooks.nextAt)).limit(limit)))
        .returning()
        .all();
      return joinEvents(taken, events);
    },
    async settleWebhook({ eventId, ...settled }) {
      const isOpen = and(eq(webhooks.eventId, eventId), ne(webhooks.status, 'sent'));
      db.update(webhooks).set(settled).where(isOpen).run();
    },
    async deadWebhooks({ afterId, limit }) {
      // SQLite would rather sort all of the dead ones.
      const next = sql`select event_id from webhooks indexed by webhooks_dead
        where status = 'dead' and event_id > ${afterId} order by event_id limit ${limit}`;
      const rows = db.select().from(webhooks).where(sql`${webhooks.eventId} in (${next})`);
      return joinEvents(rows.orderBy(asc(webhooks.eventId)).all(), events);
    },
    retryWebhooks: async ({ eventIds, at }) => end('waiting', at, isDead(eventIds)),
    dropWebhooks: async ({ eventIds, at }) => end('skipped', at, isDead(eventIds)),
    async forgetWebhooks({ before, limit }) {
      // The newest stays, since it says how far the events have been lined up.
      const isOld = sql`next_at <= ${before} and event_id < (select max(event_id) from webhooks)`;
      const old = sql`select event_id from webhooks where ${isOld} limit ${limit}`;
      return db.all(sql`delete from webhooks where event_id in (${old}) returning event_id`).length;
    },
  };
}

const isDead = (eventIds: readonly number[]): SQL | undefined =>
  and(inArray(webhooks.eventId, [...eventIds]), eq(webhooks.status, 'dead'));

function queue(db: Pick<SqliteDatabase, 'select' | 'insert'>, page: QueuePage): number {
  const newest = db
    .select({ eventId: max(webhooks.eventId) })
    .from(webhooks)
    .get();
  const { id, at, discordUserId } = outbox;
  const isNext = gt(id, newest?.eventId ?? 0);
  const next = db.select({ id, at, discordUserId }).from(outbox).where(isNext).orderBy(asc(id));
  const events = next.limit(page.limit).all();
  const rows = toWebhooks(events, page);
  if (rows.length > 0) db.insert(webhooks).values(rows).run();
  return events.length;
}
