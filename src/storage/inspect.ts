import type { Inspection } from './inspection.ts';
import type { StorageAddress, StorageOptions } from './open.ts';
import { inspectSqlite } from './sqlite/inspect.ts';

/**
 * Looks whether a bank could read and write at the address, and leaves everything as it was. Throws
 * UnusableDatabase, in words for the operator and without the address, or what SQLite throws.
 */
export async function inspectStorage(
  address: StorageAddress,
  { migrationsFolder }: Pick<StorageOptions, 'migrationsFolder'>,
): Promise<Inspection> {
  if (address.kind === 'sqlite') return inspectSqlite({ file: address.file, migrationsFolder });
  const { inspectMongo } = await import('./mongodb/inspect.ts');
  return inspectMongo(address);
}
