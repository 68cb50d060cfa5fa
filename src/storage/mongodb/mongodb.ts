import type { Db } from 'mongodb';
import { z } from 'zod';
import { invariant } from '../../bank/engine/assert.ts';
import type { TellerAccount, TellerAccountStore } from '../../bank/witness.ts';
import type { Driver, OnPoint } from '../driver.ts';
import { openCollections, prepareCollections } from './collections.ts';
import { connect, type MongoAddress } from './connect.ts';
import { BANK_ID, fromDocument } from './documents.ts';
import { explainStart } from './explain.ts';
import { createLoad } from './load.ts';
import { createOutbox } from './outbox.ts';
import { prepareBank, requireOwnership } from './ownership-check.ts';
import { createReads } from './reads.ts';
import { createStore } from './store.ts';
import { createValueStore } from './values.ts';

export interface MongoOptions extends MongoAddress {
  readonly onPoint?: OnPoint | undefined;
}

/** The book's driver, and the database beneath it for what else a process keeps there. */
export interface MongoStorage {
  readonly driver: Driver;
  readonly db: Db;
}

/**
 * The book's driver on a MongoDB replica set. Any number of processes may open the same database. Throws
 * UnusableDatabase where the operator can fix it.
 */
export async function openMongo({ onPoint, ...address }: MongoOptions): Promise<MongoStorage> {
  const { client, db } = await connect(address);
  try {
    await prepare(db);
  } catch (error) {
    await client.close();
    throw explainStart(error);
  }
  const collections = openCollections(db);
  const driver: Driver = {
    isRemote: true,
    ...createReads(collections),
    ...createOutbox(collections.outbox),
    ...createValueStore(client, db, collections),
    ...createTellerAccounts(db),
    load: createLoad(collections),
    store: createStore(client, collections, onPoint),
    async forgetNonces({ before, limit }) {
      const expired = await collections.nonces
        .find({ expiresAt: { $lte: before } }, { projection: { _id: 1 }, limit })
        .toArray();
      if (expired.length === 0) return 0;
      const gone = await collections.nonces.deleteMany({ _id: { $in: expired.map(({ _id }) => _id) } });
      return gone.deletedCount;
    },
    async ping() {
      // The bank's own row, from the primary: a server that answers need not be one that can be written to.
      fromDocument('bank', invariant(await collections.bank.findOne({ _id: BANK_ID }), "the bank's own row"));
    },
    close: () => client.close(),
  };
  return { driver, db };
}

/** How often a start is tried again because another process creates the same collections, and after what pause. */
const MAX_STARTS = 5;
const START_PAUSE_MS = 200;

async function prepare(db: Db): Promise<void> {
  for (let starts = 1; ; starts += 1) {
    try {
      await requireOwnership(db);
      await prepareBank(db);
      await prepareCollections(db);
      return;
    } catch (error) {
      if (starts >= MAX_STARTS || !isRace(error)) throw error;
      await Bun.sleep(START_PAUSE_MS);
    }
  }
}

/** Whether the server refused a command, which another process's may have caused. */
const isRace = (error: unknown): boolean => error instanceof Error && error.name === 'MongoServerError';

type StoredAccount = Omit<TellerAccount, 'tellerId'> & { readonly _id: string };

const storedAccount = z.object({
  _id: z.string(),
  sealedToken: z.string(),
  connectedAt: z.int(),
  expiresAt: z.int(),
  nextAt: z.int(),
});

/** Tellers' accounts. Each call is one command, so that only one of two processes gets a turn. */
function createTellerAccounts(db: Db): TellerAccountStore {
  const accounts = db.collection<StoredAccount>('teller_accounts');
  return {
    async tellerAccounts() {
      const documents = await accounts.find({}, { sort: { _id: 1 } }).toArray();
      return documents.map((document) => {
        const { _id: tellerId, ...account } = storedAccount.parse(document);
        return { tellerId, ...account };
      });
    },
    async putTellerAccount({ tellerId, ...account }) {
      await accounts.replaceOne({ _id: tellerId }, account, { upsert: true });
    },
    async forgetTellerAccount(tellerId) {
      return (await accounts.deleteOne({ _id: tellerId })).deletedCount > 0;
    },
    async takeAccountTurn({ tellerId, at, until }) {
      const taken = await accounts.updateOne(
        { _id: tellerId, nextAt: { $lte: at } },
        { $set: { nextAt: until } },
      );
      return taken.matchedCount > 0;
    },
  };
}
