import type { Collection, Db, IndexDescription } from 'mongodb';
import { OPEN_STATUSES } from '../../bank/engine/rows.ts';
import { ARCHIVE_TABLES, type ArchiveTable } from '../archive/rows.ts';
import { type BankDocument, COLLECTIONS, type Stored } from './documents.ts';
import { validatorOf } from './validators.ts';

/**
 * How long a nonce may stay that no process has forgotten, counted by the clock of the database's machines.
 */
const NONCE_DAYS = 1;
const SECONDS_PER_DAY = 86_400;

/**
 * Every read finds its documents by `_id` or by one of these. Conditions are such that MongoDB sees that a
 * query implies them: it doesn't for `$type`.
 */
export const INDEXES: { readonly [T in ArchiveTable]?: readonly IndexDescription[] } = {
  transactions: [
    {
      name: 'operation',
      key: { operationId: 1 },
      unique: true,
      partialFilterExpression: { operationId: { $gt: '' } },
    },
    {
      name: 'member',
      key: { robloxUserId: 1, _id: -1 },
      partialFilterExpression: { robloxUserId: { $gt: 0 } },
    },
  ],
  profiles: [{ name: 'last_discord', key: { lastDiscordUserId: 1 } }],
  links: [{ name: 'roblox', key: { robloxUserId: 1 }, unique: true }],
  withdrawals: [
    {
      name: 'open_of_member',
      key: { robloxUserId: 1 },
      partialFilterExpression: { status: { $in: [...OPEN_STATUSES] } },
    },
    {
      name: 'open_of_teller',
      key: { 'claim.tellerId': 1 },
      partialFilterExpression: { status: { $in: ['claimed', 'uncertain'] } },
    },
    { name: 'open', key: { seq: 1 }, partialFilterExpression: { status: { $in: [...OPEN_STATUSES] } } },
    { name: 'expiry', key: { expiresAt: 1 }, partialFilterExpression: { status: 'reserved' } },
    { name: 'lease', key: { 'claim.leaseUntil': 1 }, partialFilterExpression: { status: 'claimed' } },
  ],
  cases: [
    { name: 'closed', key: { closedAt: 1, _id: 1 } },
    { name: 'member', key: { robloxUserId: 1, closedAt: 1 } },
  ],
  nonces: [
    { name: 'expiry', key: { expiresAt: 1 } },
    // Housekeeping forgets nonces by the bank's clock. This one is for a bank that no longer runs, by a clock
    // that might be wrong: so it waits for long.
    { name: 'left_behind', key: { storedAt: 1 }, expireAfterSeconds: NONCE_DAYS * SECONDS_PER_DAY },
  ],
  outbox: [
    { name: 'unsent', key: { sentAt: 1, _id: 1 } },
    { name: 'lease', key: { lease: 1 }, partialFilterExpression: { lease: { $gt: '' } } },
  ],
};

export type Collections = {
  readonly [T in Exclude<ArchiveTable, 'bank'>]: Collection<Stored>;
} & { readonly bank: Collection<BankDocument> };

export const collectionsOf = (db: Db): Collections => ({
  bank: db.collection(COLLECTIONS.bank),
  transactions: db.collection(COLLECTIONS.transactions),
  balances: db.collection(COLLECTIONS.balances),
  members: db.collection(COLLECTIONS.members),
  profiles: db.collection(COLLECTIONS.profiles),
  links: db.collection(COLLECTIONS.links),
  verifications: db.collection(COLLECTIONS.verifications),
  withdrawals: db.collection(COLLECTIONS.withdrawals),
  tellers: db.collection(COLLECTIONS.tellers),
  usage: db.collection(COLLECTIONS.usage),
  cases: db.collection(COLLECTIONS.cases),
  nonces: db.collection(COLLECTIONS.nonces),
  outbox: db.collection(COLLECTIONS.outbox),
  petValues: db.collection(COLLECTIONS.petValues),
});

/**
 * Makes the collections, their indexes and the shapes they demand, as far as they aren't there. Harmless when
 * it is done again, or by several processes at once.
 */
export async function prepareCollections(db: Db): Promise<void> {
  const found = await db.listCollections().toArray();
  const validators = new Map(
    found.map((one) => [one.name, 'options' in one ? one.options?.validator : undefined]),
  );
  await Promise.all(ARCHIVE_TABLES.map((table) => prepareCollection(db, table, validators)));
}

async function prepareCollection(
  db: Db,
  table: ArchiveTable,
  validators: ReadonlyMap<string, unknown>,
): Promise<void> {
  const name = COLLECTIONS[table];
  const validator = validatorOf(table);
  const indexes = INDEXES[table];
  if (indexes) await db.collection(name).createIndexes([...indexes]);
  else if (!validators.has(name)) return void (await db.createCollection(name, { validator }));
  // Changing it takes a lock on the whole collection, so not at every start.
  if (Bun.deepEquals(validators.get(name), validator)) return;
  await db.command({ collMod: name, validator });
}
