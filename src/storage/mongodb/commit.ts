import { type ClientSession, MongoError, MongoServerSelectionError } from 'mongodb';

/** How often a commit is tried when no answer comes. The driver itself tries twice each time. */
const MAX_COMMITS = 3;

/**
 * Commits the session's transaction. When the answer is lost, it commits again: the server knows what became of a
 * transaction, and does nothing twice. If the server answers that there is no such transaction, it may have forgotten
 * one that it committed: then the bank's own row decides (`isKnown`). Rejects when the outcome can't be learned: the
 * operations may have happened, and a retry with their ids finds out.
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

/** Retries until the server says what became of the transaction. Returns undefined if it is committed, else the last error. */
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
