import { existsSync } from 'node:fs';
import { ConfigError, checkDataFolder, type Database, readConfig } from '../config/config.ts';
import { ownFile } from '../files.ts';
import type { ArchiveTarget } from '../storage/archive/fill.ts';
import type { ArchiveSource } from '../storage/archive/scan.ts';
import { CommandError } from './finish.ts';

/*
 * The two ends of a backup, a restore or a copy. A database's address may hold a password: only what `nameOf` gives is printed. What
 * only one of the databases needs is imported with it, since MongoDB's driver takes long to load.
 */

/** The database of an address like DATABASE_URL's. `option` is what it was given by. Throws CommandError. */
export function databaseAt(address: string | undefined, option: string): Database {
  try {
    const { database } = readConfig({ DATABASE_URL: address });
    if (database.kind === 'sqlite' && database.file === ':memory:')
      throw new CommandError(`${option}: a database in memory keeps nothing`);
    return database;
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    throw new CommandError(error.issues.map(({ message }) => `${option} ${message}`).join('\n'));
  }
}

/** What a database is called where people read it. */
export const nameOf = (database: Database): string =>
  database.kind === 'sqlite' ? database.file : `MongoDB's database ${database.name}`;

/** The bank that is there. */
export async function openSource(database: Database): Promise<ArchiveSource> {
  if (database.kind === 'mongodb') {
    const { openMongoSource } = await import('../storage/mongodb/archive.ts');
    return openMongoSource(database);
  }
  const { file } = database;
  if (!existsSync(file)) throw new CommandError(`There is no bank at ${file}`);
  const { openSqliteSource } = await import('../storage/sqlite/archive.ts');
  return openSqliteSource({ file, migrationsFolder: ownFile('migrations') });
}

/**
 * An empty place for a bank, made if need be. Throws CommandError or ArchiveError where something is there
 * already.
 */
export async function openTarget(database: Database): Promise<ArchiveTarget> {
  if (database.kind === 'mongodb') {
    const { openMongoTarget } = await import('../storage/mongodb/archive.ts');
    return openMongoTarget(database);
  }
  const { file } = database;
  for (const path of [file, `${file}-wal`, `${file}-journal`]) {
    if (existsSync(path))
      throw new CommandError(
        `${path} is there already: a bank is put only where nothing is. Nothing was changed.`,
      );
  }
  makeFolder(file);
  const { openSqliteTarget } = await import('../storage/sqlite/archive.ts');
  return openSqliteTarget({ file, migrationsFolder: ownFile('migrations') });
}

function makeFolder(file: string): void {
  try {
    checkDataFolder(readConfig({ DATABASE_URL: `file:${file}` }));
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    throw new CommandError(error.issues.map(({ message }) => message).join('\n'));
  }
}
