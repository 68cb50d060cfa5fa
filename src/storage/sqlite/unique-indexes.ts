import type { Database } from 'bun:sqlite';
import { is } from 'drizzle-orm';
import { getTableConfig, SQLiteTable } from 'drizzle-orm/sqlite-core';
import { UnusableDatabase } from '../errors.ts';
import * as schema from './schema.ts';

/** Refuses a file in which an index is missing that keeps anything from being there twice. */
export function requireUniqueIndexes(client: Database, file: string): void {
  const select = "select name from sqlite_schema where type = 'index'";
  const found = new Set(
    client
      .query<{ name: string }, []>(select)
      .all()
      .map(({ name }) => name),
  );
  const unique = Object.values(schema)
    .filter((table) => is(table, SQLiteTable))
    .flatMap((table) => getTableConfig(table).indexes)
    .filter(({ config }) => config.unique)
    .map(({ config }) => config.name);
  const missing = unique.find((name) => !found.has(name));
  if (missing === undefined) return;
  throw new UnusableDatabase(
    `${file} lacks the index ${missing}, without which something could be done twice: somebody removed it. ` +
      'docs/OPERATIONS.md says what to do: "The ledger does not hold".',
  );
}
