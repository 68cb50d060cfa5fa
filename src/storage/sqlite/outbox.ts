import { eq, getTableColumns, sql } from 'drizzle-orm';
import type { Outbox } from '../../bank/engine/book.ts';
import type { SqliteDatabase } from './open.ts';
import * as schema from './schema.ts';

/** Messages to people, for those who send them. Each call is one statement, so that no two take the same event. */
export function createOutbox(db: SqliteDatabase): Outbox {
  const { outbox } = schema;
  const { sentAt: _sentAt, leaseUntil: _leaseUntil, ...event } = getTableColumns(outbox);
  return {
    async takeEvents({ at, leaseMs, limit }) {
      const free = sql`select id from outbox where sent_at is null and lease_until <= ${at} order by id limit ${limit}`;
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
        for (const id of ids) db.update(outbox).set({ sentAt: at }).where(endable(id)).run();
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

const endable = (id: number) => sql`${eq(schema.outbox.id, id)} and sent_at is null`;
