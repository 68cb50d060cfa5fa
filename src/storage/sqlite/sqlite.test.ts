import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sharedStorageContract, storageContract } from '../../../test/storage/contract.ts';
import type { Driver } from '../driver.ts';
import { openSqlite } from './sqlite.ts';

const migrationsFolder = 'migrations';

storageContract('SQLite in memory', async () => {
  const driver = openSqlite({ file: ':memory:', migrationsFolder });
  return { driver, close: () => driver.close() };
});

storageContract('SQLite in a file', async () => {
  const { connect, close } = await openFolder();
  return { driver: await connect(), close };
});

sharedStorageContract('SQLite in a file', openFolder);

async function openFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'petbank-sqlite-'));
  const drivers: Driver[] = [];
  return {
    async connect() {
      const driver = openSqlite({ file: join(folder, 'petbank.db'), migrationsFolder });
      drivers.push(driver);
      return driver;
    },
    async close() {
      for (const driver of drivers) await driver.close();
      rmSync(folder, { recursive: true });
    },
  };
}
