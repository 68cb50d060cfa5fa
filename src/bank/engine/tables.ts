import { reservedAccount } from './ledger.ts';
import type { Goods } from './pets.ts';
import {
  type Alias,
  type Balance,
  type Case,
  type CheckState,
  type DailyUsage,
  isOpen,
  type JointShortages,
  type LiabilityState,
  type Link,
  type Member,
  type Nonce,
  type Offer,
  type Pass,
  type Preferences,
  type Profile,
  type ReportedStock,
  type Revocation,
  type SignIn,
  type StaffDay,
  type StaffMember,
  type StaffProposal,
  type Teller,
  type TellerCard,
  type Verification,
  type Withdrawal,
} from './rows.ts';

/** The rows that decisions read and write, by table. */
export interface Tables {
  readonly balances: Balance;
  readonly members: Member;
  readonly profiles: Profile;
  readonly links: Link;
  readonly verifications: Verification;
  readonly preferences: Preferences;
  readonly withdrawals: Withdrawal;
  readonly tellers: Teller;
  readonly reports: ReportedStock;
  readonly jointShortages: JointShortages;
  readonly usage: DailyUsage;
  readonly offers: Offer;
  readonly tellerCards: TellerCard;
  readonly cases: Case;
  readonly aliases: Alias;
  readonly revocations: Revocation;
  readonly staff: StaffMember;
  readonly checks: CheckState;
  readonly liabilities: LiabilityState;
  readonly staffDays: StaffDay;
  readonly signIns: SignIn;
  readonly staffProposals: StaffProposal;
  readonly passes: Pass;
  readonly nonces: Nonce;
}
export type TableName = keyof Tables;

export type KeyValue = string | number;

/** One field, or two of which the first never holds a space. */
type KeyFields<Field extends string = string> = readonly [Field] | readonly [Field, Field];

/** Rows that have something in common, and are read together. */
interface RowSet<Row> {
  /** The kind of the read key that names a set. */
  readonly readKey: string;
  /** The field of the read key that says which set. */
  readonly by: string;
  /** The set that a row is in, as that field's value; null or undefined where it is in none. */
  readonly valueIn: (row: Row) => KeyValue | null | undefined;
}

/** How the rows of a table are known. */
interface TableDefinition<Row> {
  readonly key: KeyFields<keyof Row & string>;
  /** The kind of the read key that names one row by its key. */
  readonly readKey: string;
  readonly sets?: readonly RowSet<Row>[];
  /** Only tables with this lose rows again, each by its key: it reads the key's field back from text. */
  readonly removeBy?: (key: string) => KeyValue;
  /** A row like this is removed instead of written. */
  readonly isEmpty?: (row: Row) => boolean;
  /** A row whose key is there already is never overwritten: it makes the commit fail. */
  readonly isInsertOnly?: true;
  /**
   * Whether nothing more is expected of the row with this key, null where there is none. It is known until
   * the next commit only. One that is there must be in no set.
   */
  readonly isPassing?: (row: Row | null, key: string) => boolean;
  /** Whether a row that a commit writes is kept though nobody has asked for it, since somebody soon will. */
  readonly isAwaited?: (row: Row) => boolean;
  /** What sets find of it is only to be shown: a decision by such a row loads it by its key, too. */
  readonly isShownBySets?: true;
  /** Where a row may have many parts: how many. In memory each takes about as much as a row without. */
  readonly countParts?: (row: Row) => number;
}

const countKinds = (...goods: readonly Goods[]): number =>
  goods.reduce((sum, { pets }) => sum + pets.length, 0);

/** Where each row has a key of its own, made at random: one that is gone never comes back. */
const isGone = (row: unknown): boolean => row === null;

/**
 * The one list of tables, in the order in which commits write them. Another table is an entry here and in
 * `Tables`, in each driver (storage/sqlite/tables.ts, storage/mongodb/tables.ts) and in the archive
 * (storage/archive/rows.ts).
 */
