import type { StorageAddress, StorageOptions } from './open.ts';
import { examineSqlite } from './sqlite/examine.ts';

/** What a database is found to be. */
export interface Examined {
  /** The head of its log; null where no bank is there yet. */
  readonly head: { readonly seq: number; readonly hash: string } | null;
  /** Whether the next start brings its tables up to date. */
  readonly isOutdated: boolean;
  /** Bytes left on the disk of a database elsewhere; null where it doesn't say, or is on this machine. */
  readonly freeBytes: number | null;
}

/**
 * Looks whether a bank could read and write at the address, and leaves everything as it was. Throws UnusableDatabase, in words for the
 * operator and without the address, or what SQLite throws.
 */
export async function examineStorage(
  address: StorageAddress,
  { migrationsFolder }: Pick<StorageOptions, 'migrationsFolder'>,
): Promise<Examined> {
  if (address.kind === 'sqlite') return examineSqlite({ file: address.file, migrationsFolder });
  const { examineMongo } = await import('./mongodb/examine.ts');
  return examineMongo(address);
}
