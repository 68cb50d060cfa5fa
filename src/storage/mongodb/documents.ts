import { z } from 'zod';
import { assert } from '../../bank/engine/assert.ts';
import { type BankRow, keyOf } from '../../bank/engine/rows.ts';
import { type ArchiveRows, type ArchiveTable, ROW_FORMS } from '../archive/rows.ts';

/** A document as it is stored: a row's fields, and the key. */
export interface Stored {
  readonly _id: string | number;
  readonly [field: string]: unknown;
}

/** The bank's own row, and what the driver keeps beside it. */
export interface BankDocument extends BankRow {
  readonly _id: typeof BANK_ID;
  /** Of the documents of the whole database. */
  readonly format: number;
  /** The newest commits, by ids of their own. */
  readonly commits: readonly string[];
}

/** The collection of each table. */
export const COLLECTIONS = {
  bank: 'bank',
  transactions: 'transactions',
  balances: 'inventory',
  members: 'members',
  profiles: 'users',
  links: 'discord_users',
  verifications: 'verifications',
  withdrawals: 'withdrawals',
  tellers: 'tellers',
  usage: 'daily_usage',
  cases: 'cases',
  nonces: 'nonces',
  outbox: 'outbox',
  petValues: 'pet_values',
} as const satisfies { readonly [T in ArchiveTable]: string };

/** The bank has one document of its own. */
export const BANK_ID = 'bank';

/**
 * The field that `_id` stands for. Where it takes several, they stay fields, and `_id` is all of them with a
 * space between.
 */
export const KEY_FIELDS: { readonly [T in ArchiveTable]: string | null } = {
  bank: null,
  transactions: 'seq',
  balances: null,
  members: 'robloxUserId',
  profiles: 'robloxUserId',
  links: 'discordUserId',
  verifications: 'discordUserId',
  withdrawals: 'id',
  tellers: 'id',
  usage: null,
  cases: 'id',
  nonces: null,
  outbox: 'id',
  petValues: 'asset',
};

/** What documents hold beside the row: of no meaning to the bank's decisions. */
const OWN_FIELDS: { readonly [T in ArchiveTable]?: readonly string[] } = {
  bank: ['format', 'commits'],
  nonces: ['storedAt'],
  outbox: ['leaseUntil', 'lease'],
};

const idOf: { readonly [T in ArchiveTable]: (row: ArchiveRows[T]) => Stored['_id'] } = {
  ...keyOf,
  bank: () => BANK_ID,
  transactions: (row) => row.seq,
  members: (row) => row.robloxUserId,
  profiles: (row) => row.robloxUserId,
  outbox: (row) => row.id,
  petValues: (row) => row.asset,
};

const record = z.record(z.string(), z.unknown());

/** The row as a document. Amounts of unbounded size are decimal digits, as no number of BSON holds them. */
export function toDocument<T extends ArchiveTable>(table: T, row: ArchiveRows[T]): Stored {
  const form: { encode(row: ArchiveRows[T]): unknown } = ROW_FORMS[table];
  const toId: (row: ArchiveRows[T]) => Stored['_id'] = idOf[table];
  const fields = form.encode(row);
  assert(typeof fields === 'object' && fields !== null, 'a row is an object');
  const keyField = KEY_FIELDS[table];
  const document: Record<string, unknown> & Stored = { _id: toId(row), ...fields };
  if (keyField !== null) delete document[keyField];
  return document;
}

/** The row of a document. Throws a ZodError where it isn't what the bank writes. */
export function fromDocument<T extends ArchiveTable>(table: T, document: unknown): ArchiveRows[T] {
  const form: { decode(value: unknown): ArchiveRows[T] } = ROW_FORMS[table];
  const { _id, ...fields } = z.parse(record, document);
  for (const name of OWN_FIELDS[table] ?? []) delete fields[name];
  const keyField = KEY_FIELDS[table];
  return form.decode(keyField === null ? fields : { ...fields, [keyField]: _id });
}
