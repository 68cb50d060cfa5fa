import type { Db } from 'mongodb';
import { z } from 'zod';
import type { TellerAccount, TellerAccountStore } from '../../bank/witness.ts';
import type { Driver, OnPoint } from '../driver.ts';
import type { Leadership } from '../leadership.ts';
import { carryReports } from './carry-reports.ts';
import { findAll, openCollections, prepareCollections, readBank } from './collections.ts';
import { createCommitSession } from './commit-session.ts';
import { connect, type MongoAddress } from './connect.ts';
import { explainStart } from './explain.ts';
import { findImbalance } from './imbalance.ts';
import { createLeadership } from './leadership.ts';
import { createLoad } from './load.ts';
import { createMemberSizes } from './member-sizes.ts';
import { createOutbox, deleteSome } from './outbox.ts';
import { prepareBank, requireOwnership } from './ownership-check.ts';
import { createProjections, foldNames } from './projections.ts';
import { createReads } from './reads.ts';
import { createReportHistory } from './report-history.ts';
import { openSnapshot } from './snapshot.ts';
import { createStore } from './store.ts';
import { watchUniqueIndexes } from './unique-indexes.ts';
import { createValueStore } from './values.ts';
import { createWebhooks, listOpenWebhooks } from './webhooks.ts';

/** The book's driver, and the database beneath it for what else a process keeps there. */
export interface MongoStorage {
  readonly driver: Driver;
  readonly db: Db;
  readonly leadership: Leadership;
}

/** Opens the driver; any number of processes may. Throws UnusableDatabase where the operator can fix it. */
export async function openMongo(address: MongoAddress, onPoint?: OnPoint): Promise<MongoStorage> {
  const { client, db } = await connect(address);
  let isNew: boolean;
  try {
    isNew = await prepare(db);
  } catch (error) {
    await client.close();
    throw explainStart(error);
  }
  const collections = openCollections(db);
  const commits = createCommitSession(client);
  const leadership = createLeadership(client, db, commits);
  const outbox = createOutbox(collections.outbox, { openWebhooks: () => listOpenWebhooks(db) });
  const requireUnique = watchUniqueIndexes(db);
  const sizes = createMemberSizes();
  const store = createStore(collections, commits, leadership, { sizes, onPoint });
  const driver: Driver = {
    isNew,
    ...createReads(collections),
    ...outbox,
    ...createWebhooks(db, collections.outbox, outbox),
    ...createValueStore(client, db, collections),
    ...createTellerAccounts(db),
    ...createProjections(client, db, collections),
    ...createReportHistory(client, db),
    load: createLoad(collections, sizes),
    async store(batch) {
      await requireUnique();
      return await store(batch);
    },
    forgetNonces({ before, limit }) {
      return deleteSome(collections.nonces, { expiresAt: { $lte: before } }, { limit });
    },
    forgetPasses({ before, limit }) {
      return deleteSome(collections.passes, { endsAt: { $lte: before } }, { limit });
    },
    // A replica set keeps what a majority has on its disks; nothing beside it says what that was.
    requireContinuity: async () => undefined,
    findImbalance: (signal) => findImbalance(collections, signal),
    openSnapshot: async () => openSnapshot(client, collections),
    async ping() {
      // From the primary: a server that answers need not be one that can be written to.
      await readBank(collections);
    },
    close: () => client.close(),
  };
  return { driver, db, leadership };
}

/** How often, and after what pause, a start is tried again: another process may create collections too. */
const MAX_STARTS = 5;
const START_PAUSE_MS = 200;

/** Makes the bank and its collections where they aren't there. Returns whether the bank wasn't. */
async function prepare(db: Db): Promise<boolean> {
  let isNew = false;
  for (let starts = 1; ; starts += 1) {
    try {
      await requireOwnership(db);
      isNew = (await prepareBank(db)) || isNew;
      await prepareCollections(db);
      await carryReports(db);
      await foldNames(openCollections(db));
      return isNew;
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
      const documents = await findAll(accounts, {}, { sort: { _id: 1 } });
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
    async takeAccountTurn({ tellerId, at, until, latest }) {
      const isDue = { _id: tellerId, nextAt: { $not: { $gt: at, $lte: latest } } };
      return (await accounts.updateOne(isDue, { $set: { nextAt: until } })).matchedCount > 0;
    },
  };
}
