import type { Database } from 'bun:sqlite';

/** Takes what was deleted out of the write-ahead log, where it stands until other commits overwrite it. */
export interface Eraser {
  /** Never throws: what can't be done now is left to `retry`. */
  request(): void;
  /** Does what could not be done yet, such as while a backup reads. Throws what SQLite says. */
  retry(): void;
}

export function createEraser(client: Database): Eraser {
  let isPending = false;
  function erase(): void {
    // Copies the log into the file, where deleted rows are zeros, and cuts it to nothing.
    const done = client.query<{ busy: number }, []>('PRAGMA wal_checkpoint(TRUNCATE)').get();
    isPending = done?.busy !== 0;
  }
  return {
    request() {
      isPending = true;
      try {
        erase();
      } catch {
        // The commit holds all the same; `retry` says why this doesn't work.
      }
    },
    retry() {
      if (isPending) erase();
    },
  };
}
