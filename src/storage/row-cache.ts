import type { BankRow } from '../bank/engine/rows.ts';
import type { TableName, Tables } from '../bank/engine/tables.ts';
import { READ_KEY_TARGETS, rowKey, TABLE_NAMES, tableDefinition } from '../bank/engine/tables.ts';
import type { ReadKey, Snapshot, View } from '../bank/engine/view.ts';
import { emptyMaps, readKeyText, readKeyValue } from '../bank/engine/view.ts';

/** How many rows are cached, each some 300 bytes long. With more, the cache starts empty again. */
const MAX_ROWS = 20_000;
/** For how many commits nothing is cached once another process came first. */
const BYPASS_COMMITS = 16;

/**
 * The rows that a process has seen for its commits, all of one version of the head: as a load would return
 * them while the bank has that version. Decisions on them are void unless a compare-and-swap, or a load,
 * finds it.
 */
export interface RowCache {
  /** The head that the rows belong to; undefined where nothing is cached. */
  head(): BankRow | undefined;
  /** Adds the cached rows to the view, if they are of its version. Returns the read keys that are left. */
  get(view: View, readKeys: ReadonlyMap<string, ReadKey>): ReadonlyMap<string, ReadKey>;
  /** Adds what was loaded for the read keys; where others have committed, it replaces all that was there. */
  populate(readKeys: Iterable<ReadKey>, snapshot: Snapshot): void;
  /** Applies what a view's decisions have changed, once they are committed, and the head that they led to. */
  applyCommit(view: View, head: BankRow): void;
  clear(): void;
  /** Clears, and caches nothing for a while: where others commit too, it would soon be out of date. */
  bypass(): void;
}

/** Caches nothing: where a load costs less than caching, and for queries, which read what is there now. */
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
  let rows = createTableCache();
  let commitsToBypass = 0;

  function restart(from: BankRow | undefined): void {
    head = from;
    rows = createTableCache();
  }
  function stayWithinBounds(): void {
    if (rows.size() > MAX_ROWS) restart(head);
  }

  return {
    head: () => head,
    get(view, readKeys) {
      const left = new Map(readKeys);
      if (head?.version !== view.bank.version) return left;
      for (const [key, readKey] of readKeys) {
        if (!rows.mergeInto(view, readKey)) continue;
        view.loaded.add(key);
        left.delete(key);
      }
      return left;
    },
    populate(readKeys, snapshot) {
      if (commitsToBypass > 0) return;
      if (head?.version !== snapshot.bank.version) restart(snapshot.bank);
      rows.add(readKeys, snapshot);
      stayWithinBounds();
    },
    applyCommit(view, next) {
      if (commitsToBypass > 0) {
        commitsToBypass -= 1;
        return;
      }
      if (head?.version !== view.bank.version) restart(next);
      else head = next;
      rows.applyChanges(view);
      // Keys of rows that aren't there are cached too.
      if (view.erasedUsers.length > 0) restart(undefined);
      stayWithinBounds();
    },
    clear: () => restart(undefined),
    bypass() {
      restart(undefined);
      commitsToBypass = BYPASS_COMMITS;
    },
  };
}

/** Nonces aren't cached, nor are operations: nobody honest asks for one twice. */
function isCached(table: TableName): boolean {
  const { isInsertOnly, isWriteOnly } = tableDefinition(table);
  return !isInsertOnly && !isWriteOnly;
}
const CACHED_TABLES = TABLE_NAMES.filter(isCached);
const NO_SETS = [] as const;

/** Rows by table and key, null where there is none, and for each set that was loaded the keys of its rows. */
function createTableCache() {
  const rows = emptyMaps();
  const sets = new Map<string, Set<string>>();

  function put<T extends TableName>(table: T, key: string, row: Tables[T] | null): void {
    const ofTable: Map<string, Tables[T] | null> = rows[table];
    const before = ofTable.get(key);
    for (const { readKey, valueIn } of tableDefinition(table).sets ?? NO_SETS) {
      if (before) sets.get(`${readKey} ${valueIn(before)}`)?.delete(key);
      if (row) sets.get(`${readKey} ${valueIn(row)}`)?.add(key);
    }
    ofTable.set(key, row);
  }
  function mergeRow<T extends TableName>(view: View, table: T, key: string): boolean {
    const cached: ReadonlyMap<string, Tables[T] | null> = rows[table];
    const into: Map<string, Tables[T] | null> = view.rows[table];
    const row = cached.get(key);
    if (row !== undefined && !into.has(key)) into.set(key, row);
    return row !== undefined;
  }
  function addTable<T extends TableName>(table: T, found: Snapshot['rows']): void {
    for (const row of found[table]) put(table, rowKey(table, row), row);
  }
  function changeTable<T extends TableName>(table: T, view: View): void {
    const changed: ReadonlyMap<string, Tables[T] | null> = view.rows[table];
    for (const key of view.changed.get(table) ?? []) put(table, key, changed.get(key) ?? null);
  }

  return {
    size: () => CACHED_TABLES.reduce((sum, table) => sum + rows[table].size, sets.size),
    /** Adds the read key's rows to the view. False where they aren't cached. */
    mergeInto(view: View, readKey: ReadKey): boolean {
      const target = READ_KEY_TARGETS.get(readKey.kind);
      if (!target) return false;
      if (!target.isSet) return mergeRow(view, target.table, String(readKeyValue(readKey)));
      const keys = sets.get(readKeyText(readKey));
      for (const key of keys ?? []) mergeRow(view, target.table, key);
      return keys !== undefined;
    },
    add(readKeys: Iterable<ReadKey>, { rows: found }: Snapshot): void {
      for (const readKey of readKeys) {
        const target = READ_KEY_TARGETS.get(readKey.kind);
        if (target?.isSet) sets.set(readKeyText(readKey), new Set());
        else if (target && isCached(target.table)) put(target.table, String(readKeyValue(readKey)), null);
      }
      for (const table of CACHED_TABLES) addTable(table, found);
    },
    applyChanges(view: View): void {
      for (const table of CACHED_TABLES) changeTable(table, view);
    },
  };
}
