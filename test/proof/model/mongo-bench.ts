import { openMongo } from '../../../src/storage/mongodb/mongodb.ts';
import { emptyDatabase, makeMongoAddress } from '../../support/mongo.ts';
import { benchOn, type OpenBench } from './bench.ts';

/**
 * The books over MongoDB: each game on the same database, emptied before. Close it when no more games are
 * played.
 */
export function openMongoBenches(): { readonly open: OpenBench; readonly close: () => Promise<void> } {
  const { address, drop } = makeMongoAddress();
  let opened: ReturnType<typeof openMongo> | undefined;
  return {
    async open(clock) {
      opened ??= openMongo(address);
      const { driver, db } = await opened;
      await emptyDatabase(db);
      // The games end and the connection stays: the next one plays on it.
      return benchOn({ ...driver, close: async () => undefined }, clock);
    },
    async close() {
      await (await opened)?.driver.close();
      await drop();
    },
  };
}
