import { invariant } from './assert.ts';
import { type AssetKey, type Goods, goodsToAmounts } from './pets.ts';
import {
  type Account,
  type Alias,
  type Balance,
  type BankEvent,
  type BankRow,
  type Case,
  getPlace,
  type Offer,
  type Profile,
  type StaffMember,
  type Teller,
  type Transaction,
  type Withdrawal,
} from './rows.ts';
import {
  byTable,
  type KeyValue,
  READ_KEY_TARGETS,
  rowKey,
  TABLE_NAMES,
  TABLES,
  type TableName,
  type Tables,
  tableDefinition,
} from './tables.ts';

type Definition<T extends TableName> = (typeof TABLES)[T];

/** One row of a table, by the fields of its key. */
type RowReadKey<T extends TableName> = { readonly kind: Definition<T>['readKey'] } & Pick<
  Tables[T],
  Definition<T>['key'][number] & keyof Tables[T]
>;

type SetIn<T extends TableName> =
  Definition<T> extends { readonly sets: readonly (infer Set)[] } ? Set : never;
/** The kinds of read keys that name sets of the table's rows. */
export type SetKind<T extends TableName> =
  SetIn<T> extends { readonly readKey: infer Kind extends string } ? Kind : never;

/** The rows of a table that have the named value in common. */
type SetReadKey<Set> = Set extends {
  readonly readKey: infer Kind;
  readonly by: infer Field extends string;
  readonly valueIn: (row: never) => infer Value;
}
  ? { readonly kind: Kind } & { readonly [F in Field]: NonNullable<Value> }
  : never;

/**
 * A row, or a set of rows, that a decision reads; the storage loads just these. The kinds follow from the
 * list of tables; `operation` is the transaction that an operation made, if it was done before.
 */
export type ReadKey =
  | { [T in TableName]: RowReadKey<T> | SetReadKey<SetIn<T>> }[TableName]
  | { readonly kind: 'operation'; readonly operationId: string };

/** What the rows are found by: the key of the one row, or what all rows of the set have in common. */
export function readKeyValue(readKey: ReadKey): KeyValue {
  if (readKey.kind === 'operation') return readKey.operationId;
  const { fields } = invariant(READ_KEY_TARGETS.get(readKey.kind), 'a kind of read key');
  const values: Readonly<Record<string, KeyValue>> = readKey;
  if (fields.length === 2) return `${values[fields[0]]} ${values[fields[1]]}`;
  return invariant(values[fields[0]], 'the value of a read key');
}

/** One string for each read key: two with the same string name the same rows. */
export const readKeyText = (readKey: ReadKey): string => `${readKey.kind} ${readKeyValue(readKey)}`;

/** The balances of the goods' assets in each of the accounts. */
export const balanceReadKeys = (goods: Goods, accounts: readonly Account[]): ReadKey[] =>
  goodsToAmounts(goods).flatMap(([asset]) =>
    accounts.map((account): ReadKey => ({ kind: 'balance', account, asset })),
  );

/** What a driver loads for read keys: all of it as of one moment, the head included. */
export interface Snapshot {
  readonly bank: BankRow;
  readonly rows: { readonly [T in TableName]: Tables[T][] };
  readonly operations: readonly Transaction[];
}

export const emptyRows = (): { readonly [T in TableName]: Tables[T][] } => byTable(() => []);

type RowMaps = { readonly [T in TableName]: Map<string, Tables[T] | null> };

/** Rows by table and key; null is a row that was removed. */
export const emptyMaps = (): RowMaps => byTable(() => new Map());

/** The rows of a batch: what was loaded, under what the decisions so far have changed. */
export interface View {
  bank: BankRow;
  readonly loaded: Set<string>;
  readonly rows: RowMaps;
  /** Keys of the rows that decisions changed, by table. */
  readonly changed: ReadonlyMap<TableName, Set<string>>;
  readonly operations: Map<string, Transaction>;
  readonly transactions: Transaction[];
  readonly events: BankEvent[];
  /** Discord users whose messages of earlier commits are erased, sent or not. */
  readonly erasedUsers: string[];
}

export function createView(bank: BankRow): View {
  return {
    bank,
    loaded: new Set(),
    rows: emptyMaps(),
    changed: new Map(TABLE_NAMES.map((table) => [table, new Set()])),
    operations: new Map(),
    transactions: [],
    events: [],
    erasedUsers: [],
  };
}

/** Adds a snapshot's rows to the view, as loaded for these read keys. Rows that the view has already stay. */
export function mergeSnapshot(view: View, snapshot: Snapshot, readKeys: Iterable<string>): View {
  function mergeTable<T extends TableName>(table: T): void {
    const rows: Map<string, Tables[T] | null> = view.rows[table];
    for (const row of snapshot.rows[table]) {
      const key = rowKey(table, row);
      if (!rows.has(key)) rows.set(key, row);
    }
  }
  for (const table of TABLE_NAMES) mergeTable(table);
  for (const done of snapshot.operations) {
    if (done.operationId !== null) view.operations.set(done.operationId, done);
  }
  for (const key of readKeys) view.loaded.add(key);
  return view;
}

/**
 * A decision read a row that was not loaded. If another decision of the same batch made that row matter, the
 * operation is decided again in the next batch; else it is a bug: a read key left out.
 */
export class MissingRowError extends Error {
  override readonly name = 'MissingRowError';
}

