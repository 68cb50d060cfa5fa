import { asc, eq, getTableColumns, type SQL, sql } from 'drizzle-orm';
import type { Outbox } from '../../bank/engine/book.ts';
import { readEventsOrDamaged } from '../damaged-event.ts';
import type { SqliteDatabase } from './open.ts';
import { outbox } from './schema.ts';

/**
 * How many of the oldest and of the newest messages are looked at for those to some people or of some topics:
 * so a long backlog costs no more than a short one.
 */
const WINDOW = 2_000;

/** Messages to people, for their senders. Each lease is one statement: no two take the same event. */
export function createOutbox(db: SqliteDatabase): Outbox {
  const { sentAt: _sentAt, leaseUntil: _leaseUntil, ...event } = getTableColumns(outbox);
  const readEvent = (id: number) => db.select(event).from(outbox).where(eq(outbox.id, id)).all();
  return {
    async takeEvents({ at, leaseMs, limit, topics = [], except = [] }) {
      const people = except.map((to) => to ?? '');
      const free = sql.join(
        [
          sql`lease_until <= ${at}`,
          ...(topics.length > 0 ? [sql`topic in ${topics}`] : []),
          ...(people.length > 0 ? [sql`ifnull(discord_user_id, '') not in ${people}`] : []),
        ],
        sql` and `,
      );
      const among = topics.length + people.length > 0 ? WINDOWS : UNSENT;
      const wanted = sql`select id from outbox where ${among} and ${free} order by id limit ${limit}`;
      const leased = db.all<{ id: number }>(
        sql`update outbox set lease_until = ${at + leaseMs} where id in (${wanted}) returning id`,
      );
      return leased
        .map(({ id }) => id)
        .sort((id, other) => id - other)
        .flatMap((id) => readEventsOrDamaged(id, () => readEvent(id)));
    },
    async acknowledgeEvents({ ids, at }) {
      db.transaction(() => {
        for (const id of ids) db.update(outbox).set({ sentAt: at }).where(isUnsent(id)).run();
      });
    },
    async countUnsent({ limit }) {
      // A range of ids, though of all: by it SQLite walks the index of what is unsent.
      return db.all(sql`select id from outbox where sent_at is null and id > 0 limit ${limit}`).length;
    },
    async unsentEvents({ afterId, limit }) {
      const isNext = sql`sent_at is null and id > ${afterId}`;
      const found = db.select({ id: outbox.id }).from(outbox).where(isNext).orderBy(asc(outbox.id));
      const ids = found.limit(limit).all();
      return ids.flatMap(({ id }) => readEventsOrDamaged(id, () => readEvent(id)));
    },
    async releaseEvents(ids) {
      db.transaction(() => {
        for (const id of ids) db.update(outbox).set({ leaseUntil: 0 }).where(isUnsent(id)).run();
      });
    },
    async forgetEvents({ before, limit }) {
      const sent = sql`select id from outbox where sent_at <= ${before} limit ${limit}`;
      return db.all(sql`delete from outbox where id in (${sent}) returning id`).length;
    },
  };
}

const UNSENT = sql`sent_at is null`;
const endOfUnsent = (order: SQL): SQL =>
  sql`select id from (select id from outbox where sent_at is null order by id ${order} limit ${WINDOW})`;
const WINDOWS = sql`id in (${endOfUnsent(sql`asc`)} union ${endOfUnsent(sql`desc`)})`;

const isUnsent = (id: number) => sql`${eq(outbox.id, id)} and sent_at is null`;
