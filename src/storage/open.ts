import type { Db } from 'mongodb';
import type { Driver, Inspection, OnPoint } from './driver.ts';
import type { Leadership } from './leadership.ts';
import { type LastHead, readLastHead } from './sqlite/last-head.ts';
import { inspectSqlite } from './sqlite/open.ts';
import { openSqlite } from './sqlite/sqlite.ts';

/** Where the book is kept: a file, or a database on a replica set. */
export type StorageAddress =
  | { readonly kind: 'sqlite'; readonly file: string }
  | { readonly kind: 'mongodb'; readonly url: string; readonly name: string };

export interface StorageOptions {
  readonly migrationsFolder: string;
  readonly onPoint?: OnPoint | undefined;
}

export interface Storage {
  readonly driver: Driver;
  /** The MongoDB database under the book, for what else processes share there; null if the book is a file. */
  readonly db: Db | null;
  /** Which of several processes writes the book; null if the book is a file. */
  readonly leadership: Leadership | null;
}

/**
 * Opens the book's driver at the address. Throws UnusableDatabase, whose message is for the operator and
 * never has the address in it, or what SQLite throws. MongoDB's client takes a tenth of a second: it is
 * loaded only if used.
 */
export async function openStorage(
  address: StorageAddress,
  { migrationsFolder, onPoint }: StorageOptions,
): Promise<Storage> {
  if (address.kind === 'sqlite') {
    return {
      driver: openSqlite({ file: address.file, migrationsFolder }, onPoint),
      db: null,
      leadership: null,
    };
  }
  const { openMongo } = await import('./mongodb/mongodb.ts');
  return openMongo(address, onPoint);
}

/** Checks that a bank could read and write at the address, and changes nothing. Throws like `openStorage`. */
export async function inspectStorage(
  address: StorageAddress,
  { migrationsFolder }: Pick<StorageOptions, 'migrationsFolder'>,
): Promise<Inspection> {
  if (address.kind === 'sqlite') return inspectSqlite({ file: address.file, migrationsFolder });
  const { inspectMongo } = await import('./mongodb/inspect.ts');
  return inspectMongo(address);
}

/** What was last committed at the address, as something beside the database says; null where nothing does. */
export const lastHeadAt = (address: StorageAddress): LastHead | null =>
  address.kind === 'sqlite' ? readLastHead(address.file) : null;
