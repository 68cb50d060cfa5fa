import { Database } from 'bun:sqlite';
import { existsSync } from 'node:fs';
import { drizzle } from 'drizzle-orm/bun-sqlite';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { z } from 'zod';
import type { Inspection } from '../driver.ts';
import { UnusableDatabase } from '../errors.ts';
import { requireNoLoss, requireNoRemains } from './continuity.ts';
import { BUSY_TIMEOUT_MS, retryWhileBusySync } from './guard-calls.ts';
import { readLastHead } from './last-head.ts';
import { type DatabaseFile, MIGRATIONS_TABLE, migrate, migrationsSeen } from './migrate.ts';
import { requireNoTriggers, requireOwnership } from './ownership-check.ts';
import { makePrivate } from './private-files.ts';
import { requireUniqueIndexes } from './unique-indexes.ts';

/** How many pages of 4 KiB the write-ahead log has before a checkpoint: a batch writes a hundred of them. */
const CHECKPOINT_PAGES = 4_000;

/**
 * SQLite's page cache; negative means KiB. With less, pages are read again; with more, a commit that splits a
 * page takes longer, since SQLite then looks through all of it.
 */
const CACHE_SIZE = -16_384;

/** Set on every connection, and read back: an answer is sent only after its commit was synced. */
const PRAGMAS = {
  busy_timeout: BUSY_TIMEOUT_MS,
  journal_mode: 'wal',
  synchronous: 2,
  foreign_keys: 1,
  wal_autocheckpoint: CHECKPOINT_PAGES,
  cache_size: CACHE_SIZE,
  // What is deleted is overwritten: nobody who was forgotten is left in the file's free space.
  secure_delete: 1,
} as const;

/**
 * Opens the file (or `:memory:`), creates it if it isn't there, and migrates its tables: all of it, or
 * nothing. Throws when the file can't be opened, is damaged, or doesn't accept the pragmas, and
 * UnusableDatabase when it belongs to another program or can't be migrated.
 */
export function openDatabase({ file, migrationsFolder }: DatabaseFile) {
  requireNoRemains(file);
  const client = new Database(file, { create: true, strict: true });
  try {
    // Another bank may start on the same file at this moment, and SQLite doesn't wait while the log is
    // switched on.
    client.run(`PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS}`);
    retryWhileBusySync(() => {
      requireOwnership(client, { file, migrationsFolder });
      requireNoTriggers(client, file);
      makePrivate(file);
      setPragmas(client, file === ':memory:');
      migrate(client, { file, migrationsFolder });
      requireUniqueIndexes(client, file);
    });
    return { client, db: drizzle({ client }) };
  } catch (error) {
    client.close();
    throw error;
  }
}
export type SqliteDatabase = ReturnType<typeof openDatabase>['db'];

function setPragmas(client: Database, isInMemory: boolean): void {
  for (const [name, wanted] of Object.entries(PRAGMAS)) {
    client.run(`PRAGMA ${name} = ${wanted}`);
    const row = client.query<Record<string, unknown>, []>(`PRAGMA ${name}`).get();
    const found = Object.values(row ?? {})[0];
    const isAsWanted = found === wanted || (isInMemory && name === 'journal_mode');
    if (!isAsWanted)
      throw new UnusableDatabase(
        `SQLite keeps ${name} at ${String(found)}, and the bank needs ${wanted}: it is another build of ` +
          'SQLite, or a file system that can not do it. Run the bank with the Bun that package.json names, ' +
          'and keep its file on a disk of this machine.',
      );
  }
}

/** Older banks have no time of their newest commit, only that of its transaction. */
const bankRow = z.object({
  version: z.int(),
  seq: z.int(),
  hash: z.string(),
  head_at: z.int(),
  committed_at: z.int().default(0),
  halted_reason: z.string().nullable(),
});
const NOTHING: Inspection = {
  head: null,
  writtenAt: 0,
  haltedReason: null,
  isOutdated: false,
  freeBytes: null,
};

/** Reads the file as it is: it is neither made nor migrated. Throws like `openDatabase`. */
export function inspectSqlite({ file, migrationsFolder }: DatabaseFile): Inspection {
  requireNoRemains(file);
  if (!existsSync(file)) return NOTHING;
  const last = readLastHead(file);
  const client = new Database(file, { readwrite: true, strict: true });
  try {
    client.run(`PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS}`);
    requireOwnership(client, { file, migrationsFolder });
    // Takes the write lock, and releases it.
    retryWhileBusySync(() => client.transaction(() => undefined).immediate());
    const tables = client.query('select 1 from sqlite_schema where name = ?').all(MIGRATIONS_TABLE);
    if (tables.length === 0) return NOTHING;
    const isOutdated = migrationsSeen(client).length < readMigrationFiles({ migrationsFolder }).length;
    const bank = bankRow.parse(client.query('select * from bank').get());
    requireNoLoss(file, { client, bank, last });
    const { seq, hash } = bank;
    const writtenAt = Math.max(bank.head_at, bank.committed_at);
    return { ...NOTHING, head: { seq, hash }, writtenAt, haltedReason: bank.halted_reason, isOutdated };
  } finally {
    client.close();
  }
}
