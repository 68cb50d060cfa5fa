import { Database, type SQLQueryBindings } from 'bun:sqlite';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type OpenRawStore, type RawRow, testEdits } from '../../../test/storage/edits.ts';
import { testRightsLog } from '../../../test/storage/rights-log.ts';
import { openSqlite } from './sqlite.ts';

type Columns = Record<string, SQLQueryBindings>;

const open: OpenRawStore = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'petbank-edits-'));
  const file = join(folder, 'petbank.db');
  const driver = openSqlite({ file, migrationsFolder: 'migrations' });
  const client = new Database(file);
  client.run('pragma ignore_check_constraints = on');
  const select = "select name from sqlite_master where type = 'table'";
  const rowIds = new Map<RawRow, number>();
  function insert(table: string, values: RawRow['values']): number {
    const names = Object.keys(values).map(toColumn);
    const marks = names.map(() => '?').join(', ');
    const sql = `insert into ${table} (${names.join(', ')}) values (${marks})`;
    // biome-ignore lint/nursery/noUnsafeTypeAssertion: values that came from the database, or are like them.
    return Number(client.run(sql, Object.values(values) as SQLQueryBindings[]).lastInsertRowid);
  }
  const remove = (table: string, rowId: number) =>
    client.run(`delete from ${table} where rowid = ?`, [rowId]);
  return {
    driver,
    raw: {
      async rows() {
        const tables = client.query<{ name: string }, []>(select).all();
        return tables.flatMap(({ name: of }) =>
          client
            .query<Columns, []>(`select rowid as "row id", * from ${of}`)
            .all()
            .map(({ 'row id': rowId, ...columns }) => {
              const values = Object.fromEntries(
                Object.entries(columns).map(([name, value]) => [toField(name), value]),
              );
              const row = { of, values };
              rowIds.set(row, Number(rowId));
              return row;
            }),
        );
      },
      async replace(row, by) {
        remove(row.of, rowIds.get(row) ?? 0);
        const other = by && insert(row.of, by);
        return async () => {
          if (other !== null) remove(row.of, other);
          rowIds.set(row, insert(row.of, row.values));
        };
      },
    },
    async close() {
      client.close();
      await driver.close();
      rmSync(folder, { recursive: true });
    },
  };
};

testEdits('SQLite', open);
testRightsLog('SQLite', open);

const toField = (column: string): string =>
  column.replace(/_([a-z])/g, (_all, letter: string) => letter.toUpperCase());
const toColumn = (field: string): string => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
