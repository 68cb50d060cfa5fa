import { setImmediate } from 'node:timers/promises';
import type { Reads } from '../../bank/engine/book.ts';
import type { BankRow } from '../../bank/engine/rows.ts';
import { findHeadMissing, type Head } from '../../bank/heads.ts';
import { findStateError, isUnreadable } from '../../bank/verify-balances.ts';
import { beginReplay, type LedgerError, type Replay, replayNext } from '../../bank/verify-ledger.ts';
import { ArchiveError, ArchiveUnavailable } from '../errors.ts';
import { ARCHIVE_TABLES, type ArchiveTable, type Page } from './rows.ts';

/** How many rows are read and written at once. */
export const PAGE_ROWS = 500;

/** A bank that is read from end to end, table by table in the order of ARCHIVE_TABLES. */
export interface ArchiveSource {
  readonly head: Head;
  /** Each table's rows, in pages of one table. Rejects with ArchiveError where a file is damaged. */
  pages(): AsyncIterable<Page>;
  /** A database's own reads, as of the moment of the pages; null for a file, which has only its pages. */
  readonly reads: Reads | null;
  /** What was last committed there, as something beside it says; null where nothing does. */
  readonly lastHead: Head | null;
  /** Whether all that was read since it was opened is of one moment: false if it was written to meanwhile. */
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
  /** Called after each page; throws to stop. */
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  /** Goes on where the ledger is broken. */
  readonly force: boolean;
}

export interface Scan {
  /** Every page, checked as it passes. Once they end, the ledger is sound, or `error` says why not. */
  readonly pages: AsyncGenerator<Page, void>;
  readonly error: () => LedgerError | undefined;
  /** The bank's row, once the pages have come to their end. */
  readonly bank: () => BankRow | undefined;
}

/** The source was written to while it was read. */
export class ConcurrentWriteError extends Error {
  override readonly name = 'ConcurrentWriteError';
}

/**
 * Reads the whole bank once and recomputes the chain of hashes meanwhile; for a database, the balances too.
 * The pages reject with ArchiveError where the ledger is broken or can't be read at all, and with
 * ConcurrentWriteError where the bank was written to meanwhile.
 */
export function scan(source: ArchiveSource, options: ScanOptions): Scan {
  const replay = beginReplay();
  let firstError: LedgerError | undefined;
  let bank: BankRow | undefined;

  function report(error: LedgerError | undefined): void {
    if (!error) return;
    firstError ??= error;
    if (!options.force) throw new ArchiveError(describeBroken(error));
  }
  function check(page: Page): void {
    if (page.table === 'bank') bank = page.rows[0];
    if (page.table !== 'transactions') return;
    for (const row of page.rows) if (!firstError) report(replayNext(replay, row));
  }
  async function checkEnd(): Promise<void> {
    const error = firstError ?? (await findEndError(source, { replay, bank }));
    // What was compared belongs together only if nobody has written meanwhile: that is no broken ledger.
    if (!(await source.isConsistentSnapshot())) throw new ConcurrentWriteError();
    if (!bank) throw new ArchiveError("the bank's own row is missing: this is no whole bank");
    report(error);
  }
  async function* pages(): AsyncGenerator<Page, void> {
    for await (const page of readInOrder(source, options)) {
      check(page);
      yield page;
    }
    await checkEnd();
  }
  return { pages: pages(), error: () => firstError, bank: () => bank };
}

/** How often a scan is started, if the bank is written to each time. */
const MAX_SCANS = 5;

/** Retries until the bank isn't written to during the scan. Rejects with ArchiveError after `MAX_SCANS`. */
export async function retryScan<Result>(run: () => Promise<Result>): Promise<Result> {
  for (let scans = 0; scans < MAX_SCANS; scans += 1) {
    try {
      return await run();
    } catch (error) {
      if (!(error instanceof ConcurrentWriteError)) throw error;
    }
  }
  throw new ArchiveUnavailable(
    'the bank kept changing while it was read: stop it, or read from a secondary, and try again',
  );
}

/**
 * Reads a whole file and keeps nothing, before anything is written. A file that was damaged is reported as
 * damaged, even if its ledger is broken too.
 */
export async function checkFile(source: ArchiveSource, { force, onProgress }: ScanOptions): Promise<void> {
  const { pages, error: findError } = scan(source, { force: true, onProgress });
  for await (const _page of pages);
  const error = findError();
  if (error && !force) throw new ArchiveError(describeBroken(error));
}

/** What doesn't fit the log. A file's balances are compared later, in the database that they are put into. */
async function findEndError(
  { head, reads, lastHead }: ArchiveSource,
  { replay, bank }: { replay: Replay; bank: BankRow | undefined },
): Promise<LedgerError | undefined> {
  for (const { seq, hash } of bank ? [bank, head] : [head]) {
    if (seq !== replay.seq || hash !== replay.hash)
      return { what: `the head is ${seq} ${hash}, and the log ends with ${replay.seq} ${replay.hash}` };
  }
  if (!reads) return undefined;
  return (lastHead && (await findHeadMissing(reads, lastHead))) ?? findStateError(reads, replay);
}

export const describeBroken = ({ seq, what }: LedgerError): string =>
  `THE LEDGER IS BROKEN: ${seq === undefined ? '' : `transaction ${seq}: `}${what}`;

/** After how many rows garbage is collected: left alone, it grows to three times the memory needed. */
const ROWS_PER_COLLECTION = 50_000;

/** Frees the memory of the rows that were read, each time that so many more have been checked. */
export function collectGarbageAfter(checked: number): void {
  if (checked % ROWS_PER_COLLECTION === 0) Bun.gc(true);
}

/** The source's pages, with progress reported; a table out of its turn is refused. */
async function* readInOrder(source: ArchiveSource, { onProgress }: ScanOptions): AsyncGenerator<Page, void> {
  let table: ArchiveTable = ARCHIVE_TABLES[0];
  let done = 0;
  let sinceCollection = 0;
  for await (const page of readable(source)) {
    if (ARCHIVE_TABLES.indexOf(page.table) < ARCHIVE_TABLES.indexOf(table))
      throw new ArchiveError(`rows of ${page.table} come after those of ${table}, where they don't belong`);
    if (page.table !== table) done = 0;
    table = page.table;
    yield page;
    done += page.rows.length;
    sinceCollection += page.rows.length;
    if (sinceCollection >= ROWS_PER_COLLECTION) {
      Bun.gc(true);
      sinceCollection = 0;
    }
    onProgress?.({ table, done, transactions: source.head.seq });
    // Lets signals be handled: reads of SQLite are synchronous.
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
      `a row of ${table}, or of the table after it, can not be read: the bank did not write it so. ` +
        'Run verify-ledger, and keep a copy of the database as it is.',
      { cause: error },
    );
  }
}
