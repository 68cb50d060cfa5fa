import type { BankEvent } from '../../src/bank/engine/rows.ts';
import { rowKey, TABLE_NAMES, type TableName } from '../../src/bank/engine/tables.ts';
import type { Batch, Driver } from '../../src/storage/driver.ts';

/**
 * The driver, with a copy kept of everything that its commits leave behind: the bank's row, every table's
 * rows, the log and the outbox. What a test compares before and after to see that nothing else changed.
 */
export function watch(driver: Driver): {
  readonly driver: Driver;
  readonly everything: () => Map<string, unknown>;
  readonly events: readonly BankEvent[];
} {
  const copy = new Map<string, unknown>();
  const events: BankEvent[] = [];

  function put<T extends TableName>(table: T, { puts }: Batch): void {
    for (const row of puts[table]) copy.set(`${table} ${rowKey(table, row)}`, row);
  }
  function erase(users: readonly string[]): void {
    for (const [index, { discordUserId }] of events.entries()) {
      if (users.some((user) => user === discordUserId)) copy.delete(`outbox ${index + 1}`);
    }
  }
  function note(batch: Batch): void {
    copy.set('bank', batch.bank);
    for (const table of TABLE_NAMES) for (const key of batch.removals[table]) copy.delete(`${table} ${key}`);
    for (const table of TABLE_NAMES) put(table, batch);
    for (const transaction of batch.transactions) copy.set(`transactions ${transaction.seq}`, transaction);
    erase(batch.erasedUsers);
    for (const event of batch.events) copy.set(`outbox ${events.push(event)}`, event);
  }
  return {
    driver: {
      ...driver,
      async store(batch) {
        const outcome = await driver.store(batch);
        if (outcome === 'stored') note(batch);
        return outcome;
      },
    },
    everything: () => new Map(copy),
    events,
  };
}
