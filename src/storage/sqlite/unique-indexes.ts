import type { Database } from 'bun:sqlite';
import { is } from 'drizzle-orm';
import { getTableConfig, SQLiteSyncDialect, SQLiteTable } from 'drizzle-orm/sqlite-core';
import { lacksUnique } from '../errors.ts';
import * as schema from './schema.ts';

/**
 * Refuses a file in which an index or a primary key is missing that keeps anything from being there twice.
 * Another one of its name, such as of no row at all, keeps nothing.
 */
export function requireUniqueIndexes(client: Database, file: string): void {
  const missing = findMissingIndex(client) ?? findMissingKey(client);
  if (missing !== undefined) throw lacksUnique(file, missing);
}

/** Returns a function that refuses it with each commit, and looks again where somebody changed the tables. */
export function watchUniqueIndexes(client: Database, file: string): () => void {
  const select = client.query<{ schema_version: number }, []>('PRAGMA schema_version');
  let seen: number | undefined;
  return () => {
    const version = select.get()?.schema_version;
    if (version === seen) return;
    requireUniqueIndexes(client, file);
    seen = version;
  };
}

const listTables = () =>
  Object.values(schema)
    .filter((table) => is(table, SQLiteTable))
    .map(getTableConfig);

function findMissingIndex(client: Database): string | undefined {
  const select = "select sql from sqlite_schema where type = 'index'";
  const found = client.query<{ sql: string | null }, []>(select).all();
  const definitions = new Set(found.map(({ sql }) => sql));
  const missing = listUnique().find(({ definition }) => !definitions.has(definition));
  return missing && `the index ${missing.name}`;
}

/** A table that was copied by hand has the rows of the one before, and no key. */
function findMissingKey(client: Database): string | undefined {
  const select =
    'select t.name as "table", group_concat(iif(c.pk > 0, c.name, null) order by c.pk) as key ' +
    "from sqlite_schema t, pragma_table_info(t.name) c where t.type = 'table' group by t.name";
  const found = client.query<{ table: string; key: string | null }, []>(select).all();
  const keys = new Map(found.map(({ table, key }) => [table, key]));
  const missing = listTables().find(({ name, columns, primaryKeys }) => {
    const key = [...columns.filter(({ primary }) => primary), ...primaryKeys.flatMap((each) => each.columns)];
    return keys.has(name) && keys.get(name) !== key.map((column) => column.name).join();
  });
  return missing && `the primary key of ${missing.name}`;
}

/** The unique indexes, with their definitions as the migrations have written them. */
function listUnique(): { readonly name: string; readonly definition: string }[] {
  const dialect = new SQLiteSyncDialect();
  return listTables().flatMap(({ name: table, indexes }) =>
    indexes
      .map(({ config }) => config)
      .filter(({ unique }) => unique)
      .map(({ name, columns, where }) => {
        const names = columns.map((column) => ('name' in column ? `\`${column.name}\`` : ''));
        const rows = where ? ` WHERE ${dialect.sqlToQuery(where).sql}` : '';
        const definition = `CREATE UNIQUE INDEX \`${name}\` ON \`${table}\` (${names.join(',')})${rows}`;
        return { name, definition };
      }),
  );
}
