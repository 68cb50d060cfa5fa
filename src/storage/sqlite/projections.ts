import { and, asc, desc, eq, gt, gte, lt, lte, type SQL, sql } from 'drizzle-orm';
import { type SQLiteColumn, type SQLiteTable, union } from 'drizzle-orm/sqlite-core';
import {
  NEW_PROJECTIONS,
  type ProjectionReads,
  type ProjectionSlice,
  type ProjectionState,
  type ProjectionStore,
  termOf,
} from '../../bank/projections.ts';
import type { SqliteDatabase } from './open.ts';
import {
  projectedActivity,
  projectedBlocks,
  projectedFlows,
  projectedTerms,
  projections,
} from './projections-schema.ts';
import { type reportHistory, transactions, users } from './schema.ts';
import { givenColumns, preparePut, prepareRead, prepareWrite } from './statement.ts';
import { keyColumns } from './tables.ts';

const PROJECTED = [projectedTerms, projectedBlocks, projectedActivity, projectedFlows] as const;
/** How many hours of assets one step forgets. */
const FORGET_ROWS = 500;

/** What the background reader makes of the log. Each write is one synchronous transaction. */
export function createProjections(db: SqliteDatabase): ProjectionStore {
  const { $client: client } = db;
  const isTheRow = eq(projections.id, sql.placeholder('id'));
  const findState = prepareRead(db, projections, db.select().from(projections).where(isTheRow));
  const readState = (): ProjectionState => {
    const [found] = findState({ id: 1 });
    if (!found) return NEW_PROJECTIONS;
    const { id: _id, ...state } = found;
    return state;
  };
  const putState = preparePut(db, projections, [projections.id]);
  const write = prepareSlice(db);
  const append = client.transaction((slice: ProjectionSlice): boolean => {
    if (!Bun.deepEquals(readState(), slice.before)) return false;
    write(slice);
    putState({ id: 1, ...slice.after });
    return true;
  });
  const clear = client.transaction((limit: number): boolean => {
    if (!readState().isClearing) return false;
    const removed = PROJECTED.map((table) => deleteSome(db, table, sql`1`, limit));
    if (removed.some((count) => count > 0)) return true;
    putState({ id: 1, ...NEW_PROJECTIONS });
    return false;
  });
  return {
    projectionState: async () => readState(),
    ...readIndex(db),
    ...readFigures(db),
    appendProjections: async (slice) => append.immediate(slice),
    beginClearing: async () => void putState({ id: 1, ...NEW_PROJECTIONS, isClearing: true }),
    clearProjections: async ({ limit }) => clear.immediate(limit),
  };
}

function prepareSlice(db: SqliteDatabase): (slice: ProjectionSlice) => void {
  const countTerm = prepareAdd(db, projectedTerms, {
    count: sql`${projectedTerms.count} + excluded.count`,
    lastSeq: sql`excluded.last_seq`,
  });
  const addBlock = prepareAdd(db, projectedBlocks, {
    seqs: sql`${projectedBlocks.seqs} || ',' || excluded.seqs`,
  });
  const countActivity = prepareAdd(db, projectedActivity, {
    count: sql`${projectedActivity.count} + excluded.count`,
  });
  const putFlow = preparePut(db, projectedFlows, keyColumns(projectedFlows));
  const forgetHours = [projectedActivity, projectedFlows].map((table) => prepareForget(db, table));
  return ({ terms, blocks, activity, flows, forgetHoursBefore: before }) => {
    for (const row of terms) countTerm(row);
    for (const row of blocks) addBlock(row);
    for (const row of activity) countActivity(row);
    for (const row of flows) putFlow(row);
    for (const forget of forgetHours) forget({ span: 'hour', before, limit: FORGET_ROWS });
  };
}

type TableOfSpans = typeof projectedActivity | typeof projectedFlows | typeof reportHistory;

/** Deletes up to `limit` rows of a span that began before a time. */
export function prepareForget(db: SqliteDatabase, table: TableOfSpans) {
  const { placeholder } = sql;
  const isOld = and(eq(table.span, placeholder('span')), lt(table.at, placeholder('before')));
  const some = sql`(select rowid from ${table} where ${isOld} limit ${placeholder('limit')})`;
  return prepareWrite(db, db.delete(table).where(sql`rowid in ${some}`));
}

/** Inserts a row, or adds it to the one with its key. */
export const prepareAdd = (db: SqliteDatabase, table: SQLiteTable, set: Readonly<Record<string, SQL>>) =>
  prepareWrite(
    db,
    db
      .insert(table)
      .values(givenColumns(table))
      .onConflictDoUpdate({ target: keyColumns(table), set }),
  );

/** Deletes up to `limit` of these rows, and returns how many. */
function deleteSome(db: SqliteDatabase, table: SQLiteTable, where: SQL, limit: number): number {
  const some = sql`select rowid from ${table} where ${where} limit ${limit}`;
  return db.all(sql`delete from ${table} where rowid in (${some}) returning rowid`).length;
}