export const TABLES = {
  balances: {
    key: ['account', 'asset'],
    readKey: 'balance',
    sets: [{ readKey: 'account', by: 'account', valueIn: (balance) => balance.account }],
    isEmpty: (balance) => balance.amount === 0n,
    // What a withdrawal holds is looked at when it is claimed.
    isAwaited: ({ account }) => account.startsWith(reservedAccount('')),
    // What a withdrawal has held never comes back to its account.
    isPassing: (balance, key) => balance === null && key.startsWith(reservedAccount('')),
    countParts: ({ holds }) => holds?.length ?? 0,
  },
  members: { key: ['robloxUserId'], readKey: 'member' },
  profiles: {
    key: ['robloxUserId'],
    readKey: 'profile',
    // The profiles that were linked to this Discord user last.
    sets: [
      { readKey: 'profiles_of_user', by: 'discordUserId', valueIn: (profile) => profile.lastDiscordUserId },
    ],
    removeBy: Number,
  },
  links: {
    key: ['discordUserId'],
    readKey: 'link_of_user',
    sets: [{ readKey: 'link_of_member', by: 'robloxUserId', valueIn: (link) => link.robloxUserId }],
    removeBy: String,
  },
  verifications: { key: ['discordUserId'], readKey: 'verification', removeBy: String },
  preferences: {
    key: ['discordUserId'],
    readKey: 'preferences_of_user',
    removeBy: String,
    isEmpty: ({ mutedNotices, language }) => mutedNotices.length === 0 && language === null,
  },
  withdrawals: {
    key: ['id'],
    readKey: 'withdrawal',
    // Open ones are reserved, claimed or uncertain; a teller has the last two.
    sets: [
      {
        readKey: 'open_withdrawals_of_member',
        by: 'robloxUserId',
        valueIn: (withdrawal) => (isOpen(withdrawal) ? withdrawal.robloxUserId : null),
      },
      {
        readKey: 'open_withdrawals_of_teller',
        by: 'tellerId',
        valueIn: (withdrawal) => (isOpen(withdrawal) ? withdrawal.claim?.tellerId : null),
      },
    ],
    isPassing: (withdrawal) => withdrawal === null || !isOpen(withdrawal),
    countParts: ({ goods }) => countKinds(goods),
  },
  tellers: {
    key: ['id'],
    readKey: 'teller',
    sets: [{ readKey: 'all_tellers', by: 'of', valueIn: () => 'bank' }],
  },
  // They are large, and no decision but a rename's reads them.
  reports: { key: ['tellerId'], readKey: 'report', isPassing: () => true },
  jointShortages: {
    key: ['tellerId'],
    readKey: 'joint_shortages',
    isEmpty: ({ paused, resumed }) => paused === '' && resumed === '',
  },
  usage: { key: ['robloxUserId', 'day'], readKey: 'usage' },
  offers: {
    key: ['id'],
    readKey: 'offer',
    sets: [
      {
        readKey: 'open_offers_by_member',
        by: 'fromRobloxUserId',
        valueIn: (offer) => (offer.status === 'open' ? offer.fromRobloxUserId : null),
      },
      {
        readKey: 'open_offers_to_member',
        by: 'toRobloxUserId',
        valueIn: (offer) => (offer.status === 'open' ? offer.toRobloxUserId : null),
      },
    ],
    isPassing: (offer) => offer?.status !== 'open',
    countParts: ({ gives, wants }) => countKinds(gives, wants),
  },
  tellerCards: {
    key: ['id'],
    readKey: 'teller_card',
    sets: [{ readKey: 'all_teller_cards', by: 'of', valueIn: () => 'bank' }],
  },
  cases: {
    key: ['id'],
    readKey: 'case',
    sets: [
      {
        readKey: 'open_cases_of_member',
        by: 'robloxUserId',
        valueIn: ({ closedAt, robloxUserId }) => (closedAt === null ? robloxUserId : null),
      },
    ],
    isShownBySets: true,
    isPassing: (found) => found?.closedAt !== null,
    countParts: ({ goods }) => countKinds(goods),
  },
  aliases: {
    key: ['id'],
    readKey: 'alias',
    sets: [{ readKey: 'aliases_of_pet', by: 'oldId', valueIn: ({ oldId }) => oldId }],
  },
  revocations: { key: ['keyId'], readKey: 'revocation' },
  staff: {
    key: ['robloxUserId'],
    readKey: 'staff_member',
    sets: [{ readKey: 'all_staff', by: 'of', valueIn: () => 'bank' }],
  },
  checks: { key: ['id'], readKey: 'check' },
  liabilities: { key: ['id'], readKey: 'liability_state' },
  staffDays: { key: ['staff', 'day'], readKey: 'staff_day' },
  signIns: {
    key: ['id'],
    readKey: 'sign_in',
    sets: [{ readKey: 'all_sign_ins', by: 'of', valueIn: () => 'bank' }],
    removeBy: String,
    isPassing: isGone,
  },
  staffProposals: {
    key: ['id'],
    readKey: 'staff_proposal',
    sets: [{ readKey: 'all_staff_proposals', by: 'of', valueIn: () => 'bank' }],
    removeBy: String,
    isPassing: isGone,
  },
  passes: {
    key: ['id'],
    readKey: 'pass',
    sets: [{ readKey: 'passes_of_user', by: 'discordUserId', valueIn: ({ discordUserId }) => discordUserId }],
    removeBy: String,
    isPassing: isGone,
  },
  // Nobody honest asks for a nonce twice.
  nonces: { key: ['keyId', 'nonce'], readKey: 'nonce', isInsertOnly: true, isPassing: () => true },
} as const satisfies { readonly [T in TableName]: TableDefinition<Tables[T]> };

