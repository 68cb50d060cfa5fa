import { eq, sql } from 'drizzle-orm';
import { invariant } from '../../bank/engine/assert.ts';
import { TABLE_NAMES, type TableName, type Tables, tableDefinition } from '../../bank/engine/tables.ts';
import type { Batch, OnPoint } from '../driver.ts';
import { hasKey } from './load.ts';
import type { SqliteDatabase } from './open.ts';
import * as schema from './schema.ts';
import { givenColumns, mapColumns, prepareInsert, preparePut, prepareWrite } from './statement.ts';
import { keyColumns, SQL_TABLES, type SqlTable } from './tables.ts';
import { watchUniqueIndexes } from './unique-indexes.ts';

/**
 * Writes a batch if the bank's version is still that of its decisions. Runs inside a transaction. Throws
 * where the file has lost what keeps anything from being there twice.
 */
export function prepareStore(
  db: SqliteDatabase,
  file: string,
  onPoint?: OnPoint,
): (batch: Batch) => 'stored' | 'conflict' {
  const requireUnique = watchUniqueIndexes(db.$client, file);
  const { id: _bankId, ...head } = mapColumns(schema.bank, (name) => sql`${sql.placeholder(name)}`);
  const moveHead = prepareWrite(
    db,
    db
      .update(schema.bank)
      .set(head)
      .where(eq(schema.bank.version, sql.placeholder('expectedVersion'))),
  );
  const { id: _id, sentAt: _sentAt, ...event } = givenColumns(schema.outbox);
  const insertEvent = prepareWrite(db, db.insert(schema.outbox).values(event));
  const isOfUser = eq(schema.outbox.discordUserId, sql.placeholder('discordUserId'));
  const eraseEvents = prepareWrite(db, db.delete(schema.outbox).where(isOfUser));
  const insertTransaction = prepareInsert(db, schema.transactions);
  const writers = TABLE_NAMES.map((table) => prepareWriter(db, table));
  return (batch) => {
    const { expectedVersion, bank, transactions, events, erasedUsers } = batch;
    requireUnique();
    if (moveHead({ ...bank, expectedVersion }) === 0) return 'conflict';
    onPoint?.('moved');
    for (const { remove } of writers) remove(batch);
    for (const transaction of transactions) insertTransaction(transaction);
    for (const discordUserId of erasedUsers) eraseEvents({ discordUserId });
    for (const each of events) insertEvent({ ...each, leaseUntil: 0 });
    onPoint?.('half_written');
    for (const { put } of writers) put(batch);
    onPoint?.('written');
    return 'stored';
  };
}

/** Writes what a batch has for one table. */
function prepareWriter<T extends TableName>(db: SqliteDatabase, name: T) {
  const { table, toColumns }: SqlTable<Tables[T]> = SQL_TABLES[name];
  const { key, removeBy, isEmpty, isInsertOnly } = tableDefinition(name);
  const write = isInsertOnly ? prepareInsert(db, table) : preparePut(db, table, keyColumns(table));
  const removeRow = removeBy || isEmpty ? prepareWrite(db, db.delete(table).where(hasKey(name))) : undefined;
  return {
    remove({ removals }: Batch): void {
      for (const text of removals[name]) {
        invariant(removeRow, 'rows of the table can be removed')({ [key[0]]: removeBy?.(text) });
      }
    },
    put({ puts }: Batch): void {
      const rows: readonly Tables[T][] = puts[name];
      for (const row of rows) {
        if (removeRow && isEmpty?.(row)) removeRow(toColumns(row));
        else write(toColumns(row));
      }
    },
  };
}