type IndexReads = Pick<
  ProjectionReads,
  'findTerms' | 'listTerms' | 'termBlocks' | 'memberSeqs' | 'transactionsBySeq' | 'profilesByName'
>;

/** The reads that find transactions and members. */
function readIndex(db: SqliteDatabase): IndexReads {
  const { placeholder } = sql;
  const isTerm = eq(projectedTerms.term, placeholder('term'));
  const findTerm = prepareRead(db, projectedTerms, db.select().from(projectedTerms).where(isTerm));
  const isBlock = and(
    eq(projectedBlocks.term, placeholder('term')),
    lte(projectedBlocks.block, placeholder('maxBlock')),
  );
  const newest = db.select().from(projectedBlocks).where(isBlock).orderBy(desc(projectedBlocks.block));
  const readBlocks = prepareRead(db, projectedBlocks, newest.limit(placeholder('limit')));
  const isSeq = eq(transactions.seq, placeholder('seq'));
  const readTransaction = prepareRead(db, transactions, db.select().from(transactions).where(isSeq));
  return {
    findTerms: readEach(db, (term) => findTerm({ term })),
    async listTerms({ kind, after = termOf(kind, ''), limit }) {
      // To the next character after the colon.
      const isNext = and(gt(projectedTerms.term, after), lt(projectedTerms.term, `${kind};`));
      const rows = db.select().from(projectedTerms).where(isNext).orderBy(asc(projectedTerms.term));
      return rows.limit(limit).all();
    },
    termBlocks: async (page) => readBlocks(page),
    memberSeqs: prepareMemberSeqs(db),
    transactionsBySeq: async (seqs) =>
      seqs.toSorted((seq, other) => other - seq).flatMap((seq) => readTransaction({ seq })),
    async profilesByName({ prefix, limit }) {
      // In the order of the index, which is that of names in lower case.
      const name = sql`${users.username} collate nocase`;
      const isNamed = sql`${name} >= ${prefix} and ${name} < ${`${prefix}\u{10ffff}`}`;
      return db.select().from(users).where(isNamed).orderBy(name).limit(limit).all();
    },
  };
}

/** Reads for each key in one transaction: to begin and end a read takes SQLite as long as finding a row. */
function readEach<Key, Row>(db: SqliteDatabase, find: (key: Key) => Row[]) {
  const findAll = db.$client.transaction((keys: readonly Key[]) => keys.flatMap((key) => find(key)));
  return async (keys: readonly Key[]): Promise<Row[]> => findAll(keys);
}

/** Goes along both indexes of members at once, and reads nothing but these. */
function prepareMemberSeqs(db: SqliteDatabase): ProjectionReads['memberSeqs'] {
  const { placeholder } = sql;
  const { seq, robloxUserId, otherRobloxUserId } = transactions;
  const isBefore = lt(seq, placeholder('beforeSeq'));
  const select = (member: SQLiteColumn) =>
    db
      .select({ seq })
      .from(transactions)
      .where(and(eq(member, placeholder('robloxUserId')), isBefore));
  const ofMember = union(select(robloxUserId), select(otherRobloxUserId)).orderBy(desc(seq));
  const find = ofMember.limit(placeholder('limit')).prepare();
  return async (page) => find.all(page).map((row) => row.seq);
}

/** The reads of plots and sums. */
function readFigures(
  db: SqliteDatabase,
): Pick<ProjectionReads, 'activity' | 'findFlows' | 'flows' | 'flowsOfAsset'> {
  const flow = projectedFlows;
  const { placeholder } = sql;
  const isKey = and(
    ...[flow.span, flow.at, flow.asset].map((column) => eq(column, placeholder(column.name))),
  );
  const findFlow = prepareRead(db, flow, db.select().from(flow).where(isKey));
  const isNext = and(
    eq(flow.span, placeholder('span')),
    sql`(${flow.at}, ${flow.asset}) > (${placeholder('at')}, ${placeholder('asset')})`,
  );
  const inOrder = db.select().from(flow).where(isNext).orderBy(asc(flow.at), asc(flow.asset));
  const readFlows = prepareRead(db, flow, inOrder.limit(placeholder('limit')));
  return {
    async activity({ span, from, limit }) {
      const counts = projectedActivity;
      const isSince = and(eq(counts.span, span), gte(counts.at, from));
      const rows = db.select().from(counts).where(isSince).orderBy(asc(counts.at), asc(counts.measure));
      return rows.limit(limit).all();
    },
    findFlows: readEach(db, findFlow),
    // No asset's name is empty.
    flows: async ({ span, from, after = { at: from, asset: '' }, limit }) =>
      readFlows({ span, ...after, limit }),
    async flowsOfAsset({ asset, span, from, limit }) {
      const isOf = and(eq(flow.asset, asset), eq(flow.span, span), gte(flow.at, from));
      return db.select().from(flow).where(isOf).orderBy(asc(flow.at)).limit(limit).all();
    },
  };
}
