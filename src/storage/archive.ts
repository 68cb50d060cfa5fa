import type { Reads } from '../bank/engine/book.ts';
import type { BankRow } from '../bank/engine/rows.ts';
import { type LedgerCheck, verifyLedger } from '../bank/verify-ledger.ts';
import { type Page, validateRows } from './archive/rows.ts';
import { type ArchiveSource, describeBroken, type Scan, type ScanOptions, scan } from './archive/scan.ts';
import { cleanUpAfter } from './cleaning.ts';
import { ArchiveError } from './unusable.ts';

/*
 * A bank is taken from one place to another by one walk over all its rows (archive/walk.ts): into a file, out of a file, or from
 * database to database. docs/BACKUPS.md describes the file, docs/decisions/0010 why it is so.
 */

/** An empty database that is to become a bank. */
export interface ArchiveTarget {
  /** Takes a page in. The bank's own row is not among them: `finish` brings it. */
  write(page: Page): Promise<void>;
  /** Reads of what was taken in. Their `head` needs not be there yet. */
  readonly reads: Reads;
  /** Makes a bank of it, durably; until then no bank starts on it. */
  finish(bank: BankRow): Promise<void>;
  /** Leaves the database as empty as it was. Harmless after `finish`. */
  abandon(): Promise<void>;
}

/**
 * Fills the empty database with every page of the walk, checks the ledger there, and only then makes a bank
 * of it. Whatever is wrong, the database is left empty. `isAnyway` makes a bank of a broken ledger too.
 * `mustMeetShapes` is for rows that no file has brought: those have met their schemas.
 */
export async function fillDatabase(
  { pages, bank: bankOf }: Scan,
  target: ArchiveTarget,
  { isAnyway: force, mustMeetShapes }: { isAnyway: boolean; mustMeetShapes: boolean },
): Promise<LedgerCheck> {
  try {
    for await (const page of pages) {
      if (mustMeetShapes) validateRows(page);
      if (page.table !== 'bank') await target.write(page);
    }
    const bank = bankOf();
    if (!bank) throw new ArchiveError("the bank's own row is missing: this is no whole bank");
    const check = await verifyLedger({ ...target.reads, head: async () => bank }, ({ checked }) =>
      cleanUpAfter(checked),
    );
    if (check.kind === 'broken' && !force) throw new ArchiveError(describeBroken(check.firstFault));
    await target.finish(bank);
    return check;
  } finally {
    await target.abandon();
  }
}

/**
 * Reads a whole file and keeps nothing: to know that it holds before anything is written. What was damaged on
 * its way is called damaged, though its ledger is broken too.
 */
export async function checkFile(source: ArchiveSource, { force, onProgress }: ScanOptions): Promise<void> {
  const { pages, fault } = scan(source, { force: true, onProgress });
  for await (const _page of pages);
  const found = fault();
  if (found && !force) throw new ArchiveError(describeBroken(found));
}
