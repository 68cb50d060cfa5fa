import { afterAll } from 'bun:test';
import { MongoClient } from 'mongodb';
import { sharedStorageContract, storageContract } from '../../../test/storage/contract.ts';
import { testErasure } from '../../../test/storage/erasure.ts';
import { emptyDatabase, makeMongoAddress, mongoTests } from '../../../test/support/mongo.ts';
import type { Driver } from '../driver.ts';
import { type MongoStorage, openMongo } from './mongodb.ts';

mongoTests('on MongoDB', () => {
  // Emptied and lent again with its connections: to open one takes longer than most tests.
  const free: MongoStorage[] = [];
  storageContract('MongoDB', async () => {
    const storage = free.pop() ?? (await openMongo(makeMongoAddress().address));
    return {
      driver: storage.driver,
      async close() {
        await emptyDatabase(storage.db);
        free.push(storage);
      },
    };
  });
  afterAll(async () => {
    for (const { driver, db } of free) {
      await db.dropDatabase();
      await driver.close();
    }
  });

  sharedStorageContract('MongoDB', async () => openDatabase());

  const { address, drop } = makeMongoAddress();
  const client = new MongoClient(address.url);
  afterAll(async () => {
    await client.close();
    await drop();
  });
  testErasure(
    'MongoDB, in any document,',
    async () => (await openMongo(address)).driver,
    async () => {
      const collections = await client.db(address.name).collections();
      let dump = '';
      for (const collection of collections) dump += JSON.stringify(await collection.find().toArray());
      return dump;
    },
  );
});

function openDatabase() {
  const { address, drop } = makeMongoAddress();
  const drivers: Driver[] = [];
  return {
    async connect() {
      const { driver } = await openMongo(address);
      drivers.push(driver);
      return driver;
    },
    async close() {
      for (const driver of drivers) await driver.close();
      await drop();
    },
  };
}
