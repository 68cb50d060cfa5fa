import { invariant } from './assert.ts';
import { type AssetKey, type Goods, goodsToAmounts } from './pets.ts';
import {
  type Account,
  type Alias,
  type Balance,
  type BankEvent,
  type BankRow,
  type Case,
  type Nonce,
  type Offer,
  oldestFirst,
  type Pass,
  type Profile,
  type SignIn,
  type StaffMember,
  type StaffProposal,
  type Teller,
  type TellerCard,
  type Transaction,
  type Withdrawal,
} from './rows.ts';
import {
  byTable,
  type KeyValue,
  READ_KEY_TARGETS,
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

/** Rows as far as they are known. They are values: whoever changes one puts another in its place. */
export interface Rows {
  /** The row with this key; null where there is none, and undefined where nothing is known of it. */
  row<T extends TableName>(table: T, key: string): Tables[T] | null | undefined;
  /** The rows of a set by their keys, in no order; undefined where it isn't known whole. */
  rowsOf<T extends TableName>(
    table: T,
    set: { readonly kind: SetKind<T>; readonly value: KeyValue },
  ): ReadonlyMap<string, Tables[T]> | undefined;
  operation(operationId: string): Transaction | null | undefined;
}

const NOTHING_KNOWN: Rows = {
  row: () => undefined,
  rowsOf: () => undefined,
  operation: () => undefined,
};

/** Rows that were changed, by table and key; null is a row that was removed. */
export type Changes = { [T in TableName]?: Map<string, Tables[T] | null> };

export function putChange<T extends TableName>(
  changes: Changes,
  table: T,
  { key, row }: { readonly key: string; readonly row: Tables[T] | null },
): void {
  changes[table] ??= new Map();
  const changed: Map<string, Tables[T] | null> | undefined = changes[table];
  changed?.set(key, row);
}

/** The rows with the changes of each moment on top of them. */
function overlayChanges(rows: Rows, changesNow: () => Changes): Rows {
  return {
    row<T extends TableName>(table: T, key: string) {
      const changed: ReadonlyMap<string, Tables[T] | null> | undefined = changesNow()[table];
      const row = changed?.get(key);
      return row === undefined ? rows.row(table, key) : row;
    },
    rowsOf<T extends TableName>(table: T, set: { kind: SetKind<T>; value: KeyValue }) {
      const before = rows.rowsOf(table, set);
      const changed: ReadonlyMap<string, Tables[T] | null> | undefined = changesNow()[table];
      if (!before || !changed) return before;
      const { valueIn } = findSet(table, set.kind);
      const after = new Map(before);
      for (const [key, row] of changed) {
        if (row && valueIn(row) === set.value) after.set(key, row);
        else after.delete(key);
      }
      return after;
    },
    operation: rows.operation,
  };
}

const findSet = <T extends TableName>(table: T, kind: SetKind<T>) =>
  invariant(
    tableDefinition(table).sets?.find(({ readKey }) => readKey === kind),
    'a set of the table',
  );

/** What a batch has decided so far, on top of the rows that it began with. */
export interface View extends Rows {
  bank: BankRow;
  readonly changes: Changes;
  /** What was done by this batch, by operation id. */
  readonly operations: Map<string, Transaction>;
  readonly transactions: Transaction[];
  readonly events: BankEvent[];
  /** Discord users whose messages of earlier commits are erased, sent or not. */
  readonly erasedUsers: string[];
  /**
   * Operations and nonces that were taken for new, as nearly all are, since nothing is known of them; null
   * where they are not.
   */
  readonly assumedNew: ReadKey[] | null;
  /** Null until the first step: a query has none. */
  underWay: UnderWay | null;
}

/** The step that is under way, of which there is one at a time: what it has changed, and what it reads. */
interface UnderWay {
  changes: Changes;
  bank: BankRow;
  readonly reader: Reader;
}

export function createView(
  bank: BankRow,
  known: Rows = NOTHING_KNOWN,
  assumedNew: ReadKey[] | null = null,
): View {
  const changes: Changes = {};
  const operations = new Map<string, Transaction>();
  return {
    ...overlayChanges(known, () => changes),
    operation: (id) => operations.get(id) ?? known.operation(id),
    bank,
    changes,
    operations,
    transactions: [],
    events: [],
    erasedUsers: [],
    assumedNew,
    underWay: null,
  };
}

/** Begins a step that will make these changes; what it reads by is made once for all steps on this view. */
export function beginChanges(view: View, changes: Changes): UnderWay {
  view.underWay ??= createUnderWay(view);
  return Object.assign(view.underWay, { changes, bank: view.bank });
}

function createUnderWay(view: View): UnderWay {
  const rows = overlayChanges(view, () => underWay.changes);
  const underWay: UnderWay = {
    changes: {},
    bank: view.bank,
    reader: createReader(rows, () => underWay.bank, view.assumedNew),
  };
  return underWay;
}

/**
 * A decision read a row that isn't known. What its read keys name is loaded then. If another decision of the
 * same batch made yet another row matter, the operation is decided again in the next batch; else it is a bug:
 * a read key left out.
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
  allTellerCards(): TellerCard[];
  allStaff(): StaffMember[];
  allSignIns(): SignIn[];
  allStaffProposals(): StaffProposal[];
  passesOfUser(discordUserId: string): Pass[];
  /** What is known of an old id or name: what it is now, or may be. */
  aliasesOfPet(oldId: string): Alias[];
  operation(operationId: string): Transaction | undefined;
  nonce(keyId: string, nonce: string): Nonce | undefined;
}

