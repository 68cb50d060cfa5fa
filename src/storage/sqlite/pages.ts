import { asc, getTableColumns, sql } from 'drizzle-orm';
import type { SqliteDatabase } from './open.ts';
import { keyColumns, type SqlTable } from './tables.ts';

/** Reads a table's rows in the order of its key: so many, after one whose key is given. */
export type ReadPages<Row> = (after: Partial<Row> | undefined, limit: number) => Row[];

/** Prepares such a read. */
export function preparePages<Row extends object>(
  db: SqliteDatabase,
  { table, prepareRead }: SqlTable<Row>,
): ReadPages<Row> {
  const key = keyColumns(table);
  const fields = Object.entries(getTableColumns(table)).filter(([, column]) => key.includes(column));
  const after = key.map((column) => sql.placeholder(column.name));
  const isNext = sql`(${sql.join(key, sql`, `)}) > (${sql.join(after, sql`, `)})`;
  const inOrder = key.map((column) => asc(column));
  const selected = db.select().from(table).where(isNext);
  const readPage = prepareRead(db, selected.orderBy(...inOrder).limit(sql.placeholder('limit')));
  // From below every key on.
  const start = Object.fromEntries(
    key.map((column) => [column.name, column.dataType === 'number' ? Number.MIN_SAFE_INTEGER : '']),
  );
  return (last, limit) => {
    if (last === undefined) return readPage({ ...start, limit });
    const values = new Map(Object.entries(last));
    return readPage({
      ...Object.fromEntries(fields.map(([field, column]) => [column.name, values.get(field)])),
      limit,
    });
  };
}
