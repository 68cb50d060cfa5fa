import {
  and,
  asc,
  desc,
  eq,
  gt,
  gte,
  inArray,
  isNotNull,
  isNull,
  lt,
  lte,
  or,
  type SQL,
  type SQLWrapper,
  sql,
} from 'drizzle-orm';
import { type SQLiteColumn, unionAll } from 'drizzle-orm/sqlite-core';
import { invariant } from '../../bank/engine/assert.ts';
import type { Reads } from '../../bank/engine/book.ts';
import { type Case, getPlace, type Transaction } from '../../bank/engine/rows.ts';
import type { TableName, Tables } from '../../bank/engine/tables.ts';
import { readCaseOrDamaged } from '../damaged-case.ts';
import type { SqliteDatabase } from './open.ts';
import { preparePages, type ReadPages } from './pages.ts';
import * as schema from './schema.ts';
import { createRowReader, prepareRead } from './statement.ts';
import { columnsToWithdrawal, SQL_TABLES } from './tables.ts';

/**
 * The reads of screens and checks. Those that come often are prepared: of histories, of the log and its head,
 * of tellers, and of what a check of all goes through page by page.
 */
export function createReads(db: SqliteDatabase): Reads {
  return { ...readLog(db), ...readTrusted(db), ...readCases(db), ...readOperations(db), ...readState(db) };
}

function readLog(
  db: SqliteDatabase,
): Pick<Reads, 'history' | 'transactionsOfKey' | 'revocations' | 'log' | 'head'> {
  const { transactions } = schema;
  const { placeholder } = sql;
  const selectOf = (member: SQLiteColumn) =>
    db
      .select()
      .from(transactions)
      .where(and(eq(member, placeholder('robloxUserId')), lt(transactions.seq, placeholder('beforeSeq'))));
  // Each half goes along its own index: one condition with OR would sort all of a long history.
  const ofMember = unionAll(selectOf(transactions.robloxUserId), selectOf(transactions.otherRobloxUserId));
  const newestFirst = ofMember.orderBy(desc(transactions.seq));
  const history = prepareRead(db, transactions, newestFirst.limit(placeholder('limit')));
  const isByKey = and(
    eq(transactions.keyId, placeholder('keyId')),
    lt(transactions.seq, placeholder('beforeSeq')),
  );
  const ofKey = db.select().from(transactions).where(isByKey).orderBy(desc(transactions.seq));
  const transactionsOfKey = prepareRead(db, transactions, ofKey.limit(placeholder('limit')));
  const isNewer = gt(schema.revocations.seq, placeholder('afterSeq'));
  const decided = db.select().from(schema.revocations).where(isNewer).orderBy(asc(schema.revocations.seq));
  const revocations = prepareRead(db, schema.revocations, decided.limit(placeholder('limit')));
  const isNext = gt(transactions.seq, placeholder('afterSeq'));
  const oldestFirst = db.select().from(transactions).where(isNext).orderBy(asc(transactions.seq));
  const log = prepareRead(db, transactions, oldestFirst.limit(placeholder('limit')));
  const readHead = prepareRead(db, schema.bank, db.select().from(schema.bank));
  return {
    history: async ({ robloxUserId, beforeSeq = Number.MAX_SAFE_INTEGER, limit }) =>
      history({ robloxUserId, beforeSeq, limit }),
    transactionsOfKey: async ({ keyId, beforeSeq = Number.MAX_SAFE_INTEGER, limit }) =>
      transactionsOfKey({ keyId, beforeSeq, limit }),
    revocations: async (page) => revocations(page),
    log: async (page) => log(page),
    async head() {
      const { id: _id, ...head } = invariant(readHead({})[0], "the bank's own row");
      return head;
    },
  };
}

