import type { Filter, IndexDescription } from 'mongodb';
import type { SetKind } from '../../bank/engine/read-key.ts';
import { CARD_KIND, LINK_KINDS, OPEN_STATUSES, RIGHTS_KINDS } from '../../bank/engine/rows.ts';
import { byTable, type KeyValue, TABLES, type TableName } from '../../bank/engine/tables.ts';
import type { ArchiveTable } from '../archive/rows.ts';

/** A document as it is stored: a row's fields, and the key. */
export interface Stored {
  readonly _id: KeyValue;
  readonly [field: string]: unknown;
}

export type FindSets = (values: readonly KeyValue[]) => Filter<Stored>[];

/** How the documents of a table are kept. */
interface MongoTable<Set extends string> {
  readonly collection: string;
  /** Every read uses `_id` or one of these, whose conditions MongoDB sees implied: it doesn't for `$type`. */
  readonly indexes?: readonly IndexDescription[];
  /** One that databases may have from before, and that does harm. */
  readonly formerIndex?: string;
  /** Conditions that find the documents of sets, by the values of the sets' read keys. */
  readonly sets: Readonly<Record<Set, FindSets>>;
  /** Fields that documents hold beside the row, and what the collection demands of them; null is nothing. */
  readonly extraFields?: Readonly<Record<string, object | null>>;
  /** Those of the extra fields that follow from the row. */
  readonly deriveFields?: (row: object) => object;
  /** The extra fields of a new document. */
  readonly newFields?: () => object;
}

/** A name as it is looked for: in lower case, but only from A to Z, as SQLite does it too. */
export const foldName = (name: string): string => name.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

/** An account's balances: `_id` begins with the account and a space, and `!` is the next character. */
export const ofAccount = (account: KeyValue): Filter<Stored> => ({
  _id: { $gte: `${account} `, $lt: `${account}!` },
});

const OPEN = { $in: [...OPEN_STATUSES] };
export const IS_ABOUT_RIGHTS = { $in: [...RIGHTS_KINDS] };
export const IS_ABOUT_LINKS = { $in: [...LINK_KINDS] };
const CLAIMED = { $in: ['claimed', 'uncertain'] };

type MongoTables = {
  readonly [T in ArchiveTable]: MongoTable<
    T extends TableName ? SetKind<T> : T extends 'transactions' ? 'operation' : never
  >;
};

