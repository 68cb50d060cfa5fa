import type { ClientSession, MongoClient } from 'mongodb';

/** The session that a process commits in, one commit at a time; one that comes meanwhile gets its own. */
export interface CommitSession {
  /** Its name on the server, by which another process can end what it has left open. */
  id(): string;
  run<Result>(work: (session: ClientSession) => Promise<Result>): Promise<Result>;
}

export function createCommitSession(client: MongoClient): CommitSession {
  let own = client.startSession();
  let isBusy = false;
  return {
    id: () => Buffer.from(own.id?.id.buffer ?? []).toString('hex'),
    async run(work) {
      if (isBusy) return client.withSession(work);
      isBusy = true;
      try {
        return await work(own);
      } catch (error) {
        // What became of its transaction may be unknown: the next one is not begun behind it.
        await own.endSession();
        own = client.startSession();
        throw error;
      } finally {
        isBusy = false;
      }
    },
  };
}
