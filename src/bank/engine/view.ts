import { type AssetKey, type Goods, goodsToAmounts } from './pets.ts';
import {
  type Account,
  type Balance,
  type BankEvent,
  type BankRow,
  type Case,
  keyOf,
  OPEN_STATUSES,
  type Profile,
  TABLE_NAMES,
  type TableName,
  type Tables,
  type Transaction,
  type Withdrawal,
} from './rows.ts';

/** A row, or a set of rows, that a decision looks at. The storage loads just these. */
export type ReadKey =
  | { readonly kind: 'balance'; readonly account: Account; readonly asset: AssetKey }
  /** Every balance of one account. */
  | { readonly kind: 'account'; readonly account: Account }
  | { readonly kind: 'member'; readonly robloxUserId: number }
  | { readonly kind: 'profile'; readonly robloxUserId: number }
  /** The profiles that were linked to this Discord user last. */
  | { readonly kind: 'profiles_of_user'; readonly discordUserId: string }
  | { readonly kind: 'link_of_user'; readonly discordUserId: string }
  | { readonly kind: 'link_of_member'; readonly robloxUserId: number }
  | { readonly kind: 'verification'; readonly discordUserId: string }
  | { readonly kind: 'withdrawal'; readonly id: string }
  /** The member's reserved, claimed and uncertain withdrawals. */
  | { readonly kind: 'open_withdrawals_of_member'; readonly robloxUserId: number }
  /** The withdrawals that the teller has claimed, uncertain ones too. */
  | { readonly kind: 'open_withdrawals_of_teller'; readonly tellerId: string }
  | { readonly kind: 'teller'; readonly id: string }
  | { readonly kind: 'usage'; readonly robloxUserId: number; readonly day: string }
  | { readonly kind: 'case'; readonly id: string }
  | { readonly kind: 'open_cases_of_member'; readonly robloxUserId: number }
  | { readonly kind: 'nonce'; readonly keyId: string; readonly nonce: string }
  /** The transaction that an operation made, if it was done before. */
  | { readonly kind: 'operation'; readonly operationId: string };

/** What the need's rows are found by: the key of its row, or what all of its rows have in common. */
export function readKeyValue(readKey: ReadKey): string | number {
  switch (readKey.kind) {
    case 'balance':
      return `${readKey.account} ${readKey.asset}`;
    case 'account':
      return readKey.account;
    case 'member':
    case 'profile':
    case 'link_of_member':
    case 'open_withdrawals_of_member':
    case 'open_cases_of_member':
      return readKey.robloxUserId;
    case 'link_of_user':
    case 'profiles_of_user':
    case 'verification':
      return readKey.discordUserId;
    case 'withdrawal':
    case 'teller':
    case 'case':
      return readKey.id;
    case 'open_withdrawals_of_teller':
      return readKey.tellerId;
    case 'usage':
      return `${readKey.robloxUserId} ${readKey.day}`;
    case 'nonce':
      return `${readKey.keyId} ${readKey.nonce}`;
    case 'operation':
      return readKey.operationId;
    default:
      return readKey satisfies never;
  }
}

/** One string for each need: two needs with the same one ask for the same rows. */
export const readKeyText = (readKey: ReadKey): string => `${readKey.kind} ${readKeyValue(readKey)}`;

/** The balances of the goods' assets in each of the accounts. */
export const balanceReadKeys = (goods: Goods, accounts: readonly Account[]): ReadKey[] =>
  goodsToAmounts(goods).flatMap(([asset]) =>
    accounts.map((account): ReadKey => ({ kind: 'balance', account, asset })),
  );

/** What a storage answers to needs: all of it as of one moment, the head included. */
export interface Snapshot {
  readonly bank: BankRow;
  readonly rows: { readonly [T in TableName]: Tables[T][] };
  readonly operations: readonly Transaction[];
}

export function emptyRows(): { readonly [T in TableName]: Tables[T][] } {
  return {
    balances: [],
    members: [],
    profiles: [],
    links: [],
    verifications: [],
    withdrawals: [],
    tellers: [],
    usage: [],
    cases: [],
    nonces: [],
  };
}

type RowMaps = { readonly [T in TableName]: Map<string, Tables[T] | null> };

/** Rows by table and key; null is a row that was removed. */
export function emptyMaps(): RowMaps {
  return {
    balances: new Map(),
    members: new Map(),
    profiles: new Map(),
    links: new Map(),
    verifications: new Map(),
    withdrawals: new Map(),
    tellers: new Map(),
    usage: new Map(),
    cases: new Map(),
    nonces: new Map(),
  };
}

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
  };
}

/**
 * Lays a snapshot's rows into the view, as what was loaded for these needs. Rows that the view has already
 * stay as they are.
 */
export function mergeSnapshot(view: View, snapshot: Snapshot, needKeys: Iterable<string>): void {
  function lay<T extends TableName>(table: T, rows: readonly Tables[T][]): void {
    const map: Map<string, Tables[T] | null> = view.rows[table];
    for (const row of rows) {
      const key = keyOf[table](row);
      if (!map.has(key)) map.set(key, row);
    }
  }
  lay('balances', snapshot.rows.balances);
  lay('members', snapshot.rows.members);
  lay('profiles', snapshot.rows.profiles);
  lay('links', snapshot.rows.links);
  lay('verifications', snapshot.rows.verifications);
  lay('withdrawals', snapshot.rows.withdrawals);
  lay('tellers', snapshot.rows.tellers);
  lay('usage', snapshot.rows.usage);
  lay('cases', snapshot.rows.cases);
  lay('nonces', snapshot.rows.nonces);
  for (const done of snapshot.operations) {
    if (done.operationId !== null) view.operations.set(done.operationId, done);
  }
  for (const key of needKeys) view.loaded.add(key);
}

