import { randomBytes } from 'node:crypto';
import {
  BSON,
  type ClientSession,
  MongoError,
  MongoInvalidArgumentError,
  MongoServerSelectionError,
} from 'mongodb';
import { assert } from '../../bank/engine/assert.ts';
import { type KeyValue, TABLE_NAMES, type TableName, tableDefinition } from '../../bank/engine/tables.ts';
import type { ArchiveRows } from '../archive/rows.ts';
import type { Batch, OnPoint, Outcome } from '../driver.ts';
import { UnwritableRows } from '../errors.ts';
import { type Collections, inParts, type RowTable } from './collections.ts';
import type { CommitSession } from './commit-session.ts';
import { BANK_ID, toDocument, toNewDocuments } from './documents.ts';
import type { MongoLeadership } from './leadership.ts';
import type { MemberSizes, SizesDraft } from './member-sizes.ts';
import { writeMembers } from './member-writes.ts';
import type { Stored } from './tables.ts';

/** How many commits the bank's own row names, for those who must learn what became of theirs. */
const COMMITS_NAMED = 256;
const COMMIT_ID_BYTES = 9;
/** Events of one commit are numbered from its version times this, so that they come in the commits' order. */
const EVENTS_PER_COMMIT = 10_000;
/** How often a commit is tried when no answer comes. The driver itself tries twice each time. */
const MAX_COMMITS = 3;
export const DUPLICATE_KEY = 11_000;

/**
 * Writes a batch in one transaction, if the bank's version is still the one its decisions were made on, and
 * nobody leads that this process doesn't know of.
 */
export function createStore(
  collections: Collections,
  commits: CommitSession,
  leadership: Pick<MongoLeadership, 'term' | 'refresh'>,
  { sizes, onPoint }: { readonly sizes: MemberSizes; readonly onPoint: OnPoint | undefined },
) {
  return async (batch: Batch): Promise<Outcome> => {
    const draft = sizes.draft(batch.expectedVersion);
    const outcome = await commits.run(async (session) => {
      const commitId = randomBytes(COMMIT_ID_BYTES).toString('base64url');
      session.startTransaction({ readConcern: { level: 'snapshot' } });
      const term = leadership.term();
      const written = await write(collections, { batch, commitId, term, session, sizes: draft, onPoint });
      if (written !== 'written') return written;
      const isKnown = { _id: BANK_ID, commits: commitId } as const;
      return await commit(session, async () => (await collections.bank.findOne(isKnown)) !== null);
    });
    if (outcome === 'stored') draft.merge(batch.bank.version);
    if (outcome !== 'conflict') return outcome;
    sizes.forget();
    await leadership.refresh();
    return outcome;
  };
}

interface Writing {
  readonly batch: Batch;
  readonly commitId: string;
  readonly term: number | null;
  readonly session: ClientSession;
  readonly sizes: SizesDraft;
  readonly onPoint: OnPoint | undefined;
}

/** Writes everything and commits nothing. Where it can't, nothing is left of it. */
async function write(collections: Collections, writing: Writing) {
  try {
    const isFirst = await moveHead(collections, writing);
    const outcome = isFirst ? await writeRows(collections, writing) : 'conflict';
    if (outcome !== 'written') await writing.session.abortTransaction();
    return outcome;
  } catch (error) {
    // Else the server keeps an unfinished transaction, and with it the head, for up to a minute.
    await writing.session.abortTransaction();
    if (isTransient(error)) return 'conflict';
    if (isUnwritable(error)) throw new UnwritableRows(error.message, { cause: error });
    throw error;
  }
}

/** Another process holds the head, or the connection broke before the commit: nothing was written. */
const isTransient = (error: unknown): boolean =>
  error instanceof MongoError && error.hasErrorLabel('TransientTransactionError');

/** By code: what a validator refuses, a key that another document has, and documents that are too long. */
const UNWRITABLE = new Set<unknown>([121, DUPLICATE_KEY, 10_334, 17_419, 17_420, 17_280]);

const isUnwritable = (error: unknown): error is Error =>
  error instanceof MongoInvalidArgumentError ||
  BSON.BSONError.isBSONError(error) ||
  (error instanceof MongoError && UNWRITABLE.has(error.code));

/** Comes first, so that of several processes all but one give up at once, before they write anything else. */
async function moveHead(
  { bank }: Collections,
  { batch, commitId, term, session }: Writing,
): Promise<boolean> {
  const moved = await bank.updateOne(
    { _id: BANK_ID, version: batch.expectedVersion, ...(term !== null && { term }) },
    { $set: batch.bank, $push: { commits: { $each: [commitId], $slice: -COMMITS_NAMED } } },
    { session },
  );
  return moved.matchedCount === 1;
}

