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

// The book remembers rows of a database that is far away: what comes of it is seen here too, where no server
// is needed.
storageContract('SQLite as if it were far away', async () => {
  const driver = openSqlite({ file: ':memory:', migrationsFolder });
  return { driver: { ...driver, isRemote: true }, close: () => driver.close() };
});

sharedStorageContract('SQLite as if it were far away', async () => {
  const { connect, close } = await openFolder();
  return { connect: async () => ({ ...(await connect()), isRemote: true }), close };
});

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
