import type { SQLQueryBindings } from 'bun:sqlite';
import { getTableColumns, type InferSelectModel, is, Param, Placeholder, type Query } from 'drizzle-orm';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Withdrawal } from '../../bank/engine/rows.ts';
import type { SqliteDatabase } from './open.ts';
import type { withdrawals } from './schema.ts';

/*
 * Statements that Drizzle has written, run without it. A deposit runs a dozen of them, and Drizzle's own walk over
 * placeholders and columns costs as much as SQLite's work does. What a column's type makes of a value stays as it is.
 */

/** A statement as Drizzle has built it; each of its values is a placeholder. */
interface Built {
  toSQL(): Query;
}

/** A prepared write, as a function of its placeholders' values by name. Gives how many rows it changed. */
export function prepareWrite(db: SqliteDatabase, built: Built): (values: object) => number {
  const { statement, bind } = prepare(db, built);
  return (values) => statement.run(...bind(values)).changes;
}

/** A prepared select of whole rows of the table, as a function of its placeholders' values by name. */
export function prepareRead<Table extends SQLiteTable>(
  db: SqliteDatabase,
  table: Table,
  built: Built,
): (values: object) => InferSelectModel<Table>[] {
  const { statement, bind } = prepare(db, built);
  const columns = Object.entries(getTableColumns(table));
  function rowOf(fields: readonly unknown[]): InferSelectModel<Table> {
    const row: Record<string, unknown> = {};
    let at = 0;
    for (const [name, column] of columns) {
      const field = fields[at++];
      row[name] = field === null ? null : column.mapFromDriverValue(field);
    }
    // biome-ignore lint/nursery/noUnsafeTypeAssertion: the columns are the table's own, in its order.
    return row as InferSelectModel<Table>;
  }
  return (values) => statement.values(...bind(values)).map(rowOf);
}

function prepare(db: SqliteDatabase, built: Built) {
  const { sql, params } = built.toSQL();
  const placeholders = params.map(placeholderOf);
  return {
    statement: db.$client.prepare<unknown, SQLQueryBindings[]>(sql),
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

/** A placeholder, and what its column makes of a value; one in a condition stands alone. */
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
    // biome-ignore lint/nursery/noUnsafeTypeAssertion: as above.
    const encode = (value: unknown) => encoder.mapToDriverValue(value) as SQLQueryBindings;
    return { name: placeholder.name, encode };
  }
  throw new Error('every value of a prepared statement is a placeholder');
}

/** A withdrawal as its row: the claim's fields stand beside the others. */
export function withdrawalToRow({ claim, ...fields }: Withdrawal): InferSelectModel<typeof withdrawals> {
  return {
    ...fields,
    tellerId: claim?.tellerId ?? null,
    claimToken: claim?.token ?? null,
    leaseUntil: claim?.leaseUntil ?? null,
  };
}

export function rowToWithdrawal(row: InferSelectModel<typeof withdrawals>): Withdrawal {
  const { tellerId, claimToken, leaseUntil, ...fields } = row;
  const isClaimed = tellerId !== null && claimToken !== null && leaseUntil !== null;
  return { ...fields, claim: isClaimed ? { tellerId, token: claimToken, leaseUntil } : null };
}
