/**
 * A database that the bank must not work on. The message says why and what to do, in words for the operator.
 */
export class UnusableDatabase extends Error {
  override readonly name = 'UnusableDatabase';
}

/** Why a backup, a restore or a copy was not made. The message says what to do, in words for the operator. */
export class ArchiveError extends Error {
  override readonly name = 'ArchiveError';
}
