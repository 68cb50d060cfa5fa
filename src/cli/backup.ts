import { existsSync } from 'node:fs';
import type { Database } from '../config/config.ts';
import { ConcurrentWriteError, describeBroken, scan } from '../storage/archive/scan.ts';
import { type WrittenArchive, writeArchive } from '../storage/archive/write-file.ts';
import { ArchiveError } from '../storage/errors.ts';
import { nameOf, openSource } from './databases.ts';
import { inWords } from './explain-error.ts';
import { CommandError } from './finish.ts';
import { createProgress, stoppable, type Terminal } from './progress.ts';

/** How often a backup is begun anew because the bank went on working meanwhile. */
const MAX_ROUNDS = 5;
export const TOO_MANY_WRITES =
  'the bank kept changing while it was read: stop it, or read from a secondary, and try again';

export interface Backup {
  readonly from: Database;
  readonly file: string;
  /** Writes over a file that is there. */
  readonly overwrite: boolean;
  /** Makes a backup of a broken ledger too. */
  readonly force: boolean;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Of the program. */
  readonly version: string;
}

/**
 * Writes the bank into a file, and says what came of it. Rejects with ArchiveError or CommandError, and then
 * there is no new file.
 */
export async function makeBackup(backup: Backup, terminal: Terminal): Promise<string> {
  if (existsSync(backup.file) && !backup.overwrite)
    throw new CommandError(
      `${backup.file} is there already. Name another file, or add --force to write over it.`,
    );
  try {
    return await stoppable((requireGoingOn) =>
      tryAgain(() => writeOnce(backup, { terminal, requireGoingOn })),
    );
  } catch (error) {
    throw inWords(error, 'No backup was made');
  }
}

/** Runs until the bank stands still meanwhile. */
export async function tryAgain<Result>(run: () => Promise<Result>): Promise<Result> {
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    try {
      return await run();
    } catch (error) {
      if (!(error instanceof ConcurrentWriteError)) throw error;
    }
  }
  throw new ArchiveError(TOO_MANY_WRITES);
}

async function writeOnce(
  { from, file, overwrite, force, at, version }: Backup,
  { terminal, requireGoingOn }: { terminal: Terminal; requireGoingOn: () => void },
): Promise<string> {
  const progress = createProgress(terminal);
  const source = await openSource(from);
  try {
    const steps = scan(source, {
      force,
      onProgress(step) {
        requireGoingOn();
        progress.show('Backup', step);
      },
    });
    const facts = { made: new Date(at).toISOString(), program: version, ...source.head };
    const written = await writeArchive({ file, overwrite }, facts, steps);
    progress.clear();
    return describe(file, nameOf(from), { ...source.head, ...written });
  } finally {
    await source.close();
  }
}

function describe(
  file: string,
  from: string,
  { seq, hash, counts, error }: WrittenArchive & { readonly seq: number; readonly hash: string },
): string {
  const rows = Object.entries(counts).map(([table, count]) => `${table} ${count}`);
  const verdict = error
    ? `${describeBroken(error)}\nThis backup was made anyway: what is wrong in the bank is wrong in it too.`
    : 'The ledger holds.';
  return [
    `Backup of ${from}: ${file}`,
    `${seq} transactions, head ${hash}`,
    verdict,
    `Rows: ${rows.join(', ')}`,
    "It holds members' names and Discord ids, and no API keys: keep both, apart from each other, where only you can read them.",
  ].join('\n');
}