/** What of the log is believed in place of rows. */
function readTrusted(db: SqliteDatabase): Pick<Reads, 'rightsLog' | 'linkLog' | 'cardLog' | 'withdrawalLog'> {
  const { transactions } = schema;
  const { placeholder } = sql;
  const isNext = gt(transactions.seq, placeholder('afterSeq'));
  const ofRights = db.select().from(transactions).where(and(schema.IS_ABOUT_RIGHTS, isNext));
  const rightsFirst = ofRights.orderBy(asc(transactions.seq)).limit(placeholder('limit'));
  const rightsLog = prepareRead(db, transactions, rightsFirst);
  const isNoted = sql`${transactions.note} is ${placeholder('note')}`;
  const isOfTeller = eq(transactions.tellerId, placeholder('tellerId'));
  const isOfWithdrawal = eq(transactions.withdrawalId, placeholder('withdrawalId'));
  return {
    rightsLog: async (page) => rightsLog(page),
    linkLog: prepareNewest(db, and(schema.IS_ABOUT_LINKS, isNoted)),
    cardLog: prepareNewest(db, and(schema.IS_ABOUT_CARDS, isOfTeller)),
    withdrawalLog: prepareNewest(db, isOfWithdrawal),
  };
}

/** Finds the newest transaction of these, of the log up to a sequence number. */
function prepareNewest(db: SqliteDatabase, where: SQL | undefined) {
  const { transactions } = schema;
  const isWritten = lte(transactions.seq, sql.placeholder('upTo'));
  const ofThese = db.select().from(transactions).where(and(where, isWritten));
  const newest = ofThese.orderBy(desc(transactions.seq)).limit(sql.placeholder('limit'));
  const read = prepareRead(db, transactions, newest);
  return async (asked: object): Promise<Transaction | undefined> => read({ ...asked, limit: 1 })[0];
}

/** What waits for somebody: the operator, a teller, the clock. */
function readOperations(
  db: SqliteDatabase,
): Pick<
  Reads,
  'tellers' | 'reports' | 'jointShortages' | 'openOffers' | 'dueWithdrawals' | 'openWithdrawals'
> {
  const { offers, tellers, tellerReports, jointShortages, withdrawals } = schema;
  const isOpen = sql`status in ('reserved', 'claimed', 'uncertain')`;
  const place = sql`coalesce(${withdrawals.placeSeq}, ${withdrawals.seq})`;
  const after = sql`(${sql.placeholder('place')}, ${sql.placeholder('seq')})`;
  const isNext = sql`(${place}, ${withdrawals.seq}) > ${after}`;
  const open = db.select().from(withdrawals).where(and(isOpen, isNext));
  const inOrder = open.orderBy(asc(place), asc(withdrawals.seq)).limit(sql.placeholder('limit'));
  const readOpen = prepareRead(db, withdrawals, inOrder);
  const readTellers = prepareRead(db, tellers, db.select().from(tellers).orderBy(asc(tellers.id)));
  return {
    tellers: async () => readTellers({}),
    reports: async () => db.select().from(tellerReports).orderBy(asc(tellerReports.tellerId)).all(),
    jointShortages: async () => db.select().from(jointShortages).orderBy(asc(jointShortages.tellerId)).all(),
    async openOffers({ at, limit }) {
      const isOpen = and(sql`status = 'open'`, gt(offers.expiresAt, at));
      return db.select().from(offers).where(isOpen).orderBy(asc(offers.expiresAt)).limit(limit).all();
    },
    async dueWithdrawals({ at, limit }) {
      const isDue = or(
        and(sql`status = 'reserved'`, lte(withdrawals.expiresAt, at)),
        and(sql`status = 'claimed'`, lte(withdrawals.leaseUntil, at)),
      );
      const rows = db.select({ id: withdrawals.id }).from(withdrawals).where(isDue).limit(limit).all();
      return rows.map(({ id }) => id);
    },
    openWithdrawals: async ({ after = { placeSeq: null, seq: 0 }, limit }) =>
      readOpen({ place: getPlace(after), seq: after.seq, limit }).map(columnsToWithdrawal),
  };
}

