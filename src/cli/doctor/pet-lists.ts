import type { Config } from '../../config/config.ts';
import { ownFile } from '../../files.ts';
import type { Finding } from '../../finding.ts';
import { inspectStorage, openStorage } from '../../storage/open.ts';
import { loadCatalogue } from '../../values/load.ts';
import { findUnknownNames, type UnknownName } from '../../values/pet-lists.ts';
import { EVERY_PET } from '../../values/supported.ts';
import { bad, EDIT_SETTINGS, warn } from './report.ts';

const STORAGE = { migrationsFolder: ownFile('migrations') };

/**
 * Whether pets have the names in `PETS_ALLOWED` and `PETS_DENIED`, by the list in the database. The built-in
 * list is checked with the configuration. A database that can't be read has a finding of its own.
 */
export async function checkPetLists(config: Config): Promise<Finding[]> {
  const { kind, supported, syncMs } = config.values;
  if (kind !== 'live' || supported.allowed.length + supported.denied.length === 0) return [];
  const unknown = await readUnknownNames(config).catch(() => []);
  // A bank whose list only files change doesn't start with such a name.
  const report = syncMs === 0 ? bad : warn;
  return unknown.map(({ variable, message }) =>
    report(variable, message, `correct ${variable}`, EDIT_SETTINGS),
  );
}

async function readUnknownNames({ database, values }: Config): Promise<readonly UnknownName[]> {
  const { head, isOutdated } = await inspectStorage(database, STORAGE);
  // Opening it would create or migrate it.
  if (head === null || isOutdated) return [];
  const { driver } = await openStorage(database, STORAGE);
  try {
    const { catalogue } = await loadCatalogue(driver, EVERY_PET);
    return findUnknownNames(values.supported, catalogue);
  } finally {
    await driver.close();
  }
}
