import { Database } from 'bun:sqlite';
import { drizzle } from 'drizzle-orm/bun-sqlite';
import { migrate } from 'drizzle-orm/bun-sqlite/migrator';
import * as schema from './schema.ts';

/** How long a commit waits for another process's. */
const BUSY_TIMEOUT_MS = 5_000;

/** How long the write-ahead log grows before its pages go home, at 4 KiB each: a batch writes a hundred of them. */
const CHECKPOINT_PAGES = 4_000;

/** What every connection is set to, and reads back at the start: an answer leaves only after its commit was synced. */
const PRAGMAS = {
  journal_mode: 'wal',
  synchronous: 2,
  busy_timeout: BUSY_TIMEOUT_MS,
  foreign_keys: 1,
  wal_autocheckpoint: CHECKPOINT_PAGES,
} as const;

/**
 * Opens the file (or `:memory:`), makes it if it isn't there, and brings its tables up to date. Throws when the file
 * can't be opened, is damaged, or the pragmas don't hold.
 */
export function openDatabase(file: string, migrationsFolder: string) {
  const client = new Database(file, { create: true, strict: true });
  try {
    setPragmas(client, file === ':memory:');
    const db = drizzle({ client, schema });
    migrate(db, { migrationsFolder });
    return { client, db };
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
      throw new Error(`SQLite keeps ${name} at ${String(found)}, and the bank needs ${wanted}`);
  }
}
