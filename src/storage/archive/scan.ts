import { setImmediate } from 'node:timers/promises';
import type { Reads } from '../../bank/engine/book.ts';
import type { BankRow, Transaction } from '../../bank/engine/rows.ts';
import { findStateFault, isUnreadable } from '../../bank/verify-balances.ts';
import { beginReplay, type LedgerError, type Replay, replayNext } from '../../bank/verify-ledger.ts';
import { ROWS_PER_CLEANING } from '../cleaning.ts';
import { ArchiveError } from '../unusable.ts';
import { ARCHIVE_TABLES, type ArchiveTable, type Page } from './rows.ts';

/** How many rows are read and written at once. */
export const PAGE_ROWS = 500;

export interface Head {
  readonly seq: number;
  readonly hash: string;
}

/** A bank that is read from end to end, table by table in the order of ARCHIVE_TABLES. */
export interface ArchiveSource {
  readonly head: Head;
  /** Each table's rows by key, in pages of one table. Rejects with ArchiveFault where a file is damaged. */
  pages(): AsyncIterable<Page>;
  /** A database's own reads, as of the moment of the pages; null for a file, which has only its pages. */
  readonly reads: Reads | null;
  /** Whether all that was read since it was opened is of one moment. */
  isConsistentSnapshot(): Promise<boolean>;
  close(): Promise<void>;
}

export interface Progress {
  readonly table: ArchiveTable;
  /** Rows of this table so far. */
  readonly done: number;
  /** How many transactions there are; no other table's rows are known beforehand. */
  readonly transactions: number;
}

export interface ScanOptions {
  /** Told after each page; throws to stop. */
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  /** Goes on where the ledger is broken. */
  readonly force: boolean;
}

export interface Scan {
  /**
   * Every page of the source, checked on its way. The end of it means that the source held, or `fault` says
   * what didn't.
   */
  readonly pages: AsyncGenerator<Page, void>;
  readonly fault: () => LedgerError | undefined;
  /** The bank's row, once the pages have come to their end. */
  readonly bank: () => BankRow | undefined;
}

/** The source was written to while it was read. */
export class ConcurrentWriteError extends Error {
  override readonly name = 'Restless';
}

/**
 * Goes over the whole bank once, and recomputes the chain of hashes meanwhile; for a database, the balances
 * too. The pages reject with ArchiveFault where the ledger is broken, or can't be read at all, and with
 * Restless where the bank didn't stand still.
 */
export function scan(source: ArchiveSource, options: ScanOptions): Scan {
  const found: { fault?: LedgerError | undefined; bank?: BankRow | undefined } = {};
  const replay = beginReplay();

  function blame(fault: LedgerError | undefined): void {
    if (!fault) return;
    found.fault ??= fault;
    if (!options.force) throw new ArchiveError(describeBroken(fault));
  }
  function follow(rows: readonly Transaction[]): void {
    for (const row of rows) if (!found.fault) blame(replayNext(replay, row));
  }
  function meet(page: Page): void {
    if (page.table === 'transactions') follow(page.rows);
    if (page.table === 'bank') found.bank = page.rows[0];
  }
  async function meetEnd(): Promise<void> {
    const fault = found.fault ?? (await findEndFault(source, { replay, bank: found.bank }));
    // What was compared is of one moment only if the bank has stood still: a restless one is not to blame.
    if (!(await source.isConsistentSnapshot())) throw new ConcurrentWriteError();
    if (!found.bank) throw new ArchiveError("the bank's own row is missing: this is no whole bank");
    blame(fault);
  }
  async function* pages(): AsyncGenerator<Page, void> {
    for await (const page of counted(source, options)) {
      meet(page);
      yield page;
    }
    await meetEnd();
  }
  return { pages: pages(), fault: () => found.fault, bank: () => found.bank };
}

/**
 * What doesn't fit the log. A database's balances are compared here; a file's in the database that they are
 * put into.
 */
async function findEndFault(
  { head, reads }: ArchiveSource,
  { replay, bank }: { replay: Replay; bank: BankRow | undefined },
): Promise<LedgerError | undefined> {
  for (const { seq, hash } of bank ? [bank, head] : [head]) {
    if (seq !== replay.seq || hash !== replay.hash)
      return { what: `the head is ${seq} ${hash}, and the log ends with ${replay.seq} ${replay.hash}` };
  }
  return reads ? findStateFault(reads, replay.balances) : undefined;
}

export const describeBroken = ({ seq, what }: LedgerError): string =>
  `THE LEDGER IS BROKEN: ${seq === undefined ? '' : `transaction ${seq}: `}${what}`;

/** The source's pages, with progress told; a table that comes out of its turn is refused. */
async function* counted(source: ArchiveSource, { onProgress }: ScanOptions): AsyncGenerator<Page, void> {
  let table: ArchiveTable = ARCHIVE_TABLES[0];
  let done = 0;
  let sinceCleaning = 0;
  for await (const page of readable(source)) {
    if (page.table !== table) {
      if (ARCHIVE_TABLES.indexOf(page.table) < ARCHIVE_TABLES.indexOf(table))
        throw new ArchiveError(`rows of ${page.table} come after those of ${table}, where they don't belong`);
      table = page.table;
      done = 0;
    }
    yield page;
    done += page.rows.length;
    sinceCleaning += page.rows.length;
    if (sinceCleaning >= ROWS_PER_CLEANING) {
      Bun.gc(true);
      sinceCleaning = 0;
    }
    onProgress?.({ table, done, transactions: source.head.seq });
    // A turn for signals: SQLite alone gives none.
    await setImmediate();
  }
}

async function* readable(source: ArchiveSource): AsyncGenerator<Page, void> {
  let table: ArchiveTable = ARCHIVE_TABLES[0];
  try {
    for await (const page of source.pages()) {
      yield page;
      table = page.table;
    }
  } catch (error) {
    if (!isUnreadable(error)) throw error;
    throw new ArchiveError(
      `a row of ${table}, or of the table after it, can not be read: the bank did not write it so. Run verify-ledger, and keep a copy of the database as it is.`,
      { cause: error },
    );
  }
}
