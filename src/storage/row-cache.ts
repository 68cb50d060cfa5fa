import {
  type BankRow,
  keyOf,
  OPEN_STATUSES,
  TABLE_NAMES,
  type TableName,
  type Tables,
} from '../bank/engine/rows.ts';
import {
  emptyMaps,
  type ReadKey,
  readKeyText,
  readKeyValue,
  type Snapshot,
  type View,
} from '../bank/engine/view.ts';

/** How many rows are remembered, each some 300 bytes long. With more, the memory begins anew. */
const MAX_ROWS = 20_000;
/** For how many commits nothing is remembered once another process came first. */
const BYPASS_COMMITS = 16;

/**
 * The rows that a process has seen for its commits, all as of one version of the head. While that is the
 * bank's version, they are just what a load would bring: what is decided on them is void unless a
 * compare-and-swap, or a load, finds that version.
 */
export interface RowCache {
  /** The head that the rows belong to; undefined where nothing is remembered. */
  head(): BankRow | undefined;
  /**
   * Lays into the view what is remembered of the needs, if it is of the view's version, and gives back the
   * needs that are left.
   */
  get(view: View, readKeys: ReadonlyMap<string, ReadKey>): ReadonlyMap<string, ReadKey>;
  /**
   * Takes in what was loaded for the needs. Where it shows that others have committed, it takes the place of
   * all that was there.
   */
  populate(needs: Iterable<ReadKey>, snapshot: Snapshot): void;
  /**
   * Takes in what a view's decisions have changed, now that they are committed, and the head that they led
   * to.
   */
  applyCommit(view: View, head: BankRow): void;
  clear(): void;
  /**
   * Forgets, and remembers nothing for a while: where others commit too, it would be out of date by the next
   * batch.
   */
  bypass(): void;
}

/**
 * Remembers nothing: where a load costs less than remembering, and for looks, which read what is there now.
 */
export const NO_ROW_CACHE: RowCache = {
  head: () => undefined,
  get: (_view, readKeys) => readKeys,
  populate: () => undefined,
  applyCommit: () => undefined,
  clear: () => undefined,
  bypass: () => undefined,
};

export function createRowCache(): RowCache {
  let head: BankRow | undefined;
  let shelf = createTableCache();
  let mistrusted = 0;

  function begin(from: BankRow | undefined): void {
    head = from;
    shelf = createTableCache();
  }
  function stayWithinBounds(): void {
    if (shelf.size() > MAX_ROWS) begin(head);
  }

  return {
    head: () => head,
    get(view, readKeys) {
      const left = new Map(readKeys);
      if (head?.version !== view.bank.version) return left;
      for (const [key, readKey] of readKeys) {
        if (!shelf.lay(view, readKey)) continue;
        view.loaded.add(key);
        left.delete(key);
      }
      return left;
    },
    populate(readKeys, snapshot) {
      if (mistrusted > 0) return;
      if (head?.version !== snapshot.bank.version) begin(snapshot.bank);
      shelf.keep(readKeys, snapshot);
      stayWithinBounds();
    },
    applyCommit(view, next) {
      if (mistrusted > 0) {
        mistrusted -= 1;
        return;
      }
      if (head?.version !== view.bank.version) begin(next);
      else head = next;
      shelf.change(view);
      stayWithinBounds();
    },
    clear: () => begin(undefined),
    bypass() {
      begin(undefined);
      mistrusted = BYPASS_COMMITS;
    },
  };
}

/** Nonces aren't remembered: nobody honest asks for one twice. */
const CACHED = TABLE_NAMES.filter((table) => table !== 'nonces');

/**
 * What a need asks for: one row by its key, all rows that have something in common, or what isn't remembered.
 */