/**
 * A decision read a row that was not loaded. Where another decision of the same batch has made that row
 * matter, the operation is decided again in the next batch; else it is a fault of ours: a need left out.
 */
export class MissingRowError extends Error {
  override readonly name = 'Unloaded';
}

/** Reads of a view or of a step. Each may throw Unloaded. */
export interface Reader {
  readonly bank: () => BankRow;
  balance(account: Account, asset: AssetKey): bigint;
  /** The account's balances other than zero. */
  balancesOf(account: Account): Balance[];
  row<T extends RowByKey>(table: T, key: string): Tables[T] | undefined;
  linkOfUser(discordUserId: string): Tables['links'] | undefined;
  linkOfMember(robloxUserId: number): Tables['links'] | undefined;
  profilesOfUser(discordUserId: string): Profile[];
  openWithdrawalsOfMember(robloxUserId: number): Withdrawal[];
  openWithdrawalsOfTeller(tellerId: string): Withdrawal[];
  openCasesOfMember(robloxUserId: number): Case[];
  operation(operationId: string): Transaction | undefined;
}

/** Tables whose rows are read by the need of the same name and key. */
const READ_KEY_OF_TABLE = {
  members: 'member',
  profiles: 'profile',
  verifications: 'verification',
  withdrawals: 'withdrawal',
  tellers: 'teller',
  usage: 'usage',
  cases: 'case',
  nonces: 'nonce',
} as const;
type RowByKey = keyof typeof READ_KEY_OF_TABLE;

/** Finds rows in the view, with `changes` on top of it. */
function finderOf(view: View, changes: RowMaps) {
  return {
    find<T extends TableName>(table: T, key: string): Tables[T] | undefined {
      const changed: Map<string, Tables[T] | null> = changes[table];
      const stored: Map<string, Tables[T] | null> = view.rows[table];
      return (changed.has(key) ? changed.get(key) : stored.get(key)) ?? undefined;
    },
    filter<T extends TableName>(table: T, holds: (row: Tables[T]) => boolean): Tables[T][] {
      const changed: Map<string, Tables[T] | null> = changes[table];
      const stored: Map<string, Tables[T] | null> = view.rows[table];
      const found: Tables[T][] = [];
      for (const row of changed.values()) if (row !== null && holds(row)) found.push(row);
      for (const [key, row] of stored) if (row !== null && !changed.has(key) && holds(row)) found.push(row);
      return found;
    },
  };
}

/** A reader over the view, with `changes` on top of it. */
export function readerOf(view: View, changes: RowMaps, bank: () => BankRow): Reader {
  const { find, filter } = finderOf(view, changes);
  const orLoaded = <Row>(row: Row | undefined, need: string): Row | undefined => {
    if (row === undefined && !view.loaded.has(need)) throw new MissingRowError(need);
    return row;
  };
  const requireAll = (need: string): void => void orLoaded(undefined, need);
  return {
    bank,
    balance(account, asset) {
      const row = find('balances', `${account} ${asset}`);
      if (!view.loaded.has(`account ${account}`)) orLoaded(row, `balance ${account} ${asset}`);
      return row?.amount ?? 0n;
    },
    balancesOf(account) {
      requireAll(`account ${account}`);
      return filter('balances', (row) => row.account === account && row.amount !== 0n);
    },
    row: (table, key) => orLoaded(find(table, key), `${READ_KEY_OF_TABLE[table]} ${key}`),
    linkOfUser: (discordUserId) => orLoaded(find('links', discordUserId), `link_of_user ${discordUserId}`),
    linkOfMember(robloxUserId) {
      const [link] = filter('links', (link) => link.robloxUserId === robloxUserId);
      return orLoaded(link, `link_of_member ${robloxUserId}`);
    },
    profilesOfUser(discordUserId) {
      requireAll(`profiles_of_user ${discordUserId}`);
      return filter('profiles', (profile) => profile.lastDiscordUserId === discordUserId);
    },
    ...openRowsReader(filter, requireAll),
    operation: (id) => orLoaded(view.operations.get(id), `operation ${id}`),
  };
}

/** The part of a reader that lists what is open, of a member or a teller. */
function openRowsReader(
  filter: ReturnType<typeof finderOf>['filter'],
  requireAll: (readKey: string) => void,
): Pick<Reader, 'openWithdrawalsOfMember' | 'openWithdrawalsOfTeller' | 'openCasesOfMember'> {
  return {
    openWithdrawalsOfMember(robloxUserId) {
      requireAll(`open_withdrawals_of_member ${robloxUserId}`);
      const found = filter(
        'withdrawals',
        (withdrawal) => withdrawal.robloxUserId === robloxUserId && isOpen(withdrawal),
      );
      return found.sort(oldestFirst);
    },
    openWithdrawalsOfTeller(tellerId) {
      requireAll(`open_withdrawals_of_teller ${tellerId}`);
      const found = filter(
        'withdrawals',
        (withdrawal) => withdrawal.claim?.tellerId === tellerId && isOpen(withdrawal),
      );
      return found.sort(oldestFirst);
    },
    openCasesOfMember(robloxUserId) {
      requireAll(`open_cases_of_member ${robloxUserId}`);
      return filter(
        'cases',
        (openCase) => openCase.robloxUserId === robloxUserId && openCase.closedAt === null,
      );
    },
  };
}

const isOpen = ({ status }: Withdrawal): boolean => OPEN_STATUSES.some((open) => open === status);
const oldestFirst = (withdrawal: Withdrawal, other: Withdrawal): number => withdrawal.seq - other.seq;
