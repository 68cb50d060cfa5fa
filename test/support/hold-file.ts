import { Database } from 'bun:sqlite';

/** Holds the write lock of a bank's file as a backup tool does, and returns what lets go of it. */
export function holdFile(file: string): () => void {
  const tool = new Database(file);
  tool.run('begin immediate');
  return () => {
    tool.run('rollback');
    tool.close();
  };
}
