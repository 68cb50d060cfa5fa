import type { Examined } from './inspection.ts';
import type { StorageAddress, StorageOptions } from './open.ts';
import { examineSqlite } from './sqlite/inspect.ts';

/**
 * Looks whether a bank could read and write at the address, and leaves everything as it was. Throws
 * UnusableDatabase, in words for the operator and without the address, or what SQLite throws.
 */
export async function examineStorage(
  address: StorageAddress,
  { migrationsFolder }: Pick<StorageOptions, 'migrationsFolder'>,
): Promise<Examined> {
  if (address.kind === 'sqlite') return examineSqlite({ file: address.file, migrationsFolder });
  const { examineMongo } = await import('./mongodb/inspect.ts');
  return examineMongo(address);
}
