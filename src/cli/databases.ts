import { existsSync } from 'node:fs';
import { type Config, checkDataFolder, type Database, readConfig } from '../config/config.ts';
import { ownFile } from '../files.ts';
import type { ArchiveTarget } from '../storage/archive/fill.ts';
import type { ArchiveSource } from '../storage/archive/scan.ts';
import type { Driver } from '../storage/driver.ts';
import { openStorage, type StorageAddress } from '../storage/open.ts';
import { CommandError, requireValid, unable } from './command-line.ts';
import { explainError } from './explain-error.ts';

/*
 * The databases that commands read and fill. An address may hold a password: only `databaseName` is printed.
 * What only one kind of database needs is imported with it, since MongoDB's driver takes long to load.
 */

/** The database of an address like DATABASE_URL's, which came from `option`. Throws CommandError. */
export function databaseAt(address: string | undefined, option: string): Database {
  const { database } = requireValid(() => readConfig({ DATABASE_URL: address }), `${option} `);
  if (database.kind === 'sqlite' && database.file === ':memory:')
    throw new CommandError(`${option}: a database in memory keeps nothing`);
  return database;
}

/** The name of a database for people, without its secrets. */
export const databaseName = (database: Database): string =>
  database.kind === 'sqlite' ? database.file : `MongoDB's database ${database.name}`;

/** An existing bank, to be read. Throws CommandError where there is none. */
export async function openSource(database: Database): Promise<ArchiveSource> {
  if (database.kind === 'mongodb') {
    const { openMongoSource } = await import('../storage/mongodb/archive.ts');
    return openMongoSource(database);
  }
  const { file } = database;
  if (!existsSync(file)) throw unable(`There is no bank at ${file}`);
  const { openSqliteSource } = await import('../storage/sqlite/archive.ts');
  return openSqliteSource({ file, migrationsFolder: ownFile('migrations') });
}

/** An empty database, made if need be. Throws CommandError or ArchiveError where it isn't empty. */
export async function openTarget(database: Database): Promise<ArchiveTarget> {
  if (database.kind === 'mongodb') {
    const { openMongoTarget } = await import('../storage/mongodb/archive.ts');
    return openMongoTarget(database);
  }
  const { file } = database;
  for (const path of [file, `${file}-wal`, `${file}-journal`]) {
    const why = `${path} is there already: a bank is restored only where nothing is. Nothing was changed.`;
    if (existsSync(path)) throw new CommandError(why);
  }
  requireValid(() => checkDataFolder(readConfig({ DATABASE_URL: `file:${file}` })));
  const { openSqliteTarget } = await import('../storage/sqlite/archive.ts');
  return openSqliteTarget({ file, migrationsFolder: ownFile('migrations') });
}

/** Opens the database of a bank, and makes it where there is none yet. */
export const openDriver = async (address: StorageAddress): Promise<Driver> =>
  (await openStorage(address, { migrationsFolder: ownFile('migrations') })).driver;

/** Runs with the bank's database, as `openDriver` opens it. Rejects with ArchiveError for the operator. */
export async function withDriver<Result>(config: Config, run: (driver: Driver) => Promise<Result>) {
  checkDataFolder(config);
  try {
    const driver = await openDriver(config.database);
    try {
      return await run(driver);
    } finally {
      await driver.close();
    }
  } catch (error) {
    throw explainError(error, 'Nothing was changed');
  }
}
