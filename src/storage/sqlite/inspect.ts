import { Database } from 'bun:sqlite';
import { existsSync } from 'node:fs';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { z } from 'zod';
import type { Inspection } from '../inspection.ts';
import { type DatabaseFile, MIGRATIONS_TABLE, migrationsSeen } from './migrate.ts';
import { BUSY_TIMEOUT_MS } from './open.ts';
import { requireNoOrphanLog, requireOwnership } from './suitable.ts';

const headRow = z.object({ seq: z.int(), hash: z.string() });
const NOTHING: Inspection = { head: null, isOutdated: false, freeBytes: null };

/** The file as it is: not made, and not brought up to date. Throws like `openDatabase`. */
export function inspectSqlite({ file, migrationsFolder }: DatabaseFile): Inspection {
  requireNoOrphanLog(file);
  if (!existsSync(file)) return NOTHING;
  const client = new Database(file, { readwrite: true, strict: true });
  try {
    client.run(`PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS}`);
    requireOwnership(client, { file, migrationsFolder });
    // Takes the right to write, and gives it back.
    client.transaction(() => undefined).immediate();
    const tables = client.query('select 1 from sqlite_schema where name = ?').all(MIGRATIONS_TABLE);
    if (tables.length === 0) return NOTHING;
    const isOutdated = migrationsSeen(client).length < readMigrationFiles({ migrationsFolder }).length;
    return { ...NOTHING, head: headRow.parse(client.query('select seq, hash from bank').get()), isOutdated };
  } finally {
    client.close();
  }
}
