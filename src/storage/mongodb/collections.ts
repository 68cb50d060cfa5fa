import type { Collection, Db } from 'mongodb';
import { buildRecord } from '../../bank/engine/tables.ts';
import { ARCHIVE_TABLES, type ArchiveTable } from '../archive/rows.ts';
import type { BankDocument } from './documents.ts';
import { MONGO_TABLES, type Stored } from './tables.ts';
import { createValidator } from './validators.ts';

export type RowTable = Exclude<ArchiveTable, 'bank'>;

export type Collections = { readonly [T in RowTable]: Collection<Stored> } & {
  readonly bank: Collection<BankDocument>;
};

export function openCollections(db: Db): Collections {
  const rowTables = ARCHIVE_TABLES.filter((table) => table !== 'bank');
  const collections = buildRecord<RowTable, Readonly<Record<RowTable, Collection<Stored>>>>(
    rowTables,
    (table) => db.collection(MONGO_TABLES[table].collection),
  );
  return { ...collections, bank: db.collection(MONGO_TABLES.bank.collection) };
}

/**
 * Creates the collections, their indexes and their validators, as far as they aren't there. Harmless when it is done
 * again, or by several processes at once.
 */
export async function prepareCollections(db: Db): Promise<void> {
  const found = await db.listCollections().toArray();
  const validators = new Map(
    found.map((info) => [info.name, 'options' in info ? info.options?.validator : undefined]),
  );
  await Promise.all(ARCHIVE_TABLES.map((table) => prepareCollection(db, table, validators)));
}

async function prepareCollection(
  db: Db,
  table: ArchiveTable,
  validators: ReadonlyMap<string, unknown>,
): Promise<void> {
  const { collection: name, indexes } = MONGO_TABLES[table];
  const validator = createValidator(table);
  if (indexes) await db.collection(name).createIndexes([...indexes]);
  else if (!validators.has(name)) return void (await db.createCollection(name, { validator }));
  // Changing it takes a lock on the whole collection, so not at every start.
  if (Bun.deepEquals(validators.get(name), validator)) return;
  await db.command({ collMod: name, validator });
}
