import { type Db, type MongoClient, MongoServerError } from 'mongodb';
import { z } from 'zod';
import { REPORT_SPAN_NAMES, type ReportHistoryStore } from '../../bank/report-history.ts';
import { findAll } from './collections.ts';
import { deleteSome } from './outbox.ts';
import { upsert } from './projections.ts';
import { DUPLICATE_KEY } from './store.ts';
import type { Stored } from './tables.ts';

/** How many documents of a span one step forgets. */
const FORGET_ROWS = 500;

const tallyDocument = z.object({
  tellerId: z.string(),
  span: z.enum(REPORT_SPAN_NAMES),
  at: z.int(),
  reports: z.int(),
  differing: z.int(),
  lacking: z.int(),
  surplus: z.int(),
});

type Addition = Parameters<ReportHistoryStore['addReports']>[0];

/** How far tellers' reports were from the ledger. What several processes add comes together in one row. */
export function createReportHistory(client: MongoClient, db: Db): ReportHistoryStore {
  const history = db.collection<Stored>('report_history');
  let isPrepared = false;
  /** Before the first transaction: in one, not every server can. */
  async function prepare(): Promise<void> {
    if (isPrepared) return;
    await history.createIndexes([
      { name: 'tally', key: { tellerId: 1, span: 1, at: 1 }, unique: true },
      { name: 'age', key: { span: 1, at: 1 } },
    ]);
    isPrepared = true;
  }
  const add = ({ rows, forget }: Addition): Promise<void> =>
    client.withSession((session) =>
      session.withTransaction(async () => {
        const writes = rows.map(({ tellerId, span, at, reports, differing, lacking, surplus }) =>
          upsert({ tellerId, span, at }, { $inc: { reports, differing }, $max: { lacking, surplus } }),
        );
        await history.bulkWrite(writes, { session, ordered: false });
        for (const { span, before } of forget)
          await deleteSome(history, { span, at: { $lt: before } }, { limit: FORGET_ROWS, session });
      }),
    );
  return {
    async addReports(addition) {
      await prepare();
      await add(addition).catch((error) => {
        if (!(error instanceof MongoServerError) || error.code !== DUPLICATE_KEY) throw error;
        // Another process made the same documents at this moment, and nothing was added. Now they are there.
        return add(addition);
      });
    },
    async reportTallies({ tellerId, span, from, limit }) {
      const where = { tellerId, span, at: { $gte: from } };
      const found = await findAll(history, where, { sort: { at: 1 }, limit });
      return found.map((document) => tallyDocument.parse(document));
    },
  };
}
