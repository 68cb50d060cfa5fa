import type { Database } from '../config/config.ts';
import { checkFile, fillDatabase } from '../storage/archive/fill.ts';
import { openArchive } from '../storage/archive/read-file.ts';
import { type ScanOptions, scan } from '../storage/archive/scan.ts';
import { describeFilled, type Filled } from './copy.ts';
import { nameOf, openTarget } from './databases.ts';
import { inWords } from './explain-error.ts';
import { createProgress, stoppable, type Terminal } from './progress.ts';

export interface Restore {
  readonly file: string;
  readonly to: Database;
  /** Restores a broken ledger too. */
  readonly force: boolean;
}

const NEXT = `What happened after this backup is not in it. Before tellers work again:
 1. Give every program a new key, or wait ten minutes: requests of the last minutes could be sent a second time.
 2. Compare what each teller really holds with /proof: trades since the backup are in the game, and not in the bank.
 3. Look through open withdrawals: one that was handed over since the backup is open again.
docs/BACKUPS.md says how.`;

/**
 * Makes a bank of the file. Rejects with ArchiveError or CommandError, and then the database is as empty as
 * it was.
 */
export async function restoreBackup(restore: Restore, terminal: Terminal): Promise<string> {
  try {
    const filled = await stoppable((requireGoingOn) => fill(restore, { terminal, requireGoingOn }));
    return `Restored: ${describeFilled(filled, nameOf(restore.to))}\n${NEXT}`;
  } catch (error) {
    throw inWords(error, 'Nothing was restored');
  }
}

async function fill(
  { file, to, force }: Restore,
  { terminal, requireGoingOn }: { terminal: Terminal; requireGoingOn: () => void },
): Promise<Filled> {
  const progress = createProgress(terminal);
  const source = await openArchive(file);
  const options = (doing: string): ScanOptions => ({
    force,
    onProgress(step) {
      requireGoingOn();
      progress.show(doing, step);
    },
  });
  // The whole file is read before anything is written: a damaged one must not touch the database.
  await checkFile(source, options('Checking the backup'));
  const target = await openTarget(to);
  const check = await fillDatabase(scan(source, options('Restoring')), target, {
    force,
    validate: false,
  });
  progress.clear();
  return { check, head: source.head };
}
