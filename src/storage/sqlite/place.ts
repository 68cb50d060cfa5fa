import { statSync } from 'node:fs';

/** For how long calls trust the last check. A commit trusts none: it is checked before its answer. */
const TRUSTED_MS = 100;

/** Whether the file that is open is still the one that its name means. */
export interface Place {
  /** Throws if another file, or none, has the name now. */
  check(): void;
  /** Throws if that was so at some moment of the last TRUSTED_MS. */
  checkNowAndThen(): void;
}

/**
 * Remembers which files the names of the database and its write-ahead log mean, right after both were opened.
 * A file that was deleted or replaced takes commits all the same, and nobody will ever see them.
 */
export function rememberPlace(file: string): Place {
  if (file === ':memory:') return { check: () => undefined, checkNowAndThen: () => undefined };
  const identifyBoth = (): string => `${identify(file)} ${identify(`${file}-wal`)}`;
  const opened = identifyBoth();
  let checkedAt = Number.NEGATIVE_INFINITY;
  function check(): void {
    if (identifyBoth() !== opened) {
      throw new Error(
        `${file} or its log was deleted or replaced while the bank had it open. What the bank would commit ` +
          'now would be lost, so it takes nothing: docs/OPERATIONS.md says how to save what there is',
      );
    }
    checkedAt = performance.now();
  }
  return {
    check,
    checkNowAndThen() {
      if (performance.now() - checkedAt > TRUSTED_MS) check();
    },
  };
}

/** A file as its device and number; no two that exist at once have the same. */
export function identify(path: string): string {
  const found = statSync(path, { throwIfNoEntry: false });
  return found ? `${found.dev}:${found.ino}` : 'none';
}
