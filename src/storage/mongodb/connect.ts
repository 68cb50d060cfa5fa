import { type Db, MongoClient, type MongoClientOptions } from 'mongodb';
import { UnusableDatabase } from '../errors.ts';
import { explainStart, STANDALONE } from './explain.ts';

/** How long a call waits for a primary to be there. */
const SELECTION_TIMEOUT_MS = 2_000;
const CONNECT_TIMEOUT_MS = 2_000;
/** How long a call waits for an answer, so that a dead connection doesn't block the bank. */
const ANSWER_TIMEOUT_MS = 5_000;
/** How long a commit waits for a majority of the members to have it on their disks. */
const MAJORITY_TIMEOUT_MS = 4_000;
/** One commit is under way at a time; the others are reads of screens and checks. */
const MAX_CONNECTIONS = 20;
/** How often each server's state is polled; changes are also reported at once. */
const HEARTBEAT_MS = 2_000;

/** From this version on, reads outside a transaction can be of one moment, and partial indexes know `$in`. */
const OLDEST_MAJOR_VERSION = 6;

/** What an address can't override: an answer is sent only when a majority has the commit on its disks. */
export const OPTIONS = {
  appName: 'petbank',
  writeConcern: { w: 'majority', journal: true, wtimeoutMS: MAJORITY_TIMEOUT_MS },
  readConcern: { level: 'majority' },
  readPreference: 'primary',
  retryWrites: true,
  retryReads: true,
  serverSelectionTimeoutMS: SELECTION_TIMEOUT_MS,
  connectTimeoutMS: CONNECT_TIMEOUT_MS,
  socketTimeoutMS: ANSWER_TIMEOUT_MS,
  heartbeatFrequencyMS: HEARTBEAT_MS,
  maxPoolSize: MAX_CONNECTIONS,
  ignoreUndefined: false,
} as const satisfies MongoClientOptions;

export interface MongoAddress {
  readonly url: string;
  /** The name of the database. */
  readonly name: string;
}

/**
 * Connects to the replica set. Throws UnusableDatabase, with a message that helps and never with the address,
 * when it can't be reached, refuses the user, or is no replica set.
 */
export async function connect({ url, name }: MongoAddress): Promise<{ client: MongoClient; db: Db }> {
  let client: MongoClient | undefined;
  try {
    client = new MongoClient(url, OPTIONS);
    await client.connect();
    const db = client.db(name);
    await requireReplicaSet(db);
    return { client, db };
  } catch (error) {
    await client?.close();
    throw explainStart(error);
  }
}

/** Only members of a replica set, and routers before several, know transactions. */
export async function requireReplicaSet(db: Pick<Db, 'command'>): Promise<void> {
  const { setName, msg } = await db.command({ hello: 1 });
  if (setName === undefined && msg !== 'isdbgrid') throw new UnusableDatabase(STANDALONE);
  const { version } = await db.command({ buildInfo: 1 });
  const major = Number.parseInt(String(version), 10);
  if (major < OLDEST_MAJOR_VERSION) {
    throw new UnusableDatabase(
      `MongoDB ${version} is too old: the bank needs ${OLDEST_MAJOR_VERSION}.0 or newer.`,
    );
  }
}
