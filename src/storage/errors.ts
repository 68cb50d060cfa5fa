/** A database that the bank must not work on. The message tells the operator why and what to do. */
export class UnusableDatabase extends Error {
  override readonly name = 'UnusableDatabase';
}

/** A database that somebody took something from that keeps anything from being there twice. */
export const lacksUnique = (database: string, what: string): UnusableDatabase =>
  new UnusableDatabase(
    `${database} lacks ${what}, without which something could be done twice: somebody removed it. ` +
      'docs/OPERATIONS.md says what to do: "The ledger does not hold".',
  );

/** Why a backup, a restore or a copy was not made. The message tells the operator what to do. */
export class ArchiveError extends Error {
  override readonly name = 'ArchiveError';
}

/** Nothing is wrong with what was read: it, or the place to write to, can't be used now. */
export class ArchiveUnavailable extends ArchiveError {}

/** The database works, and does not take these rows: as they are, it never will. */
export class UnwritableRows extends Error {
  override readonly name = 'UnwritableRows';
}
