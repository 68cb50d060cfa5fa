import { invariant } from './assert.ts';
import type { ReadKey, SetKind } from './read-key.ts';
import { createReader, type Reader, type Rows } from './reader.ts';
import type { BankEvent, BankRow, Transaction } from './rows.ts';
import { type KeyValue, type TableName, type Tables, tableDefinition } from './tables.ts';

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

/** Rows that were changed, by table and key; null is a row that was removed. */
export type Changes = { [T in TableName]?: Map<string, Tables[T] | null> };

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

const NOTHING_KNOWN: Rows = {
  row: () => undefined,
  rowsOf: () => undefined,
  operation: () => undefined,
};

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