/** One entry for each table: another table is another one here. */
export const MONGO_TABLES: MongoTables = {
  transactions: {
    collection: 'transactions',
    sets: { operation: (operations) => [{ operationId: { $in: operations } }] },
    indexes: [
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
      {
        name: 'other_member',
        key: { otherRobloxUserId: 1, _id: -1 },
        partialFilterExpression: { otherRobloxUserId: { $gt: 0 } },
      },
      { name: 'key', key: { keyId: 1, _id: -1 }, partialFilterExpression: { keyId: { $gt: '' } } },
      { name: 'links', key: { note: 1, _id: -1 }, partialFilterExpression: { kind: IS_ABOUT_LINKS } },
      {
        name: 'withdrawal',
        key: { withdrawalId: 1, _id: -1 },
        partialFilterExpression: { withdrawalId: { $gt: '' } },
      },
      { name: 'cards', key: { tellerId: 1, _id: -1 }, partialFilterExpression: { kind: CARD_KIND } },
      { name: 'rights', key: { kind: 1, _id: 1 }, partialFilterExpression: { kind: IS_ABOUT_RIGHTS } },
    ],
  },
  balances: { collection: 'inventory', sets: { account: (accounts) => accounts.map(ofAccount) } },
  members: { collection: 'members', sets: {}, extraFields: { balances: { bsonType: 'object' } } },
  profiles: {
    collection: 'users',
    sets: { profiles_of_user: (users) => [{ lastDiscordUserId: { $in: users } }] },
    indexes: [
      { name: 'last_discord', key: { lastDiscordUserId: 1 } },
      { name: 'name', key: { foldedName: 1 } },
    ],
    extraFields: { foldedName: null },
    deriveFields: (row) => ({ foldedName: 'username' in row ? foldName(String(row.username)) : '' }),
  },
  links: {
    collection: 'discord_users',
    sets: { link_of_member: (members) => [{ robloxUserId: { $in: members } }] },
    indexes: [{ name: 'roblox', key: { robloxUserId: 1 }, unique: true }],
  },
  verifications: { collection: 'verifications', sets: {} },
  preferences: { collection: 'preferences', sets: {} },
  withdrawals: {
    collection: 'withdrawals',
    sets: {
      open_withdrawals_of_member: (members) => [{ status: OPEN, robloxUserId: { $in: members } }],
      open_withdrawals_of_teller: (tellers) => [{ status: CLAIMED, 'claim.tellerId': { $in: tellers } }],
    },
    indexes: [
      { name: 'open_of_member', key: { robloxUserId: 1 }, partialFilterExpression: { status: OPEN } },
      { name: 'open_of_teller', key: { 'claim.tellerId': 1 }, partialFilterExpression: { status: CLAIMED } },
      { name: 'open', key: { seq: 1 }, partialFilterExpression: { status: OPEN } },
      {
        name: 'open_parts',
        key: { placeSeq: 1, seq: 1 },
        partialFilterExpression: { status: OPEN, placeSeq: { $gt: 0 } },
      },
      { name: 'expiry', key: { expiresAt: 1 }, partialFilterExpression: { status: 'reserved' } },
      { name: 'lease', key: { 'claim.leaseUntil': 1 }, partialFilterExpression: { status: 'claimed' } },
    ],
  },
  tellers: { collection: 'tellers', sets: { all_tellers: () => [{}] } },
  reports: { collection: 'teller_reports', sets: {} },
  jointShortages: { collection: 'joint_shortages', sets: {} },
  usage: { collection: 'daily_usage', sets: {} },
  offers: {
    collection: 'offers',
    sets: {
      open_offers_by_member: (members) => [{ status: 'open', fromRobloxUserId: { $in: members } }],
      open_offers_to_member: (members) => [{ status: 'open', toRobloxUserId: { $in: members } }],
    },
    indexes: [
      { name: 'open_by_member', key: { fromRobloxUserId: 1 }, partialFilterExpression: { status: 'open' } },
      { name: 'open_to_member', key: { toRobloxUserId: 1 }, partialFilterExpression: { status: 'open' } },
      { name: 'open_end', key: { expiresAt: 1 }, partialFilterExpression: { status: 'open' } },
    ],
  },
  tellerCards: { collection: 'teller_cards', sets: { all_teller_cards: () => [{}] } },
  cases: {
    collection: 'cases',
    sets: { open_cases_of_member: (members) => [{ closedAt: null, robloxUserId: { $in: members } }] },
    indexes: [
      { name: 'closed', key: { closedAt: 1, _id: 1 } },
      { name: 'oldest', key: { openedAt: 1, _id: 1 }, partialFilterExpression: { closedAt: null } },
      { name: 'member', key: { robloxUserId: 1, closedAt: 1 } },
    ],
  },
  aliases: {
    collection: 'aliases',
    sets: { aliases_of_pet: (oldIds) => [{ oldId: { $in: oldIds } }] },
    indexes: [{ name: 'old', key: { oldId: 1 } }],
  },
  revocations: { collection: 'revocations', sets: {}, indexes: [{ name: 'seq', key: { seq: 1 } }] },
  staff: { collection: 'staff', sets: { all_staff: () => [{}] } },
  checks: { collection: 'checks', sets: {} },
  liabilities: { collection: 'liabilities', sets: {} },
  staffDays: { collection: 'staff_days', sets: {} },
  signIns: { collection: 'sign_ins', sets: { all_sign_ins: () => [{}] } },
  staffProposals: { collection: 'staff_proposals', sets: { all_staff_proposals: () => [{}] } },
  passes: {
    collection: 'passes',
    sets: { passes_of_user: (users) => [{ discordUserId: { $in: users } }] },
    indexes: [
      { name: 'user', key: { discordUserId: 1 } },
      { name: 'end', key: { endsAt: 1 } },
    ],
  },
  nonces: {
    collection: 'nonces',
    sets: {},
    indexes: [{ name: 'expiry', key: { expiresAt: 1 } }],
    // MongoDB deleted nonces by it, and by its own clock: one that jumps let requests in a second time.
    formerIndex: 'left_behind',
    extraFields: { storedAt: null },
  },
  outbox: {
    collection: 'outbox',
    sets: {},
    indexes: [
      { name: 'unsent', key: { sentAt: 1, _id: 1 } },
      { name: 'leased', key: { sentAt: 1, leaseUntil: 1 } },
      { name: 'user', key: { discordUserId: 1 }, partialFilterExpression: { discordUserId: { $gt: '' } } },
      { name: 'lease', key: { lease: 1 }, partialFilterExpression: { lease: { $gt: '' } } },
    ],
    extraFields: { leaseUntil: null, lease: null },
    newFields: () => ({ leaseUntil: 0 }),
  },
  petValues: { collection: 'pet_values', sets: {} },
  bank: {
    collection: 'bank',
    sets: {},
    extraFields: {
      format: { bsonType: ['int', 'long', 'double'] },
      commits: { bsonType: 'array', items: { bsonType: 'string' } },
      term: { bsonType: ['int', 'long', 'double'] },
      fence: { bsonType: ['int', 'long', 'double'] },
    },
  },
};

export const COLLECTION_NAMES: readonly string[] = Object.values(MONGO_TABLES).map(
  ({ collection }) => collection,
);

/** The fields of each table's key; the bank's one row has none. */
export const KEY_FIELDS: { readonly [T in ArchiveTable]: readonly string[] } = {
  ...byTable<{ readonly [T in TableName]: readonly string[] }>((table) => TABLES[table].key),
  transactions: ['seq'],
  outbox: ['id'],
  petValues: ['asset'],
  bank: [],
};
