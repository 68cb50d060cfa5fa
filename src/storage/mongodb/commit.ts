import { type ClientSession, MongoError, MongoServerSelectionError } from 'mongodb';

/** How often a commit is asked for when no answer comes. The driver itself asks twice each time. */
const MAX_COMMITS = 3;

/**
 * Commits the session's transaction. When the answer to that is lost, it asks again: the server knows what
 * became of a transaction, and does nothing twice. Where the server says that there is no such transaction,
 * it may have forgotten one that it committed: then the bank's own row tells (`isKnown`). Rejects when
 * nothing is to be learned: the operations may have happened, and their ids will tell.
 */
export async function commit(
  session: Pick<ClientSession, 'commitTransaction'>,
  isKnown: () => Promise<boolean>,
): Promise<'stored' | 'conflict'> {
  const error = await ask(session);
  if (error === undefined) return 'stored';
  if (isAway(error)) throw error;
  if (await isKnown()) return 'stored';
  if (isOver(error)) return 'conflict';
  // It may yet be committed: what is not there now can't be told from what comes.
  throw error;
}

/**
 * Asks until the server says what became of the transaction. Gives nothing where it is committed, else what
 * was last in the way.
 */
async function ask(session: Pick<ClientSession, 'commitTransaction'>): Promise<unknown> {
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

/** No server could be found in good time: to go on asking would only keep the caller waiting. */
const isAway = (error: unknown): boolean => error instanceof MongoServerSelectionError;
