import type { Database } from 'bun:sqlite';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { errorCode } from '../../error-code.ts';
import { UnusableDatabase } from '../errors.ts';

/** The table in which the migrations that a file has seen are kept, as Drizzle's own migrator makes it. */
export const MIGRATIONS_TABLE = '__drizzle_migrations';

export interface DatabaseFile {
  /** A path, or `:memory:`. */
  readonly file: string;
  readonly migrationsFolder: string;
}

/** The migrations that a file has seen, by the times at which they were made. */
export const migrationsSeen = (client: Database): number[] =>
  client
    .query<{ at: number }, []>(`select cast(created_at as integer) as at from ${MIGRATIONS_TABLE}`)
    .all()
    .map(({ at }) => at);

/**
 * Runs the migrations that the file hasn't seen, all of them or none. Drizzle's own migrator checks before it
 * locks, so that two banks that start at once both create the tables; it hides why a migration failed; and it
 * skips one older than the last. Throws UnusableDatabase if a statement fails, and not the disk.
 */
export function migrate(client: Database, { file, migrationsFolder }: DatabaseFile): void {
  const migrations = readMigrationFiles({ migrationsFolder });
  const run = client.transaction(() => {
    const columns = 'id serial primary key, hash text not null, created_at numeric';
    client.run(`create table if not exists ${MIGRATIONS_TABLE} (${columns})`);
    const seen = new Set(migrationsSeen(client));
    for (const { sql, hash, folderMillis } of migrations) {
      if (seen.has(folderMillis)) continue;
      for (const statement of sql) client.run(statement);
      client.run(`insert into ${MIGRATIONS_TABLE} (hash, created_at) values (?, ?)`, [hash, folderMillis]);
    }
  });
  try {
    run.immediate();
  } catch (error) {
    const code = errorCode(error);
    if (code !== 'SQLITE_ERROR' && !code.startsWith('SQLITE_CONSTRAINT')) throw error;
    const message =
      `the tables of ${file} can't be brought up to date by this version of Petbank. The file was left as ` +
      'it was: start the version before, and report this.';
    throw new UnusableDatabase(message, { cause: error });
  }
}
