import { MongoClient } from 'mongodb';
import { verifyLedger } from '../../../src/bank/verify-ledger.ts';
import type { Driver } from '../../../src/storage/driver.ts';
import { openStorage, type StorageAddress } from '../../../src/storage/open.ts';
import { type Environment, makeBankFile, readTables } from '../../support/bank.ts';
import { borrowMongo } from '../../support/mongo.ts';
import type { BankFile } from '../../support/process.ts';

/** Where a bank of a test is kept: in a file, or in a database of its own on MongoDB. */
export interface Place {
  /** The folder in which processes on it run, and the file, where the bank is in one. */
  readonly given: BankFile;
  /** The environment that puts a bank here. */
  readonly environment: Environment;
  /** Opens the bank beside those who serve it, to read what they have written. */
  open(): Promise<Driver>;
  /** Every row of every table. */
  readTables(): Promise<Record<string, unknown[]>>;
  remove(): Promise<void>;
}

const openAt = async (address: StorageAddress): Promise<Driver> =>
  (await openStorage(address, { migrationsFolder: 'migrations' })).driver;

export function makeFilePlace(): Place {
  const given = makeBankFile();
  return {
    given,
    environment: {},
    open: () => openAt({ kind: 'sqlite', file: given.file }),
    readTables: async () => readTables(given.file),
    remove: async () => given.remove(),
  };
}

export function makeMongoPlace(): Place {
  const { address, databaseUrl, giveBack } = borrowMongo();
  const given = makeBankFile();
  return {
    given,
    environment: { DATABASE_URL: databaseUrl },
    open: () => openAt({ kind: 'mongodb', ...address }),
    readTables: () => readCollections(address),
    async remove() {
      given.remove();
      await giveBack();
    },
  };
}

async function readCollections({
  url,
  name,
}: {
  url: string;
  name: string;
}): Promise<Record<string, unknown[]>> {
  const client = new MongoClient(url);
  try {
    const db = client.db(name);
    const names = (await db.listCollections({}, { nameOnly: true }).toArray()).map((each) => each.name);
    const read = async (each: string): Promise<[string, unknown[]]> => [
      each,
      await db.collection(each).find().sort({ _id: 1 }).toArray(),
    ];
    return Object.fromEntries(await Promise.all(names.sort().map(read)));
  } finally {
    await client.close();
  }
}

/** Expects chain and balances of the bank in the place to hold; returns the number of its transactions. */
export async function expectSoundPlace({ open }: Pick<Place, 'open'>): Promise<number> {
  const driver = await open();
  try {
    const check = await verifyLedger(driver);
    if (check.kind !== 'sound') throw new Error(`the ledger is broken: ${Bun.inspect(check.firstError)}`);
    return check.count;
  } finally {
    await driver.close();
  }
}
