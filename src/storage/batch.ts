import { type RemovableTable, TABLE_NAMES, type TableName, type Tables } from '../bank/rows.ts';
import { emptyRows, type View } from '../bank/view.ts';
import type { Batch } from './driver.ts';

/** What the decisions have left in the view to be stored, or undefined where there is nothing. */
export function batchOf(view: View): Batch | undefined {
  const isUnchanged = TABLE_NAMES.every((table) => view.changed.get(table)?.size === 0);
  if (isUnchanged && view.transactions.length === 0) return undefined;
  const puts = emptyRows();
  function collect<T extends TableName>(table: T): void {
    const rows: Map<string, Tables[T] | null> = view.rows[table];
    for (const key of view.changed.get(table) ?? []) {
      const row = rows.get(key);
      if (row) puts[table].push(row);
    }
  }
  for (const table of TABLE_NAMES) collect(table);
  const removed = (table: RemovableTable): string[] =>
    [...(view.changed.get(table) ?? [])].filter((key) => view.rows[table].get(key) === null);
  return {
    expectedVersion: view.bank.version,
    bank: { ...view.bank, version: view.bank.version + 1 },
    transactions: view.transactions,
    puts,
    removals: {
      links: removed('links'),
      verifications: removed('verifications'),
      profiles: removed('profiles'),
    },
    events: view.events,
  };
}