/** Few commands for each collection. They can't overlap: a session does one thing at a time. */
async function writeRows(collections: Collections, { batch, session, sizes, onPoint }: Writing) {
  onPoint?.('moved');
  const balances = await writeMembers(collections, batch.puts, { session, sizes });
  const puts = { ...batch.puts, members: [], balances };
  for (const table of TABLE_NAMES) {
    const ids = idsToRemove(table, batch.removals[table], puts[table]);
    if (ids.length > 0) await collections[table].deleteMany({ _id: { $in: ids } }, { session });
  }
  if (batch.erasedUsers.length > 0) {
    const isOfUser = { discordUserId: { $in: [...batch.erasedUsers] } };
    await collections.outbox.deleteMany(isOfUser, { session });
  }
  try {
    for (const [table, documents] of documentsToInsert(batch)) {
      for (const some of inParts(documents)) await collections[table].insertMany(some, { session });
    }
  } catch (error) {
    if (error instanceof MongoError && error.code === DUPLICATE_KEY) return 'repeated' as const;
    throw error;
  }
  onPoint?.('half_written');
  for (const table of TABLE_NAMES) {
    const writes = documentsToPut(table, puts[table]).map(({ _id, ...replacement }) => ({
      replaceOne: { filter: { _id }, replacement, upsert: true },
    }));
    for (const some of inParts(writes)) await collections[table].bulkWrite(some, { session });
  }
  onPoint?.('written');
  return 'written' as const;
}

function idsToRemove<T extends TableName>(
  table: T,
  keys: readonly string[],
  puts: readonly ArchiveRows[T][],
): KeyValue[] {
  const { removeBy = String, isEmpty = () => false } = tableDefinition(table);
  const emptied = puts.filter((row) => isEmpty(row)).map((row) => toDocument(table, row)._id);
  return [...keys.map((key) => removeBy(key)), ...emptied];
}

/** Documents that must not be there yet: the log, messages to people, and rows that are only inserted. */
function documentsToInsert(batch: Batch): [RowTable, Stored[]][] {
  const { transactions, events, bank, puts } = batch;
  assert(events.length < EVENTS_PER_COMMIT, 'the events of a commit can be numbered');
  const firstId = bank.version * EVENTS_PER_COMMIT;
  const outbox = events.map((event, index) => ({ ...event, id: firstId + index, sentAt: null }));
  const inserted = TABLE_NAMES.filter((table) => tableDefinition(table).isInsertOnly);
  return [
    ['transactions', toNewDocuments('transactions', transactions)],
    ['outbox', toNewDocuments('outbox', outbox)],
    ...inserted.map((table): [TableName, Stored[]] => [table, toNewDocuments(table, puts[table])]),
  ];
}

/** Documents to write, over those that have their keys. */
function documentsToPut<T extends TableName>(table: T, puts: readonly ArchiveRows[T][]): Stored[] {
  const { isEmpty = () => false, isInsertOnly } = tableDefinition(table);
  if (isInsertOnly) return [];
  return puts.filter((row) => !isEmpty(row)).map((row) => toDocument(table, row));
}

/**
 * Commits the session's transaction, again where an answer is lost: the server does nothing twice. If it
 * knows no such transaction, it may have forgotten one that it committed: then the bank's own row decides
 * (`isKnown`). Rejects when the outcome can't be learned: the operations may have happened, and a retry with
 * their ids finds out.
 */
export async function commit(
  session: Pick<ClientSession, 'commitTransaction'>,
  isKnown: () => Promise<boolean>,
): Promise<'stored' | 'conflict'> {
  const error = await retryCommit(session);
  if (error === undefined) return 'stored';
  if (isAway(error)) throw error;
  if (await isKnown()) return 'stored';
  if (isOver(error)) return 'conflict';
  // It may yet be committed: a commit that is not there now may still come.
  throw error;
}

/** Retries until the server says what became of the commit. Returns undefined if it is done, or an error. */
async function retryCommit(session: Pick<ClientSession, 'commitTransaction'>): Promise<unknown> {
  for (let commits = 1; ; commits += 1) {
    try {
      await session.commitTransaction();
      return undefined;
    } catch (error) {
      if (isOver(error) || isAway(error) || commits >= MAX_COMMITS) return error;
    }
  }
}

/** Whether the transaction is surely no longer under way. */
const isOver = (error: unknown): boolean =>
  error instanceof MongoError &&
  error.hasErrorLabel('TransientTransactionError') &&
  !error.hasErrorLabel('UnknownTransactionCommitResult');

/** No server could be found in good time: further tries would only keep the caller waiting. */
const isAway = (error: unknown): boolean => error instanceof MongoServerSelectionError;
