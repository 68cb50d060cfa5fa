import { Database } from 'bun:sqlite';

/** How long it waits for its turn beside a bank that is busy. */
const WAIT_MS = 5_000;

/** Holds the write lock of a bank's file as a backup tool does, and returns what lets go of it. */
export function holdFile(file: string): () => void {
  const tool = new Database(file);
  tool.run(`pragma busy_timeout = ${WAIT_MS}`);
  tool.run('begin immediate');
  return () => {
    tool.run('rollback');
    tool.close();
  };
}
