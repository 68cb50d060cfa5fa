import { invariant } from '../bank/engine/assert.ts';
import { type ReadKey, readKeyValue, type Snapshot } from '../bank/engine/read-key.ts';
import type { Rows } from '../bank/engine/reader.ts';
import type { BankRow } from '../bank/engine/rows.ts';
import {
  READ_KEY_TARGETS,
  rowKey,
  TABLE_NAMES,
  type TableName,
  tableDefinition,
} from '../bank/engine/tables.ts';
import type { Changes } from '../bank/engine/view.ts';
import {
  applyChanges,
  beginSet,
  createLiveTables,
  type LiveTables,
  putFound,
  putRow,
  rowOf,
  type SetName,
  setOf,
} from './live-tables.ts';

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
  /** How many rows, parts of rows and sets were asked for or came since `age` was called last. */
  readonly size: number;
  /** Forgets what nobody has asked for since this was called last. */
  age(): void;
  /** How often `age` was called: what is known now may be gone once it is two more. */
  readonly timesAged: number;
}

/**
 * The rows of two ages. Each age by itself is right: a row of it is as it is now, and a set of it is whole.
 * So the older can go at any time. Whoever asks for something of it makes it recent.
 */
interface Ages {
  recent: LiveTables;
  older: LiveTables;
}

export function createLiveRows(head: BankRow): LiveRows {
  let bank = head;
  let timesAged = 0;
  const ages: Ages = { recent: createLiveTables(), older: createLiveTables() };
  return {
    get size() {
      return ages.recent.weight + ages.recent.operations.size;
    },
    get bank() {
      return bank;
    },
    row: (table, key) => findRow(ages, table, key),
    rowsOf: (table, set) => findSet(ages, table, set),
    operation: (id) => findOperation(ages, id),
    knows(readKey) {
      const value = readKeyValue(readKey);
      const target = READ_KEY_TARGETS.get(readKey.kind);
      if (!target) return findOperation(ages, String(value)) !== undefined;
      const set = { kind: readKey.kind, value };
      const { table, isSet } = target;
      return (isSet ? findSet(ages, table, set) : findRow(ages, table, String(value))) !== undefined;
    },
    add(readKeys, snapshot) {
      const { recent } = ages;
      for (const readKey of readKeys) beginReadKey(recent, readKey);
      for (const table of TABLE_NAMES) putAll(recent, table, { readKeys, rows: snapshot.rows });
      for (const done of snapshot.operations) recent.operations.set(String(done.operationId), done);
    },
    apply(changes, next) {
      bank = next;
      applyChanges(ages.recent, changes);
      applyChanges(ages.older, changes);
    },
    get timesAged() {
      return timesAged;
    },
    age() {
      timesAged += 1;
      ages.older = ages.recent;
      ages.recent = createLiveTables();
    },
  };
}

function findRow<T extends TableName>({ recent, older }: Ages, table: T, key: string) {
  const row = rowOf(recent, table, key);
  if (row !== undefined) return row;
  const before = rowOf(older, table, key);
  if (before !== undefined) putRow(recent, table, { key, row: before });
  return before;
}

function findSet<T extends TableName>({ recent, older }: Ages, table: T, set: SetName) {
  const rows = setOf(recent, table, set);
  const before = rows ? undefined : setOf(older, table, set);
  if (!before) return rows;
  beginSet(recent, table, set);
  for (const row of before.values()) putFound(recent, table, row);
  return setOf(recent, table, set);
}

function findOperation({ recent, older }: Ages, id: string) {
  const done = recent.operations.get(id);
  return done === undefined ? older.operations.get(id) : done;
}

/** Makes what the read key names known, as nothing: whatever is there comes after. */
function beginReadKey(live: LiveTables, readKey: ReadKey): void {
  const value = readKeyValue(readKey);
  if (readKey.kind === 'operation') return void live.operations.set(readKey.operationId, null);
  const { table, isSet } = invariant(READ_KEY_TARGETS.get(readKey.kind), 'a kind of read key');
  if (isSet) beginSet(live, table, { kind: readKey.kind, value });
  else putRow(live, table, { key: String(value), row: null });
}

function putAll<T extends TableName>(
  live: LiveTables,
  table: T,
  { readKeys, rows }: { readonly readKeys: readonly ReadKey[] } & Pick<Snapshot, 'rows'>,
): void {
  const { readKey, isShownBySets } = tableDefinition(table);
  const ofOne = isShownBySets && readKeys.filter(({ kind }) => kind === readKey);
  const asked = ofOne && new Set(ofOne.map((each) => String(readKeyValue(each))));
  for (const row of rows[table]) {
    const key = rowKey(table, row);
    if (asked && !asked.has(key)) putFound(live, table, row);
    else putRow(live, table, { key, row });
  }
}
