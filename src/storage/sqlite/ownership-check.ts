import type { Database } from 'bun:sqlite';
import { readdirSync, readlinkSync, realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { UnusableDatabase } from '../errors.ts';
import { type DatabaseFile, MIGRATIONS_TABLE, migrationsSeen } from './migrate.ts';

/**
 * The id of a process that still works on a file of this name, though it was deleted; null where none is
 * found: only Linux tells, and only of processes of the same user and container.
 */
export function findHolder(file: string): number | null {
  const path = join(realpathSync(dirname(file)), basename(file));
  for (const pid of list('/proc').map(Number)) {
    if (list(`/proc/${pid}/fd`).some((fd) => isLinkTo(`/proc/${pid}/fd/${fd}`, path))) return pid;
  }
  return null;
}

/** What is in a folder; nothing where it is gone, or not for this user. */
function list(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function isLinkTo(link: string, path: string): boolean {
  try {
    return [path, `${path} (deleted)`].includes(readlinkSync(link));
  } catch {
    return false;
  }
}

/** Refuses a file of another program or a newer version, and changes nothing. With no tables, it is new. */
export function requireOwnership(client: Database, { file, migrationsFolder }: DatabaseFile): void {
  const select = "select name from sqlite_schema where type = 'table'";
  const tables = client
    .query<{ name: string }, []>(select)
    .all()
    .map(({ name }) => name);
  const seen = tables.includes(MIGRATIONS_TABLE) ? migrationsSeen(client) : [];
  const isOurs = tables.includes('bank') && seen.length > 0;
  const isNew = tables.every((name) => name === MIGRATIONS_TABLE) && seen.length === 0;
  if (!isOurs && !isNew) {
    throw new UnusableDatabase(
      `${file} belongs to another program. Name another file in DATABASE_URL; nothing was changed.`,
    );
  }
  const known = new Set(readMigrationFiles({ migrationsFolder }).map(({ folderMillis }) => folderMillis));
  if (seen.every((at) => known.has(at))) return;
  throw new UnusableDatabase(
    `${file} was written by a newer version of Petbank. Start that version, or put a backup from before ` +
      'the update in its place; nothing was changed.',
  );
}

/**
 * Refuses a file that holds statements of somebody else's, which SQLite runs within the bank's own: they
 * could change rows with each commit, and back again while these are checked. SQLite takes "Trigger" for one,
 * too, which somebody may write into the file: so whatever is not of the other kinds is refused.
 */
export function requireNoTriggers(client: Database, file: string): void {
  const select = "select name from sqlite_schema where type not in ('table', 'index', 'view')";
  const found = client.query<{ name: string }, []>(select).get();
  if (!found) return;
  throw new UnusableDatabase(
    `${file} holds a trigger, ${found.name}, that the bank did not make: somebody has added it. ` +
      'docs/OPERATIONS.md says what to do: "The ledger does not hold".',
  );
}
