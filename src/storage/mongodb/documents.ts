import { z } from 'zod';
import { assert } from '../../bank/engine/assert.ts';
import type { BankRow } from '../../bank/engine/rows.ts';
import type { KeyValue } from '../../bank/engine/tables.ts';
import { type ArchiveRows, type ArchiveTable, decodeRow, encodeRow } from '../archive/rows.ts';
import { KEY_FIELDS, MONGO_TABLES, type Stored } from './tables.ts';

/** The bank's own row, and what the driver keeps beside it. */
export interface BankDocument extends BankRow {
  readonly _id: typeof BANK_ID;
  /** Of the documents of the whole database. A start reads it. */
  readonly format: number;
  /** Set with the format. A process of format 1 that still runs refuses a document with such a field. */
  readonly fence: number;
  /** The newest commits, by ids of their own. */
  readonly commits: readonly string[];
  /** The term of the process that leads; absent where none ever has. */
  readonly term?: number;
}

/** The bank has one document of its own. */
export const BANK_ID = 'bank';

/** The field that `_id` stands for, or null: two key fields stay, and `_id` is both with a space between. */
export function fieldOfId(table: ArchiveTable): string | null {
  const [field = null, ...others] = KEY_FIELDS[table];
  return others.length > 0 ? null : field;
}

/** Its fields are looked at once, when the row is decoded. */
const record = z.custom<Record<string, unknown>>((value) => typeof value === 'object' && value !== null);

/** The row as a document. Amounts of unbounded size are decimal digits, as no number of BSON holds them. */
export function toDocument<T extends ArchiveTable>(table: T, row: ArchiveRows[T]): Stored {
  const fields = encodeRow(table, row);
  assert(typeof fields === 'object' && fields !== null, 'a row is an object');
  const derived = MONGO_TABLES[table].deriveFields?.(fields);
  const document: Record<string, unknown> & Stored = {
    _id: documentId(table, fields),
    ...fields,
    ...derived,
  };
  const field = fieldOfId(table);
  if (field !== null) delete document[field];
  return document;
}

/** The rows as documents that are not there yet. */
export function toNewDocuments<T extends ArchiveTable>(table: T, rows: readonly ArchiveRows[T][]): Stored[] {
  const newFields = MONGO_TABLES[table].newFields?.();
  return rows.map((row) => ({ ...toDocument(table, row), ...newFields }));
}

/** The `_id` of a row's document. */
export function documentId(table: ArchiveTable, row: object): KeyValue {
  const [field, second] = KEY_FIELDS[table];
  if (field === undefined) return BANK_ID;
  const value: unknown = Reflect.get(row, field);
  if (second !== undefined) return `${value} ${Reflect.get(row, second)}`;
  assert(typeof value === 'string' || typeof value === 'number', 'a key is a text or a number');
  return value;
}

/** The row of a document. Throws a ZodError where it isn't what the bank writes. */
export function fromDocument<T extends ArchiveTable>(table: T, document: unknown): ArchiveRows[T] {
  const { extraFields } = MONGO_TABLES[table];
  const { _id, ...fields } = z.parse(record, document);
  if (extraFields) for (const name of Object.keys(extraFields)) delete fields[name];
  const field = fieldOfId(table);
  // Rows are found by it: one that says something else is lost to the bank, and must not count.
  if (field === null && _id !== documentId(table, fields))
    throw new SyntaxError(`the _id of a document in ${MONGO_TABLES[table].collection} is not its key`);
  return decodeRow(table, field === null ? fields : { ...fields, [field]: _id });
}
