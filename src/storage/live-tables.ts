import type { Transaction } from '../bank/engine/rows.ts';
import {
  byTable,
  type KeyValue,
  rowKey,
  TABLE_NAMES,
  type TableName,
  type Tables,
  tableDefinition,
} from '../bank/engine/tables.ts';
import type { Changes } from '../bank/engine/view.ts';

/** A table's rows by key, null where there is none; and by kind and value, the sets that are known whole. */
interface LiveTable<Row> {
  readonly rows: Map<string, Row | null>;
  /** The keys of those that are known until the next commit only. */
  readonly passing: Set<string>;
  /** The keys of those that are known only as a set shows them. */
  readonly shown: Set<string>;
  readonly sets: Map<string, Map<KeyValue | null | undefined, Map<string, Row>>>;
}

/** Rows and sets of one version of the bank. A set that is known has all of its rows here, too. */
export interface LiveTables {
  readonly tables: { readonly [T in TableName]: LiveTable<Tables[T]> };
  /** What operations made, by their ids, null where nothing: known until the next commit only. */
  readonly operations: Map<string, Transaction | null>;
  /** How many rows and sets there are, and parts of rows, each of which takes about as much memory. */
  weight: number;
}

/** Names a set of a table's rows. */
export interface SetName {
  readonly kind: string;
  readonly value: KeyValue;
}

export const createLiveTables = (): LiveTables => ({
  tables: byTable<LiveTables['tables']>(() => ({
    rows: new Map(),
    passing: new Set(),
    shown: new Set(),
    sets: new Map(),
  })),
  operations: new Map(),
  weight: 0,
});

const tableOf = <T extends TableName>({ tables }: LiveTables, table: T): LiveTable<Tables[T]> =>
  tables[table];

export function rowOf<T extends TableName>(
  live: LiveTables,
  table: T,
  key: string,
): Tables[T] | null | undefined {
  const { shown, rows } = tableOf(live, table);
  return shown.has(key) ? undefined : rows.get(key);
}

export const setOf = <T extends TableName>(
  live: LiveTables,
  table: T,
  { kind, value }: SetName,
): ReadonlyMap<string, Tables[T]> | undefined => tableOf(live, table).sets.get(kind)?.get(value);

const NO_SETS = [] as const;

export function putRow<T extends TableName>(
  live: LiveTables,
  table: T,
  { key, row }: { readonly key: string; readonly row: Tables[T] | null },
): void {
  const { rows, passing, shown, sets } = tableOf(live, table);
  const { sets: kinds = NO_SETS, isPassing } = tableDefinition(table);
  const before = rows.get(key);
  for (const { readKey, valueIn } of kinds) {
    const known = sets.get(readKey);
    if (!known) continue;
    if (before) known.get(valueIn(before))?.delete(key);
    if (row) addToSet(known, valueIn(row), { key, row });
  }
  live.weight += weighRow(table, row) - weighRow(table, before);
  rows.set(key, row);
  shown.delete(key);
  if (isPassing?.(row, key)) passing.add(key);
  else if (isPassing) passing.delete(key);
}

function weighRow<T extends TableName>(table: T, row: Tables[T] | null | undefined): number {
  if (row === undefined) return 0;
  return 1 + (row === null ? 0 : (tableDefinition(table).countParts?.(row) ?? 0));
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

/** Makes the set known, as empty: whatever is in it comes after. */
export function beginSet<T extends TableName>(live: LiveTables, table: T, { kind, value }: SetName): void {
  const { sets } = tableOf(live, table);
  const known = sets.get(kind) ?? new Map<KeyValue, Map<string, Tables[T]>>();
  if (!known.has(value)) live.weight += 1;
  sets.set(kind, known.set(value, EMPTY_SET));
}

/** A row that a set found: what is known of the row itself stays, but not that there was none. */
export function putFound<T extends TableName>(live: LiveTables, table: T, row: Tables[T]): void {
  const key = rowKey(table, row);
  const known = rowOf(live, table, key);
  putRow(live, table, { key, row: known ?? row });
  if (!known && tableDefinition(table).isShownBySets) tableOf(live, table).shown.add(key);
}

/**
 * Puts what a commit has changed of what is known here in its place, and forgets what was known until then.
 * What nobody asks for takes no room.
 */
export function applyChanges(live: LiveTables, changes: Changes): void {
  for (const table of TABLE_NAMES) applyTo(live, table, changes);
  live.operations.clear();
}

function applyTo<T extends TableName>(live: LiveTables, table: T, changes: Changes): void {
  const changed: ReadonlyMap<string, Tables[T] | null> | undefined = changes[table];
  const { isEmpty } = tableDefinition(table);
  for (const [key, written] of changed ?? []) {
    const row = written && !isEmpty?.(written) ? written : null;
    if (isKept(live, table, { key, row })) putRow(live, table, { key, row });
  }
  forgetPassing(live, table);
}

/** Whether anything is known of the row, or all of a set that it is in, or somebody will ask for it soon. */
function isKept<T extends TableName>(
  live: LiveTables,
  table: T,
  { key, row }: { readonly key: string; readonly row: Tables[T] | null },
): boolean {
  const { rows, sets } = tableOf(live, table);
  const { sets: kinds = NO_SETS, isAwaited } = tableDefinition(table);
  if (rows.has(key)) return true;
  if (row === null) return false;
  return isAwaited?.(row) || kinds.some(({ readKey, valueIn }) => sets.get(readKey)?.has(valueIn(row)));
}

/** Whoever asks for one of these again reads it from the database. */
function forgetPassing<T extends TableName>(live: LiveTables, table: T): void {
  const { rows, passing } = tableOf(live, table);
  for (const key of passing) {
    live.weight -= weighRow(table, rows.get(key));
    rows.delete(key);
  }
  passing.clear();
}
