import { and, asc, desc, eq, gt, isNotNull, isNull, like, lt, lte, or, sql } from 'drizzle-orm';
import { known } from '../../bank/assert.ts';
import type { Reads } from '../../bank/book.ts';
import type { SqliteDatabase } from './open.ts';
import { rowToWithdrawal } from './rows.ts';
import * as schema from './schema.ts';

/** The reads of screens and checks. They come seldom enough to be built each time, but for a member's history. */
export function createReads(db: SqliteDatabase): Reads {
  const { transactions, withdrawals } = schema;
  const history = db
    .select()
    .from(transactions)
    .where(
      and(
        eq(transactions.robloxUserId, sql.placeholder('robloxUserId')),
        lt(transactions.seq, sql.placeholder('beforeSeq')),
      ),
    )
    .orderBy(desc(transactions.seq))
    .limit(sql.placeholder('limit'))
    .prepare();
  return {
    history: async ({ robloxUserId, beforeSeq = Number.MAX_SAFE_INTEGER, limit }) =>
      history.all({ robloxUserId, beforeSeq, limit }),
    cases: async ({ isOpen, afterId = '', limit }) => {
      const { cases } = schema;
      const state =
        isOpen === undefined ? undefined : isOpen ? isNull(cases.closedAt) : isNotNull(cases.closedAt);
      return db
        .select()
        .from(cases)
        .where(and(gt(cases.id, afterId), state))
        .orderBy(asc(cases.id))
        .limit(limit)
        .all();
    },
    tellers: async () => db.select().from(schema.tellers).orderBy(asc(schema.tellers.id)).all(),
    stock: async () =>
      db.select().from(schema.inventory).where(like(schema.inventory.account, 'teller:%')).all(),
    due: async ({ at, limit }) =>
      db
        .select({ id: withdrawals.id })
        .from(withdrawals)
        .where(
          or(
            and(sql`status = 'reserved'`, lte(withdrawals.expiresAt, at)),
            and(sql`status = 'claimed'`, lte(withdrawals.leaseUntil, at)),
          ),
        )
        .limit(limit)
        .all()
        .map((row) => row.id),
    log: async ({ afterSeq, limit }) =>
      db
        .select()
        .from(transactions)
        .where(gt(transactions.seq, afterSeq))
        .orderBy(asc(transactions.seq))
        .limit(limit)
        .all(),
    balances: async ({ after = { account: '', asset: '' }, limit }) =>
      db
        .select()
        .from(schema.inventory)
        .where(sql`(account, asset) > (${after.account}, ${after.asset})`)
        .orderBy(asc(schema.inventory.account), asc(schema.inventory.asset))
        .limit(limit)
        .all(),
    members: async ({ afterId, limit }) =>
      db
        .select()
        .from(schema.members)
        .where(gt(schema.members.robloxUserId, afterId))
        .orderBy(asc(schema.members.robloxUserId))
        .limit(limit)
        .all(),
    openWithdrawals: async ({ afterSeq, limit }) =>
      db
        .select()
        .from(withdrawals)
        .where(and(sql`status in ('reserved', 'claimed', 'uncertain')`, gt(withdrawals.seq, afterSeq)))
        .orderBy(asc(withdrawals.seq))
        .limit(limit)
        .all()
        .map(rowToWithdrawal),
    head: async () => known(db.select().from(schema.bank).get(), "the bank's own row"),
  };
}
