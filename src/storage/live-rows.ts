import { invariant } from '../bank/engine/assert.ts';
import type { BankRow, Transaction } from '../bank/engine/rows.ts';
import {
  byTable,
  type KeyValue,
  READ_KEY_TARGETS,
  rowKey,
  TABLE_NAMES,
  type TableName,
  type Tables,
  tableDefinition,
} from '../bank/engine/tables.ts';
import { type Changes, type ReadKey, type Rows, readKeyValue, type Snapshot } from '../bank/engine/view.ts';

/** The rows that are known of one version of the bank: each as a load would return it now. */
export interface LiveRows extends Rows {
  /** The bank's own row at that version. */
  readonly bank: BankRow;
  /** Whether all that the read key names is known, also that there is nothing. */
  knows(readKey: ReadKey): boolean;
  /** Adds what was loaded for the read keys, at this version. Goes through all tables, whatever it is. */
  add(readKeys: readonly ReadKey[], snapshot: Snapshot): void;
  /** Applies what a commit has changed, and the head that it led to. */
  apply(changes: Changes, bank: BankRow): void;
  /** How many rows and sets are known, and the weight of what rows have many of. */
  readonly size: number;
}

/** A table's rows by key, null where there is none; and by kind and value, the sets that are known whole. */
interface LiveTable<Row> {
  /** Of all of its rows together, beyond one for each. */
  weight: number;
  readonly rows: Map<string, Row | null>;
  /** The keys of those that are known until the next commit only. */
  readonly passing: Set<string>;
  /** The keys of those that are known only as a set shows them. */
  readonly shown: Set<string>;
  readonly sets: Map<string, Map<KeyValue | null | undefined, Map<string, Row>>>;
}
type LiveTables = { readonly [T in TableName]: LiveTable<Tables[T]> };

export function createLiveRows(head: BankRow): LiveRows {
  let bank = head;
  const tables = byTable<LiveTables>(() => ({
    weight: 0,
    rows: new Map(),
    passing: new Set(),
    shown: new Set(),
    sets: new Map(),
  }));
  /** Kept until the next commit, too. */
  const operations = new Map<string, Transaction | null>();
  // Counted where it changes: every query asks.
  let size = 0;
  const count = (): number =>
    TABLE_NAMES.reduce((sum, table) => sum + countTable(tables[table]), operations.size);
  return {
    get size() {
      return size;
    },
    get bank() {
      return bank;
    },
    row: (table, key) => rowOf(tableOf(tables, table), key),
    rowsOf: (table, { kind, value }) => tableOf(tables, table).sets.get(kind)?.get(value),
    operation: (id) => operations.get(id),
    knows(readKey) {
      const value = readKeyValue(readKey);
      const target = READ_KEY_TARGETS.get(readKey.kind);
      if (!target) return operations.has(String(value));
      const live: LiveTable<unknown> = tables[target.table];
      if (target.isSet) return live.sets.get(readKey.kind)?.has(value) ?? false;
      return rowOf(live, String(value)) !== undefined;
    },
    add(readKeys, snapshot) {
      for (const readKey of readKeys) {
        if (readKey.kind === 'operation') operations.set(readKey.operationId, null);
        else beginReadKey(tables, readKey);
      }
      for (const table of TABLE_NAMES) putAll(tables, table, { readKeys, rows: snapshot.rows });
      for (const done of snapshot.operations) operations.set(String(done.operationId), done);
      size = count();
    },
    apply(changes, next) {
      bank = next;
      for (const table of TABLE_NAMES) applyChanges(tables, table, changes);
      operations.clear();
      size = count();
    },
  };
}

const tableOf = <T extends TableName>(tables: LiveTables, table: T): LiveTable<Tables[T]> => tables[table];

const rowOf = <Row>({ rows, shown }: LiveTable<Row>, key: string): Row | null | undefined =>
  shown.has(key) ? undefined : rows.get(key);

const NO_SETS = [] as const;

