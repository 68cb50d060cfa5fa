import type { ClientSession, MongoClient } from 'mongodb';

/** The session in which a process writes the bank's own row: one thing after the other. */
export interface CommitSession {
  /** Its name on the server, by which another process can end what it has left open. */
  id(): string;
  run<Result>(work: (session: ClientSession) => Promise<Result>): Promise<Result>;
}

export function createCommitSession(client: MongoClient): CommitSession {
  let own = client.startSession();
  let last: Promise<unknown> = Promise.resolve();

  async function runNow<Result>(work: (session: ClientSession) => Promise<Result>): Promise<Result> {
    try {
      return await work(own);
    } catch (error) {
      // What became of its transaction may be unknown: the next one is not begun behind it.
      await own.endSession();
      own = client.startSession();
      throw error;
    }
  }
  return {
    id: () => Buffer.from(own.id?.id.buffer ?? []).toString('hex'),
    run(work) {
      const result = last.then(() => runNow(work));
      last = result.catch(() => undefined);
      return result;
    },
  };
}
