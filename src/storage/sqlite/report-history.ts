import { and, asc, eq, gte, sql } from 'drizzle-orm';
import type { ReportHistoryStore } from '../../bank/report-history.ts';
import type { SqliteDatabase } from './open.ts';
import { prepareAdd, prepareForget } from './projections.ts';
import { reportHistory as history } from './schema.ts';
import { prepareRead } from './statement.ts';

/** How many rows of a span one step forgets. */
const FORGET_ROWS = 500;

/** How far tellers' reports were from the ledger. What several processes add comes together in one row. */
export function createReportHistory(db: SqliteDatabase): ReportHistoryStore {
  const { placeholder } = sql;
  const addRow = prepareAdd(db, history, {
    reports: sql`${history.reports} + excluded.reports`,
    differing: sql`${history.differing} + excluded.differing`,
    lacking: sql`max(${history.lacking}, excluded.lacking)`,
    surplus: sql`max(${history.surplus}, excluded.surplus)`,
  });
  const forgetRows = prepareForget(db, history);
  const isAsked = and(
    eq(history.tellerId, placeholder('tellerId')),
    eq(history.span, placeholder('span')),
    gte(history.at, placeholder('from')),
  );
  const oldestFirst = db.select().from(history).where(isAsked).orderBy(asc(history.at));
  const readRows = prepareRead(db, history, oldestFirst.limit(placeholder('limit')));
  const add = db.$client.transaction(
    ({ rows, forget }: Parameters<ReportHistoryStore['addReports']>[0]): void => {
      for (const row of rows) addRow(row);
      for (const old of forget) forgetRows({ ...old, limit: FORGET_ROWS });
    },
  );
  return {
    addReports: async (addition) => add.immediate(addition),
    reportTallies: async (page) => readRows(page),
  };
}
