import { type OpenRawStore, testEdits } from '../../../test/storage/edits.ts';
import { testRightsLog } from '../../../test/storage/rights-log.ts';
import { borrowMongo, mongoTests } from '../../../test/support/mongo.ts';
import { openMongo } from './mongodb.ts';

mongoTests('on MongoDB', () => {
  const open: OpenRawStore = async () => {
    const { address, giveBack } = borrowMongo();
    const { driver, db } = await openMongo(address);
    const unchecked = { bypassDocumentValidation: true };
    return {
      driver,
      raw: {
        async rows() {
          const rows = [];
          for (const collection of await db.collections()) {
            for (const values of await collection.find().toArray())
              rows.push({ of: collection.collectionName, values });
          }
          return rows;
        },
        async replace(row, by) {
          const collection = db.collection(row.of);
          const remove = async (values: typeof row.values) => {
            await collection.deleteMany({ $expr: { $eq: ['$_id', { $literal: values._id }] } });
          };
          await remove(row.values);
          if (by) await collection.insertOne({ ...by }, unchecked);
          return async () => {
            if (by) await remove(by);
            await collection.insertOne({ ...row.values }, unchecked);
          };
        },
      },
      async close() {
        await driver.close();
        await giveBack();
      },
    };
  };
  testEdits('MongoDB', open);
  testRightsLog('MongoDB', open);
});
