import { eq, getTableColumns, sql } from 'drizzle-orm';
import type { Outbox } from '../../bank/engine/book.ts';
import type { SqliteDatabase } from './open.ts';
import { outbox } from './schema.ts';

/** Messages to people, for their senders. Each call is one statement, so that no two take the same event. */
export function createOutbox(db: SqliteDatabase): Outbox {
  const { sentAt: _sentAt, leaseUntil: _leaseUntil, ...event } = getTableColumns(outbox);
  return {
    async takeEvents({ at, leaseMs, limit }) {
      const isFree = sql`sent_at is null and lease_until <= ${at}`;
      const free = sql`select id from outbox where ${isFree} order by id limit ${limit}`;
      const taken = db
        .update(outbox)
        .set({ leaseUntil: at + leaseMs })
        .where(sql`${outbox.id} in (${free})`)
        .returning(event)
        .all();
      return taken.sort((event, other) => event.id - other.id);
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
    async forgetEvents({ before, limit }) {
      const sent = sql`select id from outbox where sent_at <= ${before} limit ${limit}`;
      return db.all(sql`delete from outbox where id in (${sent}) returning id`).length;
    },
  };
}

const isUnsent = (id: number) => sql`${eq(outbox.id, id)} and sent_at is null`;
