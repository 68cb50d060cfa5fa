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
    async takeEvents(page) {
      const until = page.at + page.leaseMs;
      const leased = db.all<{ id: number }>(
        sql`update outbox set lease_until = ${until} where id in (${selectFree(page)}) returning id`,
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
    pendingEvents: async (ids) => ids.flatMap((id) => readEventsOrDamaged(id, () => readEvent(id))),
    async releaseEvents(ids) {
      db.transaction(() => {
        for (const id of ids) db.update(outbox).set({ leaseUntil: 0 }).where(isUnsent(id)).run();
      });
    },
    async forgetEvents({ before, limit }) {
      const isOpen = sql`select event_id from webhooks where status in ('waiting', 'dead')`;
      const isOld = sql`sent_at <= ${before} and id not in (${isOpen})`;
      const sent = sql`select id from outbox where ${isOld} limit ${limit}`;
      return db.all(sql`delete from outbox where id in (${sent}) returning id`).length;
    },
  };
}

type Page = Parameters<Outbox['takeEvents']>[0];

function selectFree({ at, limit, topics = [], except = [], inHand }: Page): SQL {
  const people = except.map((to) => to ?? '');
  const isAbout = topics.length > 0 ? [sql`topic in ${topics}`] : [];
  const isElsewhere = inHand?.length ? [sql`id not in ${inHand}`] : [];
  const held = allOf(sql`sent_at is null and lease_until > ${at}`, ...isAbout, ...isElsewhere);
  const free = allOf(
    sql`lease_until <= ${at}`,
    ...isAbout,
    ...(people.length > 0 ? [sql`${PERSON} not in ${people}`] : []),
    ...(inHand ? [sql`${PERSON} not in (select ${PERSON} from outbox where ${held})`] : []),
  );
  const among = topics.length + people.length > 0 ? WINDOWS : UNSENT;
  return sql`select id from outbox where ${among} and ${free} order by id limit ${limit}`;
}

const allOf = (...conditions: readonly SQL[]): SQL => sql.join([...conditions], sql` and `);

/** The operator is nobody. */
const PERSON = sql`ifnull(discord_user_id, '')`;
const UNSENT = sql`sent_at is null`;
const endOfUnsent = (order: SQL): SQL =>
  sql`select id from (select id from outbox where sent_at is null order by id ${order} limit ${WINDOW})`;
const WINDOWS = sql`id in (${endOfUnsent(sql`asc`)} union ${endOfUnsent(sql`desc`)})`;

const isUnsent = (id: number) => sql`${eq(outbox.id, id)} and sent_at is null`;
