import { sharedStorageContract, storageContract } from '../../../test/storage/contract.ts';
import { makeMongoAddress, mongoTests } from '../../../test/support/mongo.ts';
import type { Driver } from '../driver.ts';
import { openMongo } from './mongodb.ts';

mongoTests('on MongoDB', () => {
  storageContract('MongoDB', async () => {
    const { connect, close } = openDatabase();
    return { driver: await connect(), close };
  });

  sharedStorageContract('MongoDB', async () => openDatabase());
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
