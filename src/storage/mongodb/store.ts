import { randomBytes } from 'node:crypto';
import { type ClientSession, type MongoClient, MongoError } from 'mongodb';
import type { Batch, OnPoint, Outcome } from '../driver.ts';
import type { Collections } from './collections.ts';
import { commit } from './commit.ts';
import { BANK_ID } from './documents.ts';
import { insertsOf, putsOf, removalsOf } from './writes.ts';

/** How many commits the bank's own row names: who must know what became of theirs looks there. */
const COMMITS_NAMED = 256;
const COMMIT_ID_BYTES = 9;
const DUPLICATE_KEY = 11_000;

/** Writes a batch in one transaction, if the bank's version is still the one its decisions were made on. */
export function createStore(client: MongoClient, collections: Collections, onPoint?: OnPoint) {
  return async (batch: Batch): Promise<Outcome> => {
    const commitId = randomBytes(COMMIT_ID_BYTES).toString('base64url');
    const session = client.startSession();
    try {
      session.startTransaction({ readConcern: { level: 'snapshot' } });
      const written = await write(collections, { batch, commitId, session, onPoint });
      if (written !== 'written') return written;
      return await commit(session, async () => {
        const bank = await collections.bank.findOne({ _id: BANK_ID, commits: commitId });
        return bank !== null;
      });
    } finally {
      await session.endSession();
    }
  };
}

interface Writing {
  readonly batch: Batch;
  readonly commitId: string;
  readonly session: ClientSession;
  readonly onPoint: OnPoint | undefined;
}

/** Writes everything and commits nothing. Where it can't, nothing is left of it. */
async function write(
  collections: Collections,
  writing: Writing,
): Promise<'written' | 'conflict' | 'repeated'> {
  try {
    const outcome = (await moveHead(collections, writing))
      ? await writeRows(collections, writing)
      : 'conflict';
    if (outcome !== 'written') await writing.session.abortTransaction();
    return outcome;
  } catch (error) {
    // Unless it is told, the server keeps an unfinished transaction, and with it the head, for up to a
    // minute.
    await writing.session.abortTransaction();
    if (isTransient(error)) return 'conflict';
    throw error;
  }
}

/**
 * Another process holds the head, or the line broke before the commit: nothing was written, and it may be
 * decided anew.
 */
const isTransient = (error: unknown): boolean =>
  error instanceof MongoError && error.hasErrorLabel('TransientTransactionError');

/** Comes first, so that of several processes all but one give up at once, before they write anything else. */
async function moveHead({ bank }: Collections, { batch, commitId, session }: Writing): Promise<boolean> {
  const moved = await bank.updateOne(
    { _id: BANK_ID, version: batch.expectedVersion },
    { $set: batch.bank, $push: { commits: { $each: [commitId], $slice: -COMMITS_NAMED } } },
    { session },
  );
  return moved.matchedCount === 1;
}

/**
 * One command for each collection that something is written to. They can't overlap: a session does one thing
 * at a time.
 */
async function writeRows(
  collections: Collections,
  { batch, session, onPoint }: Writing,
): Promise<'written' | 'repeated'> {
  onPoint?.('moved');
  for (const { table, ids } of removalsOf(batch)) {
    if (ids.length > 0) await collections[table].deleteMany({ _id: { $in: [...ids] } }, { session });
  }
  try {
    for (const { table, documents } of insertsOf(batch)) {
      if (documents.length > 0) await collections[table].insertMany(documents, { session });
    }
  } catch (error) {
    if (error instanceof MongoError && error.code === DUPLICATE_KEY) return 'repeated';
    throw error;
  }
  onPoint?.('half_written');
  for (const { table, documents } of putsOf(batch)) {
    const writes = documents.map(({ _id, ...replacement }) => ({
      replaceOne: { filter: { _id }, replacement, upsert: true },
    }));
    if (writes.length > 0) await collections[table].bulkWrite(writes, { session });
  }
  onPoint?.('written');
  return 'written';
}