const KINDS: {
  readonly [K in ReadKey['kind']]: { readonly table: TableName; readonly isSet: boolean } | null;
} = {
  balance: { table: 'balances', isSet: false },
  account: { table: 'balances', isSet: true },
  member: { table: 'members', isSet: false },
  profile: { table: 'profiles', isSet: false },
  link_of_user: { table: 'links', isSet: false },
  link_of_member: { table: 'links', isSet: true },
  verification: { table: 'verifications', isSet: false },
  withdrawal: { table: 'withdrawals', isSet: false },
  open_withdrawals_of_member: { table: 'withdrawals', isSet: true },
  open_withdrawals_of_teller: { table: 'withdrawals', isSet: true },
  teller: { table: 'tellers', isSet: false },
  usage: { table: 'usage', isSet: false },
  case: { table: 'cases', isSet: false },
  nonce: null,
  operation: null,
  // Asked for too seldom to be worth it.
  profiles_of_user: null,
  open_cases_of_member: null,
};

/** The needs for sets that a row is in. */
const setsOf: { readonly [T in TableName]?: (row: Tables[T]) => string[] } = {
  balances: ({ account }) => [`account ${account}`],
  links: ({ robloxUserId }) => [`link_of_member ${robloxUserId}`],
  withdrawals: ({ status, robloxUserId, claim }) =>
    OPEN_STATUSES.some((open) => open === status)
      ? [`open_withdrawals_of_member ${robloxUserId}`, `open_withdrawals_of_teller ${claim?.tellerId}`]
      : [],
};

/**
 * Rows by table and key, null where there is none, and for each set that was asked for the keys of its rows.
 */
function createTableCache() {
  const rows = emptyMaps();
  const sets = new Map<string, Set<string>>();

  function put<T extends TableName>(table: T, key: string, row: Tables[T] | null): void {
    const ofTable: Map<string, Tables[T] | null> = rows[table];
    const setsOfRow: ((row: Tables[T]) => string[]) | undefined = setsOf[table];
    const before = ofTable.get(key);
    if (before && setsOfRow) for (const set of setsOfRow(before)) sets.get(set)?.delete(key);
    if (row && setsOfRow) for (const set of setsOfRow(row)) sets.get(set)?.add(key);
    ofTable.set(key, row);
  }
  function layRow<T extends TableName>(view: View, table: T, key: string): boolean {
    const remembered: ReadonlyMap<string, Tables[T] | null> = rows[table];
    const into: Map<string, Tables[T] | null> = view.rows[table];
    const row = remembered.get(key);
    if (row !== undefined && !into.has(key)) into.set(key, row);
    return row !== undefined;
  }
  function keepTable<T extends TableName>(table: T, found: Snapshot['rows']): void {
    for (const row of found[table]) put(table, keyOf[table](row), row);
  }
  function changeTable<T extends TableName>(table: T, view: View): void {
    const changed: ReadonlyMap<string, Tables[T] | null> = view.rows[table];
    for (const key of view.changed.get(table) ?? []) put(table, key, changed.get(key) ?? null);
  }

  return {
    size: () => CACHED.reduce((sum, table) => sum + rows[table].size, sets.size),
    /** Lays the need's rows into the view, if they are known. */
    lay(view: View, readKey: ReadKey): boolean {
      const kind = KINDS[readKey.kind];
      if (!kind) return false;
      if (!kind.isSet) return layRow(view, kind.table, String(readKeyValue(readKey)));
      const keys = sets.get(readKeyText(readKey));
      for (const key of keys ?? []) layRow(view, kind.table, key);
      return keys !== undefined;
    },
    keep(readKeys: Iterable<ReadKey>, { rows: found }: Snapshot): void {
      for (const readKey of readKeys) {
        const kind = KINDS[readKey.kind];
        if (kind?.isSet) sets.set(readKeyText(readKey), new Set());
        else if (kind) put(kind.table, String(readKeyValue(readKey)), null);
      }
      for (const table of CACHED) keepTable(table, found);
    },
    change(view: View): void {
      for (const table of CACHED) changeTable(table, view);
    },
  };
}
