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
  /** Adds what was loaded for the read keys, at this version. */
  add(readKeys: readonly ReadKey[], snapshot: Snapshot): void;
  /** Applies what a commit has changed, and the head that it led to. */
  apply(changes: Changes, bank: BankRow): void;
  /** How many rows and sets are known, and parts of rows that have many. */
  size(): number;
}

/** A table's rows by key, null where there is none; and by kind and value, the sets that are known whole. */
interface LiveTable<Row> {
  /** Of all of its rows together. */
  parts: number;
  readonly rows: Map<string, Row | null>;
  readonly sets: Map<string, Map<KeyValue | null | undefined, Map<string, Row>>>;
}
type LiveTables = { readonly [T in TableName]: LiveTable<Tables[T]> };

/** Kept until the next commit only: reports are large, and nobody honest asks for a nonce twice. */
const PASSING_TABLES = TABLE_NAMES.filter((table) => {
  const { isInsertOnly, isWriteOnly } = tableDefinition(table);
  return isInsertOnly || isWriteOnly;
});

export function createLiveRows(head: BankRow): LiveRows {
  let bank = head;
  const tables = byTable<LiveTables>(() => ({ parts: 0, rows: new Map(), sets: new Map() }));
  /** Kept until the next commit, too. */
  const operations = new Map<string, Transaction | null>();
  return {
    get bank() {
      return bank;
    },
    row: (table, key) => tableOf(tables, table).rows.get(key),
    rowsOf: (table, { kind, value }) => tableOf(tables, table).sets.get(kind)?.get(value),
    operation: (id) => operations.get(id),
    knows(readKey) {
      const value = readKeyValue(readKey);
      const target = READ_KEY_TARGETS.get(readKey.kind);
      if (!target) return operations.has(String(value));
      const { rows, sets } = tables[target.table];
      return target.isSet ? (sets.get(readKey.kind)?.has(value) ?? false) : rows.has(String(value));
    },
    add(readKeys, snapshot) {
      for (const readKey of readKeys) {
        if (readKey.kind === 'operation') operations.set(readKey.operationId, null);
        else beginReadKey(tables, readKey);
      }
      for (const table of TABLE_NAMES) putAll(tables, table, snapshot.rows);
      for (const done of snapshot.operations) operations.set(String(done.operationId), done);
    },
    apply(changes, next) {
      bank = next;
      for (const table of TABLE_NAMES) applyChanges(tables, table, changes);
      for (const table of PASSING_TABLES) tables[table].rows.clear();
      operations.clear();
    },
    size: () => TABLE_NAMES.reduce((sum, table) => sum + countTable(tables[table]), operations.size),
  };
}

const tableOf = <T extends TableName>(tables: LiveTables, table: T): LiveTable<Tables[T]> => tables[table];

const NO_SETS = [] as const;

function putRow<T extends TableName>(
  tables: LiveTables,
  table: T,
  { key, row }: { readonly key: string; readonly row: Tables[T] | null },
): void {
  const live = tableOf(tables, table);
  const { rows, sets } = live;
  const { sets: kinds = NO_SETS, countParts } = tableDefinition(table);
  const before = rows.get(key);
  for (const { readKey, valueIn } of kinds) {
    const known = sets.get(readKey);
    if (before) known?.get(valueIn(before))?.delete(key);
    if (row) known?.get(valueIn(row))?.set(key, row);
  }
  if (countParts) live.parts += (row ? countParts(row) : 0) - (before ? countParts(before) : 0);
  rows.set(key, row);
}

/** Makes what the read key names known, as nothing: whatever is there comes after. */
function beginReadKey(tables: LiveTables, readKey: ReadKey): void {
  const value = readKeyValue(readKey);
  const { table, isSet } = invariant(READ_KEY_TARGETS.get(readKey.kind), 'a kind of read key');
  const { sets } = tables[table];
  if (isSet) sets.set(readKey.kind, (sets.get(readKey.kind) ?? new Map()).set(value, new Map()));
  else putRow(tables, table, { key: String(value), row: null });
}

function putAll<T extends TableName>(tables: LiveTables, table: T, found: Snapshot['rows']): void {
  for (const row of found[table]) putRow(tables, table, { key: rowKey(table, row), row });
}

function applyChanges<T extends TableName>(tables: LiveTables, table: T, changes: Changes): void {
  const changed: ReadonlyMap<string, Tables[T] | null> | undefined = changes[table];
  const { isEmpty } = tableDefinition(table);
  for (const [key, row] of changed ?? []) {
    putRow(tables, table, { key, row: row && !isEmpty?.(row) ? row : null });
  }
}

const countTable = ({ parts, rows, sets }: LiveTable<unknown>): number =>
  [...sets.values()].reduce((sum, { size }) => sum + size, parts + rows.size);
