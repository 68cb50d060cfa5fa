import type { Collection, Db, Document, Filter, FindOptions } from 'mongodb';
import { invariant } from '../../bank/engine/assert.ts';
import type { BankRow } from '../../bank/engine/rows.ts';
import { buildRecord } from '../../bank/engine/tables.ts';
import { ARCHIVE_TABLES, type ArchiveTable } from '../archive/rows.ts';
import { BANK_ID, type BankDocument, fromDocument } from './documents.ts';
import { MONGO_TABLES, type Stored } from './tables.ts';
import { createValidator } from './validators.ts';

export type RowTable = Exclude<ArchiveTable, 'bank'>;

export type Collections = { readonly [T in RowTable]: Collection<Stored> } & {
  readonly bank: Collection<BankDocument>;
};

export function openCollections(db: Db): Collections {
  const collections = buildRecord<ArchiveTable, { readonly [T in ArchiveTable]: Collection<Stored> }>(
    ARCHIVE_TABLES,
    (table) => db.collection(MONGO_TABLES[table].collection),
  );
  return { ...collections, bank: db.collection(MONGO_TABLES.bank.collection) };
}

/**
 * How many documents a first answer may have, as each further one is a round trip: more than the 20 000 kinds
 * of a teller that reports, with what else shares its batch.
 */
export const FIRST_ANSWER = 60_000;

/**
 * The documents that are found, all or up to a limit. They come in one answer where they fit into one, so
 * that it is read again whole where the connection breaks.
 */
export const findAll = <T extends Document>(
  collection: Collection<T>,
  where: Filter<T>,
  options: FindOptions = {},
) => collection.find(where, { ...options, batchSize: options.limit ?? FIRST_ANSWER }).toArray();

/** Servers that speak MongoDB's protocol refuse more than 25 000 to 100 000 writes in one command. */
const WRITES_PER_COMMAND = 10_000;

/** So many of them at a time as every server takes. */
export const inParts = <Item>(items: readonly Item[]): Item[][] =>
  Array.from({ length: Math.ceil(items.length / WRITES_PER_COMMAND) }, (_, part) =>
    items.slice(part * WRITES_PER_COMMAND, (part + 1) * WRITES_PER_COMMAND),
  );

/** The bank's own row; undefined where no bank is there. */
export async function findBank({ bank }: Collections): Promise<BankRow | undefined> {
  const document = await bank.findOne({ _id: BANK_ID });
  return document === null ? undefined : fromDocument('bank', document);
}

/** The bank's own row of a database that holds a bank. */
export const readBank = async (collections: Collections): Promise<BankRow> =>
  invariant(await findBank(collections), "the bank's own row");

/** Creates the collections, indexes and validators that aren't there. Several processes may do so at once. */
export async function prepareCollections(db: Db): Promise<void> {
  const found = await db.listCollections().toArray();
  const validators = new Map(
    found.map((info) => [info.name, 'options' in info ? info.options?.validator : undefined]),
  );
  async function prepare(table: ArchiveTable): Promise<void> {
    const { collection: name, indexes, formerIndex } = MONGO_TABLES[table];
    const validator = createValidator(table);
    if (formerIndex) await dropIndex(db.collection(name), formerIndex);
    if (indexes) await db.collection(name).createIndexes([...indexes]);
    else if (!validators.has(name)) return void (await db.createCollection(name, { validator }));
    // Changing it takes a lock on the whole collection, so not at every start.
    if (Bun.deepEquals(validators.get(name), validator)) return;
    await db.command({ collMod: name, validator });
  }
  await Promise.all(ARCHIVE_TABLES.map(prepare));
}

/** Drops an index that may not be there, as may the collection. */
async function dropIndex(collection: Collection, name: string): Promise<void> {
  const found = await collection.indexes().catch(() => []);
  if (found.some((index) => index.name === name)) await collection.dropIndex(name);
}
