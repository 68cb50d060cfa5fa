import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Refusal } from '../bank/engine/refusal.ts';
import type { Config } from '../config/config.ts';
import { ownFile } from '../files.ts';
import { type ArchiveSource, retryScan, type Scan, scan } from '../storage/archive/scan.ts';
import type { writeArchive } from '../storage/archive/write-file.ts';
import { readInPieces } from './ledger-check.ts';

/** Names that nothing but a backup of this bank's has: none leads out of the folder. */
const NAME = /^petbank-[\dTZ-]+\.petbank\.gz$/;
/** How long the scan rests between two pages at most, so that requests come between. */
const MAX_REST_MS = 20;

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
  /** The newest first. */
  list(): readonly BackupFile[];
  /**
   * Makes one, and drills it before older ones go. Rejects with ArchiveError where the ledger is broken,
   * there is no room, or what was written can't be restored: then there is none more, and none less.
   */
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
  { database, backupKeys, backups: { folder, keep } }: Config,
  { clock, version }: BackupDependencies,
): Backups | null {
  if (database.kind === 'sqlite' && database.file === ':memory:') return null;
  let busy: Promise<unknown> = Promise.resolve();
  function oneByOne<Result>(work: () => Promise<Result>): Promise<Result> {
    const turn = busy.then(work);
    busy = turn.catch(() => undefined);
    return turn;
  }
  const { current: key } = backupKeys;
  const backups: Backups = {
    list: () => listBackups(folder),
    make: () =>
      oneByOne(async () => {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        const made = new Date(clock()).toISOString();
        const name = `petbank-${made.replaceAll(/[:.]/g, '-')}.petbank.gz`;
        const to = { file: join(folder, name), overwrite: false, key };
        await retryScan(() => writeOnce(to, { made, program: version }, database));
        await drillFile(to.file, keysOf(backupKeys)).catch((error: unknown) => {
          rmSync(to.file, { force: true });
          throw error;
        });
        for (const { name: old } of listBackups(folder).slice(keep)) rmSync(join(folder, old));
        return toBackupFile(folder, name);
      }),
    drill: (name) => oneByOne(() => drillFile(backups.find(name), keysOf(backupKeys))),
    find(name) {
      if (!listBackups(folder).some((backup) => backup.name === name)) throw new Refusal('not_found');
      return join(folder, name);
    },
  };
  return backups;
}

export const isBackupName = (name: string): boolean => NAME.test(name);

/** The keys that a backup may be authenticated with. */
export const keysOf = ({ current, old }: Config['backupKeys']): readonly string[] =>
  [current, old].filter((key) => key !== null);

/** The backups of a folder, the newest first. */
export function listBackups(folder: string): BackupFile[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder, { withFileTypes: true });
  return names
    .filter((entry) => entry.isFile() && isBackupName(entry.name))
    .map(({ name }) => toBackupFile(folder, name))
    .sort((one, other) => (one.name < other.name ? 1 : -1));
}

function toBackupFile(folder: string, name: string): BackupFile {
  const { size, mtimeMs } = statSync(join(folder, name));
  return { name, bytes: size, madeAt: timeOf(name) ?? Math.round(mtimeMs) };
}

/** When a backup was made, by its name; null where that says nothing. */
export function timeOf(name: string): number | null {
  const at = Date.parse(
    name.slice('petbank-'.length).replace(/T(\d\d)-(\d\d)-(\d\d)-(\d{3})Z.*/, 'T$1:$2:$3.$4Z'),
  );
  return Number.isNaN(at) ? null : at;
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
  const file = await import('../storage/archive/write-file.ts');
  const source = await openSource(database);
  try {
    await file.writeArchive(to, { ...about, ...source.head }, rested(scan(source, { force: false })));
  } finally {
    await source.close();
  }
}

/**
 * Restores a backup as the command line does, into a file that is thrown away. Rejects with ArchiveError
 * where that fails, or none of the keys authenticates it.
 */
export async function drillFile(file: string, keys: readonly string[]): Promise<BackupDrill> {
  const startedAt = performance.now();
  const folder = mkdtempSync(join(tmpdir(), 'petbank-drill-'));
  try {
    const { openArchive } = await import('../storage/archive/read-file.ts');
    const source = await openArchive(file, { keys, acceptsUnauthenticated: false });
    const { fillDatabase } = await import('../storage/archive/fill.ts');
    const { openSqliteTarget } = await import('../storage/sqlite/archive.ts');
    const place = { file: join(folder, 'petbank.db'), migrationsFolder: ownFile('migrations') };
    const target = openSqliteTarget(place);
    const reads = readInPieces(target.reads, new AbortController().signal);
    const steps = rested(scan(source, { force: false }));
    await fillDatabase(steps, { ...target, reads }, { force: false, validate: false, halt: null });
    const { seq, hash: head } = source.head;
    const tookMs = Math.round(performance.now() - startedAt);
    return { seq, head, isAuthenticated: source.isAuthenticated(), tookMs };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The scan, with a rest after each page that is as long as the work on it: the bank serves meanwhile. */
function rested({ pages, ...steps }: Scan): Scan {
  async function* restBetween(): Scan['pages'] {
    let resumedAt = performance.now();
    for await (const page of pages) {
      yield page;
      await Bun.sleep(Math.min(performance.now() - resumedAt, MAX_REST_MS));
      resumedAt = performance.now();
    }
  }
  return { ...steps, pages: restBetween() };
}