/** A reader over a view's rows, or over those with the changes of a step. */
export function createReader(rows: Rows, bank: () => BankRow, assumedNew: View['assumedNew'] = null): Reader {
  function rowOf<T extends TableName>(table: T, key: string): Tables[T] | undefined {
    const row = rows.row(table, key);
    if (row === undefined) throw new MissingRowError(`${TABLES[table].readKey} ${key}`);
    return row ?? undefined;
  }
  function orNew<Row>(row: Row | null | undefined, readKey: ReadKey): Row | undefined {
    if (row !== undefined) return row ?? undefined;
    if (!assumedNew) throw new MissingRowError(readKeyText(readKey));
    assumedNew.push(readKey);
    return undefined;
  }
  function balanceRow(account: Account, asset: AssetKey): Balance {
    const key = `${account} ${asset}`;
    const row = rows.row('balances', key);
    if (row === undefined && !rows.rowsOf('balances', { kind: 'account', value: account })) {
      throw new MissingRowError(`balance ${key}`);
    }
    return row ?? { account, asset, amount: 0n, holds: null };
  }
  return {
    // First: what comes after other fields is copied one by one.
    ...readSets(rows),
    bank,
    balance: (account, asset) => balanceRow(account, asset).amount,
    balanceRow,
    row: rowOf,
    linkOfUser: (discordUserId) => rowOf('links', discordUserId),
    operation: (operationId) => orNew(rows.operation(operationId), { kind: 'operation', operationId }),
    nonce: (keyId, nonce) => orNew(rows.row('nonces', `${keyId} ${nonce}`), { kind: 'nonce', keyId, nonce }),
  };
}

type SetReads = Omit<
  Reader,
  'bank' | 'balance' | 'balanceRow' | 'row' | 'linkOfUser' | 'operation' | 'nonce'
>;

/** The reads of rows that have something in common. */
function readSets(rows: Rows): SetReads {
  function rowsOf<T extends TableName>(table: T, kind: SetKind<T>, value: KeyValue): Tables[T][] {
    const found = rows.rowsOf(table, { kind, value });
    if (!found) throw new MissingRowError(`${kind} ${value}`);
    // Most sets are empty, such as a member's open withdrawals.
    return found.size === 0 ? [] : [...found.values()];
  }
  return {
    balancesOf: (account) => rowsOf('balances', 'account', account).filter(({ amount }) => amount !== 0n),
    linkOfMember: (robloxUserId) => rowsOf('links', 'link_of_member', robloxUserId)[0],
    profilesOfUser: (discordUserId) => rowsOf('profiles', 'profiles_of_user', discordUserId),
    openWithdrawalsOfMember: (robloxUserId) =>
      rowsOf('withdrawals', 'open_withdrawals_of_member', robloxUserId).sort(oldestFirst),
    openWithdrawalsOfTeller: (tellerId) =>
      rowsOf('withdrawals', 'open_withdrawals_of_teller', tellerId).sort(oldestFirst),
    aliasesOfPet: (oldId) => rowsOf('aliases', 'aliases_of_pet', oldId),
    openCasesOfMember: (robloxUserId) => rowsOf('cases', 'open_cases_of_member', robloxUserId),
    openOffersByMember: (robloxUserId) => rowsOf('offers', 'open_offers_by_member', robloxUserId),
    openOffersToMember: (robloxUserId) => rowsOf('offers', 'open_offers_to_member', robloxUserId),
    allTellers: () => rowsOf('tellers', 'all_tellers', 'bank'),
    allTellerCards: () => rowsOf('tellerCards', 'all_teller_cards', 'bank'),
    allStaff: () => rowsOf('staff', 'all_staff', 'bank'),
    allSignIns: () => rowsOf('signIns', 'all_sign_ins', 'bank'),
    allStaffProposals: () => rowsOf('staffProposals', 'all_staff_proposals', 'bank'),
    passesOfUser: (discordUserId) => rowsOf('passes', 'passes_of_user', discordUserId),
  };
}
