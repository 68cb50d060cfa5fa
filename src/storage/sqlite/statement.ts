import type { SQLQueryBindings } from 'bun:sqlite';
import type { InferSelectModel, Query } from 'drizzle-orm';
import { getTableColumns, is, Param, Placeholder, sql } from 'drizzle-orm';
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core';
import { assert } from '../../bank/engine/assert.ts';
import type { SqliteDatabase } from './open.ts';

/**
 * A statement that Drizzle has built, with placeholders for all values. It is run without Drizzle: a deposit
 * runs a dozen, and Drizzle's own loop over placeholders and columns costs as much as SQLite's work. Each
 * value is still converted by its column's type.
 */
export interface Built {
  toSQL(): Query;
}

/** A prepared write, as a function of its placeholders' values by name. Returns how many rows it changed. */
export function prepareWrite(db: SqliteDatabase, built: Built): (values: object) => number {
  const prepared = prepareOnce(db, built);
  return (values) => {
    const { statement, bind } = prepared();
    return statement.run(...bind(values)).changes;
  };
}

/** A prepared select of whole rows of the table, as a function of its placeholders' values by name. */
export function prepareRead<Table extends SQLiteTable>(
  db: SqliteDatabase,
  table: Table,
  built: Built,
): (values: object) => InferSelectModel<Table>[] {
  const prepared = prepareOnce(db, built);
  const toRow = createRowReader(table);
  return (values) => {
    const { statement, bind } = prepared();
    return statement.values(...bind(values)).map(toRow);
  };
}

/** Converts the fields of a whole row, in the order of the table's columns. */
export function createRowReader<Table extends SQLiteTable>(
  table: Table,
): (fields: readonly unknown[]) => InferSelectModel<Table> {
  const columns = Object.entries(getTableColumns(table));
  return (fields) => {
    const row: Record<string, unknown> = {};
    let at = 0;
    for (const [name, column] of columns) {
      const field = fields[at++];
      row[name] = field === null ? null : column.mapFromDriverValue(field);
    }
    // biome-ignore lint/nursery/noUnsafeTypeAssertion: the columns are the table's own, in its order.
    return row as InferSelectModel<Table>;
  };
}

/** Prepares a statement when it is first run: a start needs few of them. */
function prepareOnce(db: SqliteDatabase, built: Built): () => ReturnType<typeof prepare> {
  let prepared: ReturnType<typeof prepare> | undefined;
  return () => (prepared ??= prepare(db, built));
}

function prepare(db: SqliteDatabase, built: Built) {
  const { sql: text, params } = built.toSQL();
  const placeholders = params.map(placeholderOf);
  return {
    statement: db.$client.prepare<unknown, SQLQueryBindings[]>(text),
    bind(values: object): SQLQueryBindings[] {
      // biome-ignore lint/nursery/noUnsafeTypeAssertion: an object's values by name, whatever they are.
      const byName = values as Readonly<Record<string, unknown>>;
      return placeholders.map(({ name, encode }) => {
        const value = byName[name];
        if (value === undefined) throw new Error(`no value for ${name}`);
        return encode(value);
      });
    },
  };
}

/** A placeholder, and how its column encodes a value; one in a condition has no column. */
function placeholderOf(parameter: unknown): {
  readonly name: string;
  readonly encode: (value: unknown) => SQLQueryBindings;
} {
  if (is(parameter, Placeholder)) {
    // biome-ignore lint/nursery/noUnsafeTypeAssertion: Drizzle's types leave open what a driver takes.
    return { name: parameter.name, encode: (value) => value as SQLQueryBindings };
  }
  if (is(parameter, Param) && is(parameter.value, Placeholder)) {
    const { encoder, value: placeholder } = parameter;
    function encode(value: unknown): SQLQueryBindings {
      // The schemas that rows are read by take no others. A text that named it would be made for each value.
      assert(typeof value !== 'number' || Number.isSafeInteger(value), 'a number to write is exact');
      // biome-ignore lint/nursery/noUnsafeTypeAssertion: as above.
      return encoder.mapToDriverValue(value) as SQLQueryBindings;
    }
    return { name: placeholder.name, encode };
  }
  throw new Error('every value of a prepared statement is a placeholder');
}

/** Inserts a row; fails where its key is there already. */
export const prepareInsert = (db: SqliteDatabase, table: SQLiteTable) =>
  prepareWrite(db, { toSQL: () => db.insert(table).values(givenColumns(table)).toSQL() });

/**
 * Inserts a row, or overwrites the one with its key. The key isn't set: SQLite would write every index again
 * that has one of these columns, though they are what they were.
 */
export function preparePut(db: SqliteDatabase, table: SQLiteTable, target: SQLiteColumn[]) {
  function toSQL(): Query {
    const others = Object.entries(getTableColumns(table)).filter(([, column]) => !target.includes(column));
    const set = Object.fromEntries(
      others.map(([name, { name: field }]) => [name, sql.raw(`excluded.${field}`)]),
    );
    return db.insert(table).values(givenColumns(table)).onConflictDoUpdate({ target, set }).toSQL();
  }
  return prepareWrite(db, { toSQL });
}

type Columns<Table extends SQLiteTable> = keyof Table['_']['columns'];

/** A placeholder for every column, by its name. */
export const givenColumns = <Table extends SQLiteTable>(table: Table) =>
  mapColumns(table, (name) => sql.placeholder(name));

/** An object with a value for each column. */
export function mapColumns<Table extends SQLiteTable, Value>(
  table: Table,
  make: (name: string, column: SQLiteColumn) => Value,
): { [K in Columns<Table>]: Value } {
  const entries = Object.entries(getTableColumns(table)).map(([name, column]) => [name, make(name, column)]);
  // biome-ignore lint/nursery/noUnsafeTypeAssertion: TypeScript can't see that the columns are the table's.
  return Object.fromEntries(entries) as { [K in Columns<Table>]: Value };
}
