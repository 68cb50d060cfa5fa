import {
  type ClientSession,
  type Collection,
  type Db,
  type Document,
  type MongoClient,
  MongoError,
  UUID,
} from 'mongodb';
import { z } from 'zod';
import { BANK_ID, type BankDocument } from './documents.ts';
import { MONGO_TABLES } from './tables.ts';

/** How long a leader leads without a word, by the database's clock. */
export const LEASE_MS = 3_000;
const COLLECTION = 'leader';
const LEADER_ID = 'leader';

const found = z.object({
  /** The process that leads, by a name that it made up. */
  holder: z.string(),
  url: z.string(),
  version: z.string(),
  term: z.int(),
  secret: z.string(),
  /** The session that it commits in. */
  session: z.string(),
  /** How long its lease lasts yet, by the database's clock; below zero it is over. */
  leftMs: z.number(),
});
/** Who leads, or led last. */
export type Lead = z.infer<typeof found>;
type Claim = Pick<Lead, 'holder' | 'url' | 'version' | 'secret' | 'session'>;

type Leaders = Collection<Document & { readonly _id: typeof LEADER_ID }>;

/**
 * One document says who leads, and until when; it is no part of a backup. Its times are the database's, so
 * that of two processes whose clocks differ one leads all the same.
 */
export function openLeaderDocument(client: MongoClient, db: Db) {
  const leaders: Leaders = db.collection(COLLECTION);
  const bank = db.collection<BankDocument>(MONGO_TABLES.bank.collection);
  return {
    async read(): Promise<Lead> {
      const [document] = await readLead(leaders);
      if (document) return found.parse(document);
      const nobody = { holder: '', url: '', version: '', term: 0, secret: '', session: '' };
      await leaders.updateOne(
        { _id: LEADER_ID },
        { $setOnInsert: { ...nobody, until: new Date(0) } },
        { upsert: true },
      );
      return { ...nobody, leftMs: 0 };
    },
    /** Whether the lease goes on. One that is over does, where nobody has taken it. */
    async renew({ holder, term }: Pick<Lead, 'holder' | 'term'>, session: string): Promise<boolean> {
      const next = { ...LEASE, session: { $literal: session } };
      return (await leaders.updateOne({ _id: LEADER_ID, holder, term }, [{ $set: next }])).matchedCount > 0;
    },
    /**
     * Takes a lease that is over, which begins another term. The bank's own row learns it in the same step,
     * so that no commit of the term before comes after it. Undefined where another process came first.
     */
    take: (claim: Claim, session: ClientSession): Promise<Lead | undefined> =>
      takeOver({ leaders, bank }, claim, session),
    /** Ends what a leader that is lost may have left open. */
    endTransaction: ({ session }: Lead): Promise<void> => endTransaction(client, session),
    async giveUp({ holder, term }: Pick<Lead, 'holder' | 'term'>): Promise<void> {
      await leaders.updateOne({ _id: LEADER_ID, holder, term }, { $set: { until: new Date(0) } });
    },
  };
}

const LEASE = { until: { $add: ['$$NOW', LEASE_MS] } };

const readLead = (leaders: Leaders): Promise<Document[]> =>
  leaders
    .aggregate([{ $match: { _id: LEADER_ID } }, { $set: { leftMs: { $subtract: ['$until', '$$NOW'] } } }])
    .toArray();

async function takeOver(
  { leaders, bank }: { leaders: Leaders; bank: Collection<BankDocument> },
  claim: Claim,
  session: ClientSession,
): Promise<Lead | undefined> {
  const values = Object.entries(claim).map(([name, value]) => [name, { $literal: value }]);
  const next = { ...Object.fromEntries(values), ...LEASE, term: { $add: ['$term', 1] } };
  const isOver = { _id: LEADER_ID, $expr: { $lte: ['$until', '$$NOW'] } } as const;
  session.startTransaction({ readConcern: { level: 'snapshot' } });
  try {
    const options = { session, returnDocument: 'after' } as const;
    const taken = await leaders.findOneAndUpdate(isOver, [{ $set: next }], options);
    if (!taken) return undefined;
    await bank.updateOne({ _id: BANK_ID }, { $set: { term: taken.term } }, { session });
    await session.commitTransaction();
    return found.parse({ ...taken, leftMs: LEASE_MS });
  } catch (error) {
    // Another process came first, or holds what is to be written: the next look sees.
    if (error instanceof MongoError && error.hasErrorLabel('TransientTransactionError')) return undefined;
    throw error;
  } finally {
    if (session.inTransaction()) await session.abortTransaction();
  }
}

const COMMAND_NOT_FOUND = 59;

/**
 * Ends the transaction that a lost leader may have left open. It holds the bank's own row, and the server
 * would keep it for a minute. Servers that only speak MongoDB's protocol may not know the command.
 */
async function endTransaction(client: MongoClient, sessionId: string): Promise<void> {
  if (sessionId === '') return;
  try {
    await client.db('admin').command({ killSessions: [{ id: new UUID(sessionId) }] });
  } catch (error) {
    if (!(error instanceof MongoError) || error.code !== COMMAND_NOT_FOUND) throw error;
  }
}
