import { closeSync, openSync, readSync, statSync } from 'node:fs';

/** For how long calls trust the last check. A commit trusts none: it is checked before its answer. */
const TRUSTED_MS = 100;

/** Whether the file that is open is still the one that its name means, and its write-ahead log whole. */
export interface Place {
  /** Throws if another file, or none, has the name now, or the write-ahead log has lost its beginning. */
  check(): void;
  /** Throws if that was so at some moment of the last TRUSTED_MS. */
  checkNowAndThen(): void;
  close(): void;
}

const IN_MEMORY: Place = {
  check: () => undefined,
  checkNowAndThen: () => undefined,
  close: () => undefined,
};

/**
 * Remembers which files the names of the database and its write-ahead log mean, right after both were opened.
 * A file that was deleted or replaced takes commits all the same, and nobody will ever see them. So does a
 * log that another program has emptied: they are written where they would have come, after a hole.
 */
export function rememberPlace(file: string): Place {
  if (file === ':memory:') return IN_MEMORY;
  const identifyBoth = (): string => `${identify(file)} ${identify(`${file}-wal`)}`;
  const opened = identifyBoth();
  let log: number | null = openSync(`${file}-wal`, 'r');
  let checkedAt = Number.NEGATIVE_INFINITY;
  function check(): void {
    if (identifyBoth() !== opened || (log !== null && !startsAsLog(log))) {
      throw new Error(
        `${file} or its log was deleted, replaced or emptied while the bank had it open. What it would ` +
          'commit now would be lost, so it takes nothing: docs/OPERATIONS.md says how to save what there is',
      );
    }
    checkedAt = performance.now();
  }
  return {
    check,
    checkNowAndThen() {
      if (performance.now() - checkedAt > TRUSTED_MS) check();
    },
    close() {
      // Once: by then the number may be another file's.
      if (log !== null) closeSync(log);
      log = null;
    },
  };
}

/** How each write-ahead log begins (https://sqlite.org/fileformat2.html#walformat), but for its last bit. */
const LOG_MAGIC = 0x377f0682;

/** Whether a write-ahead log is empty, as after all of it was copied into the file, or begins like one. */
function startsAsLog(log: number): boolean {
  const start = Buffer.alloc(4);
  return readSync(log, start, 0, start.length, 0) === 0 || (start.readUInt32BE() & ~1) === LOG_MAGIC;
}

/** A file as its device and number; no two that exist at once have the same. */
export function identify(path: string): string {
  const found = statSync(path, { throwIfNoEntry: false });
  return found ? `${found.dev}:${found.ino}` : 'none';
}
