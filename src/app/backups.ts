import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Refusal } from '../bank/engine/refusal.ts';
import type { Config } from '../config/config.ts';
import { ownFile } from '../files.ts';
import { fillDatabase } from '../storage/archive/fill.ts';
import { openArchive } from '../storage/archive/read-file.ts';
import { type ArchiveSource, checkFile, retryScan, scan } from '../storage/archive/scan.ts';
import { writeArchive } from '../storage/archive/write-file.ts';

/** How many backups are kept beside the database; the oldest goes when another is made. */
const MAX_KEPT = 5;
/** Names that nothing but a backup of this bank's has: none leads out of the folder. */
const NAME = /^petbank-[\dTZ-]+\.petbank\.gz$/;

/** A backup beside the database. */
export interface BackupFile {
  readonly name: string;
  readonly bytes: number;
  readonly madeAt: number;
}

/** What a backup holds, proved by restoring it into a database that is thrown away. */
export interface BackupDrill {
  readonly seq: number;
  readonly head: string;
  readonly isAuthenticated: boolean;
  readonly tookMs: number;
}

/** Backups that a running bank makes of itself. One thing at a time; others wait for it. */
export interface Backups {
  list(): readonly BackupFile[];
  /** Rejects with ArchiveError where the ledger is broken, or there is no room. */
  make(): Promise<BackupFile>;
  /** Restores it, checks all of it, and keeps nothing. Rejects with ArchiveError; refuses `not_found`. */
  drill(name: string): Promise<BackupDrill>;
  /** Where it is. Refuses `not_found`. */
  find(name: string): string;
}

interface BackupDependencies {
  readonly clock: () => number;
  readonly version: string;
}

/** Null for a bank in memory, which there is nothing to read again of. */
export function openBackups(
  { database, dataFolder, backupKeys: { current: key, old } }: Config,
  { clock, version }: BackupDependencies,
): Backups | null {
  if (database.kind === 'sqlite' && database.file === ':memory:') return null;
  const folder = join(dataFolder, 'backups');
  let busy: Promise<unknown> = Promise.resolve();
  function oneByOne<Result>(work: () => Promise<Result>): Promise<Result> {
    const turn = busy.then(work);
    busy = turn.catch(() => undefined);
    return turn;
  }
  const backups: Backups = {
    list: () => listBackups(folder),
    make: () =>
      oneByOne(async () => {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        const made = new Date(clock()).toISOString();
        const name = `petbank-${made.replaceAll(/[:.]/g, '-')}.petbank.gz`;
        const to = { file: join(folder, name), overwrite: false, key };
        await retryScan(() => writeOnce(to, { made, program: version }, database));
        for (const { name: old } of listBackups(folder).slice(MAX_KEPT)) rmSync(join(folder, old));
        return toBackupFile(folder, name);
      }),
    drill: (name) =>
      oneByOne(() =>
        drill(
          backups.find(name),
          [key, old].filter((each) => each !== null),
        ),
      ),
    find(name) {
      if (!listBackups(folder).some((backup) => backup.name === name)) throw new Refusal('not_found');
      return join(folder, name);
    },
  };
  return backups;
}

/** The newest first. */
function listBackups(folder: string): BackupFile[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder, { withFileTypes: true });
  return names
    .filter((entry) => entry.isFile() && NAME.test(entry.name))
    .map(({ name }) => toBackupFile(folder, name))
    .sort((one, other) => (one.name < other.name ? 1 : -1));
}

function toBackupFile(folder: string, name: string): BackupFile {
  const { size, mtimeMs } = statSync(join(folder, name));
  return { name, bytes: size, madeAt: Math.round(mtimeMs) };
}

async function openSource(database: Config['database']): Promise<ArchiveSource> {
  if (database.kind === 'mongodb') {
    const { openMongoSource } = await import('../storage/mongodb/archive.ts');
    return openMongoSource(database);
  }
  const { openSqliteSource } = await import('../storage/sqlite/archive.ts');
  return openSqliteSource({ file: database.file, migrationsFolder: ownFile('migrations') });
}

async function writeOnce(
  to: Parameters<typeof writeArchive>[0],
  about: { readonly made: string; readonly program: string },
  database: Config['database'],
): Promise<void> {
  const source = await openSource(database);
  try {
    await writeArchive(to, { ...about, ...source.head }, scan(source, { force: false }));
  } finally {
    await source.close();
  }
}

/** Restores a backup as the command line does, into a file that is thrown away. */
async function drill(file: string, keys: readonly string[]): Promise<BackupDrill> {
  const startedAt = performance.now();
  const folder = mkdtempSync(join(tmpdir(), 'petbank-drill-'));
  try {
    const source = await openArchive(file, { keys, acceptsUnauthenticated: false });
    await checkFile(source, { force: false });
    const { openSqliteTarget } = await import('../storage/sqlite/archive.ts');
    const place = { file: join(folder, 'petbank.db'), migrationsFolder: ownFile('migrations') };
    const steps = scan(source, { force: false });
    await fillDatabase(steps, openSqliteTarget(place), { force: false, validate: false, halt: null });
    const { seq, hash: head } = source.head;
    const tookMs = Math.round(performance.now() - startedAt);
    return { seq, head, isAuthenticated: source.isAuthenticated(), tookMs };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