function readCases(db: SqliteDatabase): Pick<Reads, 'cases' | 'openCases'> {
  const { cases } = schema;
  const { id, openedAt, closedAt } = cases;
  const toCase = createRowReader(cases);
  // As they are in the file: each is converted for itself, so that a damaged one hides no other.
  const readPage = (page: SQLWrapper): Case[] =>
    db
      .values<[string, ...unknown[]]>(page.getSQL())
      .map((fields) => readCaseOrDamaged(fields[0], () => toCase(fields)));
  return {
    async cases({ isOpen, afterId = '', limit }) {
      const state = isOpen === undefined ? undefined : isOpen ? isNull(closedAt) : isNotNull(closedAt);
      const isNext = and(gt(id, afterId), state);
      return readPage(db.select().from(cases).where(isNext).orderBy(asc(id)).limit(limit));
    },
    async openCases({ afterId, limit }) {
      // By what is in the file, which in a damaged row may be no time at all.
      const last = sql`(select opened_at, id from cases where id = ${afterId})`;
      const isNext = afterId === undefined ? undefined : sql`(opened_at, id) > ${last}`;
      const open = db
        .select()
        .from(cases)
        .where(and(isNull(closedAt), isNext));
      return readPage(open.orderBy(asc(openedAt), asc(id)).limit(limit));
    },
  };
}

type StateReads = Pick<
  Reads,
  'tellerBalances' | 'balances' | 'members' | 'aliases' | 'holdings' | 'rows' | 'staff' | 'staffDays'
>;

function readState(db: SqliteDatabase): StateReads {
  const { aliases, inventory, staff, staffDays } = schema;
  const prepared = new Map<TableName, unknown>();
  /** Prepared once a check reads the table: most books never go through most of them. */
  function pagesOf<T extends TableName>(table: T): ReadPages<Tables[T]> {
    // biome-ignore lint/nursery/noUnsafeTypeAssertion: under its name, a table has the read of its own rows.
    const known = prepared.get(table) as ReadPages<Tables[T]> | undefined;
    const read = known ?? preparePages<Tables[T]>(db, SQL_TABLES[table]);
    prepared.set(table, read);
    return read;
  }
  return {
    async rows<T extends TableName>({
      table,
      after,
      limit,
    }: {
      table: T;
      after?: Tables[T] | undefined;
      limit: number;
    }) {
      return pagesOf(table)(after, limit);
    },
    async tellerBalances() {
      // To the next character after the colon: a range that the primary key answers, as LIKE wouldn't.
      const isOfTeller = and(gte(inventory.account, 'teller:'), lt(inventory.account, 'teller;'));
      return db.select().from(inventory).where(isOfTeller).all();
    },
    aliases: async () => db.select().from(aliases).orderBy(asc(aliases.id)).all(),
    staff: async () => db.select().from(staff).orderBy(asc(staff.robloxUserId)).all(),
    async staffDays({ after = { staff: '', day: '' }, limit }) {
      const isNext = sql`(staff, day) > (${after.staff}, ${after.day})`;
      const rows = db.select().from(staffDays).where(isNext).orderBy(staffDays.staff, staffDays.day);
      return rows.limit(limit).all();
    },
    async holdings({ assets, after, limit }) {
      const { account, asset } = inventory;
      // Tellers' accounts come last.
      const isNext = and(
        sql`(account, asset) > (${after.account}, ${after.asset})`,
        lt(account, 'teller:'),
        inArray(asset, [...assets]),
      );
      const found = db.select({ account, asset }).from(inventory).where(isNext).orderBy(account, asset);
      return found.limit(limit).all();
    },
    balances: async ({ after, limit }) => pagesOf('balances')(after, limit),
    members: async ({ afterId, limit }) => pagesOf('members')({ robloxUserId: afterId }, limit),
  };
}