/** Reads of a view or of a step. Each may throw MissingRowError. */
export interface Reader {
  readonly bank: () => BankRow;
  balance(account: Account, asset: AssetKey): bigint;
  /** The balance with its holds; one that isn't there is zero. */
  balanceRow(account: Account, asset: AssetKey): Balance;
  /** The account's balances other than zero. */
  balancesOf(account: Account): Balance[];
  row<T extends TableName>(table: T, key: string): Tables[T] | undefined;
  linkOfUser(discordUserId: string): Tables['links'] | undefined;
  linkOfMember(robloxUserId: number): Tables['links'] | undefined;
  profilesOfUser(discordUserId: string): Profile[];
  openWithdrawalsOfMember(robloxUserId: number): Withdrawal[];
  openWithdrawalsOfTeller(tellerId: string): Withdrawal[];
  openCasesOfMember(robloxUserId: number): Case[];
  openOffersByMember(robloxUserId: number): Offer[];
  openOffersToMember(robloxUserId: number): Offer[];
  allTellers(): Teller[];
  allStaff(): StaffMember[];
  /** What is known of an old id or name: what it is now, or may be. */
  aliasesOfPet(oldId: string): Alias[];
  operation(operationId: string): Transaction | undefined;
}

/** Finds rows in the view, with `changes` on top of it. */
function createFinder(view: View, changes: RowMaps) {
  return {
    find<T extends TableName>(table: T, key: string): Tables[T] | undefined {
      const changed: Map<string, Tables[T] | null> = changes[table];
      const stored: Map<string, Tables[T] | null> = view.rows[table];
      return (changed.has(key) ? changed.get(key) : stored.get(key)) ?? undefined;
    },
    /** The rows of a set, by its kind of read key and its value. */
    findSet<T extends TableName>(table: T, kind: SetKind<T>, value: KeyValue): Tables[T][] {
      const set = tableDefinition(table).sets?.find(({ readKey }) => readKey === kind);
      const { valueIn } = invariant(set, 'a set of the table');
      const changed: Map<string, Tables[T] | null> = changes[table];
      const stored: Map<string, Tables[T] | null> = view.rows[table];
      const found: Tables[T][] = [];
      for (const row of changed.values()) if (row && valueIn(row) === value) found.push(row);
      for (const [key, row] of stored) {
        if (row && !changed.has(key) && valueIn(row) === value) found.push(row);
      }
      return found;
    },
  };
}

/** A reader over the view, with `changes` on top of it. */
export function createReader(view: View, changes: RowMaps, bank: () => BankRow): Reader {
  const { find, findSet } = createFinder(view, changes);
  function requireLoaded(readKey: string): void {
    if (!view.loaded.has(readKey)) throw new MissingRowError(readKey);
  }
  function orLoaded<Row>(row: Row | undefined, readKey: string): Row | undefined {
    if (row === undefined) requireLoaded(readKey);
    return row;
  }
  function wholeSet<T extends TableName>(table: T, kind: SetKind<T>, value: KeyValue): Tables[T][] {
    requireLoaded(`${kind} ${value}`);
    return findSet(table, kind, value);
  }
  function balanceRow(account: Account, asset: AssetKey): Balance {
    const row = find('balances', `${account} ${asset}`);
    if (!view.loaded.has(`account ${account}`)) orLoaded(row, `balance ${account} ${asset}`);
    return row ?? { account, asset, amount: 0n, holds: null };
  }
  return {
    bank,
    balance: (account, asset) => balanceRow(account, asset).amount,
    balanceRow,
    balancesOf: (account) => wholeSet('balances', 'account', account).filter(({ amount }) => amount !== 0n),
    row: (table, key) => orLoaded(find(table, key), `${TABLES[table].readKey} ${key}`),
    linkOfUser: (discordUserId) => orLoaded(find('links', discordUserId), `link_of_user ${discordUserId}`),
    linkOfMember(robloxUserId) {
      const [link] = findSet('links', 'link_of_member', robloxUserId);
      return orLoaded(link, `link_of_member ${robloxUserId}`);
    },
    profilesOfUser: (discordUserId) => wholeSet('profiles', 'profiles_of_user', discordUserId),
    openWithdrawalsOfMember: (robloxUserId) =>
      wholeSet('withdrawals', 'open_withdrawals_of_member', robloxUserId).sort(oldestFirst),
    openWithdrawalsOfTeller: (tellerId) =>
      wholeSet('withdrawals', 'open_withdrawals_of_teller', tellerId).sort(oldestFirst),
    aliasesOfPet: (oldId) => wholeSet('aliases', 'aliases_of_pet', oldId),
    openCasesOfMember: (robloxUserId) => wholeSet('cases', 'open_cases_of_member', robloxUserId),
    openOffersByMember: (robloxUserId) => wholeSet('offers', 'open_offers_by_member', robloxUserId),
    openOffersToMember: (robloxUserId) => wholeSet('offers', 'open_offers_to_member', robloxUserId),
    allTellers: () => wholeSet('tellers', 'all_tellers', 'bank'),
    allStaff: () => wholeSet('staff', 'all_staff', 'bank'),
    operation: (id) => orLoaded(view.operations.get(id), `operation ${id}`),
  };
}

/** Parts of one request stand at its place, the first to be split off before the others. */
const oldestFirst = (withdrawal: Withdrawal, other: Withdrawal): number =>
  getPlace(withdrawal) - getPlace(other) || withdrawal.seq - other.seq;
