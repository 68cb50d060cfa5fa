import type { Reads } from '../../bank/engine/book.ts';
import type { BankRow } from '../../bank/engine/rows.ts';
import { type LedgerCheck, verifyLedger } from '../../bank/verify-ledger.ts';
import { ArchiveError } from '../errors.ts';
import { type Page, validateRows } from './rows.ts';
import { collectGarbageAfter, describeBroken, type Scan } from './scan.ts';

/*
 * A bank is moved by one scan over all its rows (archive/scan.ts): into a file, out of a file, or from
 * database to database. docs/BACKUPS.md describes the file, docs/decisions/0010 why it is so.
 */

/** An empty database that is to become a bank. */
export interface ArchiveTarget {
  /** Writes a page. The bank's own row is not among them: `finish` writes it. */
  write(page: Page): Promise<void>;
  /** Reads what was written. Their `head` need not be there yet. */
  readonly reads: Reads;
  /** Makes it a bank, durably; until then no bank starts on it. */
  finish(bank: BankRow): Promise<void>;
  /** Leaves the database as empty as it was. Harmless after `finish`. */
  abandon(): Promise<void>;
}

/**
 * Fills the empty database with every page of the scan, checks the ledger there, and only then makes a bank
 * of it; on any failure, leaves it empty. `force` accepts a broken ledger too. `validate` is for rows from
 * another database: a file's rows have met their schemas already.
 */
export async function fillDatabase(
  scanned: Scan,
  target: ArchiveTarget,
  { force, validate }: { force: boolean; validate: boolean },
): Promise<LedgerCheck> {
  try {
    for await (const page of scanned.pages) {
      if (validate) validateRows(page);
      if (page.table !== 'bank') await target.write(page);
    }
    const bank = scanned.bank();
    if (!bank) throw new ArchiveError("the bank's own row is missing: this is no whole bank");
    const check = await verifyLedger({ ...target.reads, head: async () => bank }, ({ checked }) =>
      collectGarbageAfter(checked),
    );
    if (check.kind === 'broken' && !force) throw new ArchiveError(describeBroken(check.firstError));
    await target.finish(bank);
    return check;
  } finally {
    await target.abandon();
  }
}
