import { afterAll, describe } from 'bun:test';
import { describeArchiveBounds } from '../../../test/storage/archive-bounds.ts';
import { makeBankFile } from '../../../test/support/bank.ts';
import { makeMongoAddress, mongoTests } from '../../../test/support/mongo.ts';
import { openMongoSource, openMongoTarget } from '../mongodb/archive.ts';
import { openMongo } from '../mongodb/mongodb.ts';
import { openSqliteSource, openSqliteTarget } from '../sqlite/archive.ts';
import { openSqlite } from '../sqlite/sqlite.ts';

const ends: (() => unknown)[] = [];
afterAll(async () => {
  for (const end of ends) await end();
});

describe('on SQLite,', () => {
  describeArchiveBounds(() => {
    const { file, remove } = makeBankFile();
    ends.push(remove);
    const address = { file, migrationsFolder: 'migrations' };
    return {
      openDriver: async () => openSqlite(address),
      openSource: async () => openSqliteSource(address),
      openTarget: async () => openSqliteTarget(address),
    };
  });
});

mongoTests('on MongoDB,', () => {
  describeArchiveBounds(() => {
    const { address, drop } = makeMongoAddress();
    ends.push(drop);
    return {
      openDriver: async () => (await openMongo(address)).driver,
      openSource: () => openMongoSource(address),
      openTarget: () => openMongoTarget(address),
    };
  });
});