/** The tables from which rows are removed; the rows of the others only change. */
export type RemovableTable = {
  [T in TableName]: (typeof TABLES)[T] extends { readonly removeBy: unknown } ? T : never;
}[TableName];

// biome-ignore lint/nursery/noUnsafeTypeAssertion: an object's own keys.
export const TABLE_NAMES = Object.keys(TABLES) as readonly TableName[];

/** An object with a value for each name. */
export function buildRecord<Name extends string, Values extends { readonly [N in Name]: unknown }>(
  names: readonly Name[],
  make: <N extends Name>(name: N) => Values[N],
): Values {
  const values: { [N in Name]?: unknown } = {};
  for (const name of names) values[name] = make(name);
  // biome-ignore lint/nursery/noUnsafeTypeAssertion: TypeScript can't see that each name has its value.
  return values as Values;
}

/** An object with a value for each table. */
export const byTable = <Values extends { readonly [T in TableName]: unknown }>(
  make: <T extends TableName>(table: T) => Values[T],
): Values => buildRecord<TableName, Values>(TABLE_NAMES, make);

const DEFINITIONS: { readonly [T in TableName]: TableDefinition<Tables[T]> } = TABLES;

/** The entry of a table, whichever it is. */
export const tableDefinition = <T extends TableName>(table: T): TableDefinition<Tables[T]> =>
  DEFINITIONS[table];

/** The key of a row as one string: two fields are parted by a space. */
export function rowKey<T extends TableName>(table: T, row: Tables[T]): string {
  const { key } = tableDefinition(table);
  return key.length === 2 ? `${row[key[0]]} ${row[key[1]]}` : String(row[key[0]]);
}

/** What read keys of one kind name: the row with that key, or a set of rows. */
interface ReadKeyTarget {
  readonly table: TableName;
  readonly isSet: boolean;
  /** The fields of the read key that say which row or set. */
  readonly fields: KeyFields;
}

function targetsIn<T extends TableName>(table: T): [kind: string, ReadKeyTarget][] {
  const { key, readKey, sets = [] } = tableDefinition(table);
  return [
    [readKey, { table, isSet: false, fields: key }],
    ...sets.map((set): [string, ReadKeyTarget] => [set.readKey, { table, isSet: true, fields: [set.by] }]),
  ];
}

/** Every kind of read key but `operation`, which names a transaction. */
export const READ_KEY_TARGETS: ReadonlyMap<string, ReadKeyTarget> = new Map(TABLE_NAMES.flatMap(targetsIn));
