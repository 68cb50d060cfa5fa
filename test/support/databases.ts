import { describe } from 'bun:test';
import type { Driver } from '../../src/storage/driver.ts';
import { openMongo } from '../../src/storage/mongodb/mongodb.ts';
import { openSqlite } from '../../src/storage/sqlite/sqlite.ts';
import { type Environment, makeBankFile } from './bank.ts';
import { borrowMongo, mongoTests } from './mongo.ts';

/** A database for a bank, which no other test has. */
export interface TestDatabase {
  /** What the bank's environment says of it. */
  readonly environment: Environment;
  /** Where the bank is to be started; for SQLite, its file. */
  readonly file: ReturnType<typeof makeBankFile>;
  /** Opens it beside the bank. */
  open(): Promise<Driver>;
  remove(): Promise<void>;
}
export type MakeDatabase = () => TestDatabase;

export const makeSqlite: MakeDatabase = () => {
  const file = makeBankFile();
  return {
    environment: {},
    file,
    open: async () => openSqlite({ file: file.file, migrationsFolder: 'migrations' }),
    remove: async () => file.remove(),
  };
};

export const makeMongo: MakeDatabase = () => {
  const file = makeBankFile();
  const { address, databaseUrl, giveBack } = borrowMongo();
  return {
    environment: { DATABASE_URL: databaseUrl },
    file,
    open: async () => (await openMongo(address)).driver,
    async remove() {
      await giveBack();
      file.remove();
    },
  };
};

/** The same tests on every database that a bank can have. */
export function onEachDatabase(tests: (make: MakeDatabase) => void): void {
  describe('on SQLite', () => tests(makeSqlite));
  mongoTests('on MongoDB', () => tests(makeMongo));
}
