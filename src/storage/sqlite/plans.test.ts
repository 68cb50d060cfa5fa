import { Database } from 'bun:sqlite';
import { afterAll, beforeAll, describe, expect, spyOn, test } from 'bun:test';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { callEverything, READS_ALL } from '../../../test/storage/every-call.ts';
import type { Driver } from '../driver.ts';
import { openSqlite } from './sqlite.ts';

/**
 * What a statement costs must not grow with the bank: it finds its rows by an index or a key. These may be
 * read whole, because they stay small however long the bank lives: its one row, its tellers, with their cards
 * and reports, its staff, who is signed in, what waits for a second person, what pets were called before, the
 * withdrawals that are open and the events that are unsent. Of the cases that are open, a page is read, from
 * the oldest on.
 */
const SMALL_TABLES = [
  ...['bank', 'staff', 'sign_ins', 'staff_proposals', 'aliases'],
  ...['tellers', 'teller_cards', 'teller_accounts', 'teller_reports', 'joint_shortages'],
];
const SMALL_INDEXES = [
  ...['withdrawals USING INDEX withdrawals_open_\\w+', 'outbox USING INDEX outbox_unsent'],
  'cases USING INDEX cases_open_oldest',
];
const SMALL = new RegExp(`^SCAN (${[...SMALL_TABLES, ...SMALL_INDEXES].join('|')})\\b`);

describe('every statement that the driver runs', () => {
  const folder = mkdtempSync(join(tmpdir(), 'petbank-plans-'));
  const file = join(folder, 'petbank.db');
  let statements: string[] = [];
  let uncalled: string[] = [];
  let client: Database;

  beforeAll(async () => {
    statements = await statementsOf(async () => {
      const opened = openSqlite({ file, migrationsFolder: 'migrations' });
      const { driver, listUncalled } = watchCalls(opened);
      await callEverything(driver);
      await driver.close();
      uncalled = listUncalled();
    });
    client = new Database(file);
  });
  afterAll(() => {
    client.close();
    rmSync(folder, { recursive: true });
  });

  /** How SQLite will find the rows, step by step. */
  const planOf = (statement: string): string[] =>
    client
      .query<{ detail: string }, []>(`explain query plan ${statement}`)
      .all()
      .map(({ detail }) => detail);

  test('is seen here: every method is called, for each table and each kind of rows', () => {
    expect(uncalled).toEqual([]);
    const tables = client.query<{ name: string }, []>(
      "select name from sqlite_master where type = 'table' and name not like '%sqlite%'",
    );
    for (const { name } of tables.all().filter((table) => !table.name.startsWith('__'))) {
      for (const part of [`insert into "${name}"`, ` from "${name}"`])
        expect(statements.filter((statement) => statement.includes(part))).not.toBeEmpty();
    }
    for (const kind of ['select', 'insert', 'update', 'delete']) {
      expect(statements.filter((statement) => statement.startsWith(kind))).not.toBeEmpty();
    }
    expect(statements.length).toBeGreaterThan(100);
  });

  test('finds its rows by an index or a key, and never reads a whole table', () => {
    const scans = statements.flatMap((statement) =>
      planOf(statement)
        .filter((step) => step.startsWith('SCAN') && !SMALL.test(step))
        .map((step) => ({ statement, step })),
    );
    expect(scans).toEqual([]);
  });

  test('that names what it wants goes straight to it, not through everything newer or older', () => {
    const naming = statements.filter((statement) => /\bwhere\b.* = [?:$@]/is.test(statement));
    expect(naming.length).toBeGreaterThan(15);
    const astray = naming.filter((statement) => {
      const plan = planOf(statement);
      return !plan.some((step) => step.includes('=?') || SMALL.test(step));
    });
    expect(astray).toEqual([]);
  });

  test('that writes over a row leaves its key alone, and so the indexes that hold it', () => {
    const putting = statements.flatMap((statement) => {
      const [, key = '', set = ''] = / on conflict \(([^)]+)\) do update set (.+)/.exec(statement) ?? [];
      return key === '' ? [] : [{ key: key.match(/"\w+"(?=,|$)/g) ?? [], set }];
    });
    expect(putting.length).toBeGreaterThan(15);
    const setting = putting.filter(({ key, set }) => key.some((column) => set.includes(`${column} =`)));
    expect(setting).toEqual([]);
  });

  test('finds them in the order in which it returns them: only what is small is sorted', () => {
    const sorting = statements
      .map((statement) => planOf(statement))
      .filter((plan) => plan.some((step) => step.includes('TEMP B-TREE')));
    for (const plan of sorting) expect(plan[0]).toMatch(SMALL);
  });
});

/** The statements that are prepared while this runs. Those of the start, such as migrations, are left out. */
async function statementsOf(run: () => Promise<void>): Promise<string[]> {
  const spies = [spyOn(Database.prototype, 'prepare'), spyOn(Database.prototype, 'query')];
  try {
    await run();
    const texts = spies.flatMap((spy) => spy.mock.calls.map(([text]) => text.trim()));
    return [...new Set(texts)].filter(
      (text) => /^(select|insert|update|delete)\b/i.test(text) && !/__drizzle|sqlite_/.test(text),
    );
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

/** The driver, and which of its methods nobody has called. */
function watchCalls(opened: Driver): { driver: Driver; listUncalled(): string[] } {
  const uncalled = new Set(Object.keys(opened).filter((name) => !READS_ALL.includes(name)));
  const driver = new Proxy(opened, {
    get(target, name) {
      if (typeof name === 'string') uncalled.delete(name);
      return Reflect.get(target, name);
    },
  });
  return { driver, listUncalled: () => [...uncalled] };
}
