import { and, eq, getTableColumns, type SQL, sql } from 'drizzle-orm';
import { invariant } from '../../bank/engine/assert.ts';
import { emptyRows, type ReadKey, type Snapshot } from '../../bank/engine/read-key.ts';
import type { Transaction } from '../../bank/engine/rows.ts';
import { TABLE_NAMES, type TableName, type Tables, tableDefinition } from '../../bank/engine/tables.ts';
import type { SqliteDatabase } from './open.ts';
import { bank, transactions } from './schema.ts';
import { prepareRead } from './statement.ts';
import { SQL_TABLES, type SqlTable } from './tables.ts';

/** The reads of what decisions name, each built once: that costs ten times as much as running it. */
export function prepareLoad(db: SqliteDatabase): (readKeys: readonly ReadKey[]) => Snapshot {
  const loaders = new Map(TABLE_NAMES.flatMap((table) => prepareLoaders(db, table)));
  const isOperation = eq(transactions.operationId, sql.placeholder('operationId'));
  const findOperation = prepareRead(db, transactions, db.select().from(transactions).where(isOperation));
  const readHead = prepareRead(db, bank, db.select().from(bank));
  function read(readKeys: readonly ReadKey[]): Snapshot {
    const rows = emptyRows();
    const operations: Transaction[] = [];
    for (const readKey of readKeys) {
      if (readKey.kind === 'operation') operations.push(...findOperation(readKey));
      else invariant(loaders.get(readKey.kind), 'a kind of read key')(readKey, rows);
    }
    const { id: _id, ...head } = invariant(readHead({})[0], "the bank's own row");
    return { bank: head, rows, operations };
  }
  // One read transaction, so that all rows are of one moment though another process commits meanwhile.
  const readTogether = db.$client.transaction(read);
  // The head alone, which every query looks at, is one statement.
  return (readKeys) => (readKeys.length === 0 ? read(readKeys) : readTogether(readKeys));
}

type Loader = (readKey: ReadKey, into: Snapshot['rows']) => void;

/** The loaders of a table's rows, by kind of read key. */
function prepareLoaders<T extends TableName>(db: SqliteDatabase, name: T): [kind: string, Loader][] {
  const { table, sets, prepareRead: prepare }: SqlTable<Tables[T]> = SQL_TABLES[name];
  function loadWhere(condition: () => SQL | undefined): Loader {
    const read = prepare(db, { toSQL: () => db.select().from(table).where(condition()).toSQL() });
    return (readKey, into) => {
      const rows: Tables[T][] = into[name];
      rows.push(...read(readKey));
    };
  }
  const { readKey } = tableDefinition(name);
  return [
    [readKey, loadWhere(() => hasKey(name))],
    ...Object.entries(sets).map(([kind, condition]): [string, Loader] => [kind, loadWhere(() => condition)]),
  ];
}

/** Whether a row has the key whose fields are given. */
export function hasKey(name: TableName): SQL | undefined {
  const fields = getTableColumns(SQL_TABLES[name].table);
  const column = (field: string) => invariant(fields[field], 'a column of the key');
  return and(...tableDefinition(name).key.map((field) => eq(column(field), sql.placeholder(field))));
}
