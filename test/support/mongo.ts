import { afterAll, describe, setDefaultTimeout, test } from 'bun:test';
import { randomBytes } from 'node:crypto';
import { type Db, MongoClient } from 'mongodb';
import { NEW_PROJECTIONS } from '../../src/bank/projections.ts';
import { openCollections } from '../../src/storage/mongodb/collections.ts';
import { prepareBank } from '../../src/storage/mongodb/ownership-check.ts';

/** Where the library finds mongod, unless MONGOMS_DOWNLOAD_MIRROR says otherwise. */
const MIRROR = process.env.MONGOMS_DOWNLOAD_MIRROR || 'https://fastdl.mongodb.org';
/** How long the mirror may take to say that it is there: on a machine with no network nobody waits for it. */
const REACH_MS = 2_000;
/** How long mongod may take to be downloaded, which happens once for each machine, and to start. */
const START_MS = 240_000;

const mustRun = process.env.PETBANK_TEST_ALL === '1';
/**
 * The replica set that tests may make databases on, with no database's name in it; undefined where there is
 * none.
 */
const server = process.env.MONGODB_TEST_URI || (mustRun ? undefined : await startOwnMongo());

/** How long a test on MongoDB may take, unless it says so itself. */
const TIMEOUT_MS = 120_000;

/** What it takes to test on MongoDB. */
const HOW =
  'MONGODB_TEST_URI names no replica set, such as mongodb://127.0.0.1:27017/?replicaSet=rs0, and none ' +
  'could be downloaded';

/** Why tests on MongoDB are left out, or null. Where everything must be tested, they fail instead. */
export const whyNoMongo = (): string | null => (server !== undefined || mustRun ? null : HOW);

/** Tests that need MongoDB. Where there is none, one test that is skipped says so. */
export function mongoTests(name: string, tests: () => void): void {
  const why = whyNoMongo();
  // A server takes its time to make collections, the more so beside other tests.
  setDefaultTimeout(TIMEOUT_MS);
  if (why === null)
    describe(name, () => {
      afterAll(endMongo);
      tests();
    });
  else test.skip(`${name}: ${why}`, () => undefined);
}

export type MongoDatabase = ReturnType<typeof makeMongoAddress>;

/** A database of the test's own, which is there once something is written to it. */
export function makeMongoAddress(): {
  readonly address: { readonly url: string; readonly name: string };
  /** The address with the database's name in it, as DATABASE_URL takes it. */
  readonly databaseUrl: string;
  readonly drop: () => Promise<void>;
} {
  if (server === undefined) throw new Error(HOW);
  const name = `petbank_test_${randomBytes(6).toString('hex')}`;
  return {
    address: { url: server, name },
    databaseUrl: addressOf(server, name),
    async drop() {
      const client = new MongoClient(server);
      try {
        await client.db(name).dropDatabase();
      } finally {
        await client.close();
      }
    },
  };
}

/** What was given back, and the line over which it was emptied. */
const free: MongoDatabase[] = [];
let client: MongoClient | undefined;

/**
 * Lends a database in which a bank has done nothing, for one test. What comes back is emptied for the next
 * one: a server takes ten times as long to make another, and longer for a connection than for the work.
 */
export function borrowMongo(): MongoDatabase & { readonly giveBack: () => Promise<void> } {
  const database = free.pop() ?? makeMongoAddress();
  return {
    ...database,
    async giveBack() {
      client ??= new MongoClient(database.address.url);
      await emptyDatabase(client.db(database.address.name));
      free.push(database);
    },
  };
}

/** Drops what was given back: after the last of a file's tests on MongoDB. */
export async function endMongo(): Promise<void> {
  for (const { address } of free.splice(0)) await client?.db(address.name).dropDatabase();
  await client?.close();
  client = undefined;
}

/**
 * Takes out everything that a bank has written, and leaves a bank that has done nothing. Quicker than a
 * database more. A driver that has it open may go on, and finds its reader's state, which it makes once.
 */
export async function emptyDatabase(db: Db): Promise<void> {
  const { bank } = openCollections(db);
  await bank.deleteMany({});
  await Promise.all(
    (await db.collections()).map((collection) =>
      collection.collectionName === 'projections'
        ? collection.updateMany({}, { $set: NEW_PROJECTIONS })
        : collection.deleteMany({}),
    ),
  );
  await prepareBank(db);
}

/** The server's address with a database's name in it. */
function addressOf(url: string, name: string): string {
  const [, hosts = '', options = ''] = /^(mongodb(?:\+srv)?:\/\/[^/?]+)\/?[^?]*(\?.*)?$/.exec(url) ?? [];
  return `${hosts}/${name}${options}`;
}

/**
 * A replica set of the tests' own, where mongod can be had: its address, or undefined. It ends with the
 * process. Tests that come later in the same process find it in MONGODB_TEST_URI.
 */
export async function startOwnMongo(): Promise<string | undefined> {
  if (!(await isReachable())) return undefined;
  const { MongoMemoryReplSet } = await import('mongodb-memory-server-core');
  const started = MongoMemoryReplSet.create({ replSet: { count: 1, storageEngine: 'wiredTiger' } }).then(
    (set) => set.getUri(),
    (error: unknown) => {
      console.warn(`mongod could not be started: ${String(error)}`);
      return undefined;
    },
  );
  const uri = await Promise.race([started, Bun.sleep(START_MS).then(() => undefined)]);
  if (uri !== undefined) process.env.MONGODB_TEST_URI = uri;
  return uri;
}

function isReachable(): Promise<boolean> {
  return fetch(MIRROR, { method: 'HEAD', signal: AbortSignal.timeout(REACH_MS) }).then(
    () => true,
    () => false,
  );
}
