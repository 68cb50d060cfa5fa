import { type Config, checkDataFolder } from '../config/config.ts';
import { ownFile } from '../files.ts';
import type { Driver } from '../storage/driver.ts';
import { openStorage } from '../storage/open.ts';
import { inWords } from './explain-error.ts';

/**
 * Runs with the bank's database, which is made where there is none yet. Rejects with ArchiveError in words
 * for the operator.
 */
export async function withDriver<Result>(
  config: Config,
  run: (driver: Driver) => Promise<Result>,
): Promise<Result> {
  checkDataFolder(config);
  try {
    const { driver } = await openStorage(config.database, { migrationsFolder: ownFile('migrations') });
    try {
      return await run(driver);
    } finally {
      await driver.close();
    }
  } catch (error) {
    throw inWords(error, 'Nothing was changed');
  }
}