function putRow<T extends TableName>(
  tables: LiveTables,
  table: T,
  { key, row }: { readonly key: string; readonly row: Tables[T] | null },
): void {
  const live = tableOf(tables, table);
  const { rows, passing, shown, sets } = live;
  const { sets: kinds = NO_SETS, isPassing, weigh } = tableDefinition(table);
  const before = rows.get(key);
  for (const { readKey, valueIn } of kinds) {
    const known = sets.get(readKey);
    if (!known) continue;
    if (before) known.get(valueIn(before))?.delete(key);
    if (row) addToSet(known, valueIn(row), { key, row });
  }
  if (weigh) live.weight += (row ? weigh(row) : 0) - (before ? weigh(before) : 0);
  rows.set(key, row);
  shown.delete(key);
  if (isPassing?.(row, key)) passing.add(key);
  else if (isPassing) passing.delete(key);
}

/** Whoever asks for one of these again reads it from the database. */
function forgetPassing<T extends TableName>(tables: LiveTables, table: T): void {
  const live = tableOf(tables, table);
  const { weigh } = tableDefinition(table);
  for (const key of live.passing) {
    const row = live.rows.get(key);
    if (row && weigh) live.weight -= weigh(row);
    live.rows.delete(key);
  }
  live.passing.clear();
}

/** Most sets are empty, such as a member's open withdrawals: they share this one. */
const EMPTY_SET = new Map<string, never>();

function addToSet<Row>(
  known: Map<KeyValue | null | undefined, Map<string, Row>>,
  value: KeyValue | null | undefined,
  { key, row }: { readonly key: string; readonly row: Row },
): void {
  const set = known.get(value);
  if (set?.size === 0) known.set(value, new Map([[key, row]]));
  else set?.set(key, row);
}

/** Makes what the read key names known, as nothing: whatever is there comes after. */
function beginReadKey(tables: LiveTables, readKey: ReadKey): void {
  const value = readKeyValue(readKey);
  const { table, isSet } = invariant(READ_KEY_TARGETS.get(readKey.kind), 'a kind of read key');
  if (isSet) beginSet(tableOf(tables, table), { kind: readKey.kind, value });
  else putRow(tables, table, { key: String(value), row: null });
}

function beginSet<Row>({ sets }: LiveTable<Row>, { kind, value }: { kind: string; value: KeyValue }): void {
  const known = sets.get(kind);
  if (known) known.set(value, EMPTY_SET);
  else sets.set(kind, new Map([[value, EMPTY_SET]]));
}

function putAll<T extends TableName>(
  tables: LiveTables,
  table: T,
  { readKeys, rows }: { readonly readKeys: readonly ReadKey[] } & Pick<Snapshot, 'rows'>,
): void {
  const live = tableOf(tables, table);
  const { readKey, isShownBySets } = tableDefinition(table);
  const ofOne = isShownBySets && readKeys.filter(({ kind }) => kind === readKey);
  const asked = ofOne && new Set(ofOne.map((each) => String(readKeyValue(each))));
  for (const row of rows[table]) {
    const key = rowKey(table, row);
    const isShown = asked && !asked.has(key);
    // A set found it: what is known of the row itself stays, but not that there was none.
    const known = isShown ? rowOf(live, key) : undefined;
    putRow(tables, table, { key, row: known ?? row });
    if (isShown && !known) live.shown.add(key);
  }
}

function applyChanges<T extends TableName>(tables: LiveTables, table: T, changes: Changes): void {
  const changed: ReadonlyMap<string, Tables[T] | null> | undefined = changes[table];
  const { isEmpty } = tableDefinition(table);
  for (const [key, row] of changed ?? []) {
    putRow(tables, table, { key, row: row && !isEmpty?.(row) ? row : null });
  }
  forgetPassing(tables, table);
}

function countTable({ weight, rows, sets }: LiveTable<unknown>): number {
  let count = weight + rows.size;
  for (const { size } of sets.values()) count += size;
  return count;
}
