import { Database } from 'bun:sqlite';
import { afterAll, beforeAll, describe, expect, spyOn, test } from 'bun:test';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Driver } from '../driver.ts';
import { openSqlite } from './sqlite.ts';

/**
 * What a statement costs must not grow with the bank: it finds its rows by an index or a key. These may be
 * read whole, because they stay small however long the bank lives: its one row, its tellers, their cards, its
 * staff, who is signed in, what waits for a second person, and the withdrawals that are open. Of the cases
 * that are open, a page is read, from the oldest on.
 */
const SMALL_TABLES = 'bank|staff|sign_ins|staff_proposals|tellers|teller_cards|teller_accounts';
const SMALL_INDEXES = 'withdrawals USING INDEX withdrawals_open_\\w+|cases USING INDEX cases_open_oldest';
const SMALL = new RegExp(`^SCAN (${SMALL_TABLES}|${SMALL_INDEXES})\\b`);

describe('every statement that the driver runs', () => {
  const folder = mkdtempSync(join(tmpdir(), 'petbank-plans-'));
  const file = join(folder, 'petbank.db');
  let statements: string[] = [];
  let client: Database;

  beforeAll(async () => {
    statements = await statementsOf(async () => {
      const driver = openSqlite({ file, migrationsFolder: 'migrations' });
      await readEverything(driver);
      await driver.close();
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

  test('is seen here: at least one for each table, and one of each kind', () => {
    const tables = client.query<{ name: string }, []>(
      "select name from sqlite_master where type = 'table' and name not like '%sqlite%'",
    );
    for (const { name } of tables.all().filter((table) => !table.name.startsWith('__'))) {
      expect(statements.filter((statement) => statement.includes(name))).not.toBeEmpty();
    }
    for (const kind of ['select', 'insert', 'update', 'delete']) {
      expect(statements.filter((statement) => statement.startsWith(kind))).not.toBeEmpty();
    }
    expect(statements.length).toBeGreaterThan(35);
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

/**
 * Those that are prepared at the start need no call; these are built when they are called, each in all of
 * its forms.
 */
async function readEverything(driver: Driver): Promise<void> {
  const page = { limit: 10 };
  await driver.load([]);
  await driver.history({ robloxUserId: 1, ...page });
  for (const isOpen of [true, false]) await driver.cases({ isOpen, afterId: 'a', ...page });
  await driver.cases({ ...page });
  for (const afterId of [undefined, 'a']) await driver.openCases({ afterId, ...page });
  await driver.tellers();
  await driver.tellerBalances();
  await driver.dueWithdrawals({ at: 0, ...page });
  await driver.log({ afterSeq: 0, ...page });
  await driver.balances(page);
  await driver.balances({ after: { account: 'member:1', asset: 'gems' }, ...page });
  await driver.members({ afterId: 0, ...page });
  await driver.openWithdrawals(page);
  await driver.head();
  await driver.openOffers({ at: 0, ...page });
  await driver.unsentEvents({ afterId: 0, ...page });
  await driver.petValues(page);
  await driver.valuePoints('pet/normal/-/-/Cat');
  await driver.valuesVersion();
  await driver.importValues({
    readings: [],
    revise: () => {
      throw new Error('no reading');
    },
    nextAt: null,
  });
  await driver.takeImportTurn({ at: 0, until: 1 });
  const tellerId = 'teller-1';
  const account = { tellerId, sealedToken: 'x', connectedAt: 0, expiresAt: 1, nextAt: 0 };
  await driver.putTellerAccount(account);
  await driver.tellerAccounts();
  await driver.takeAccountTurn({ tellerId, at: 0, until: 1 });
  await driver.forgetTellerAccount(tellerId);
  await readProjections(driver);
  await driver.addReports({ rows: [], forget: [] });
  await driver.reportTallies({ tellerId, span: 'hours', from: 0, ...page });
  await readWebhooks(driver);
  await driver.countUnsent(page);
  await driver.forgetNonces({ before: 0, limit: 10 });
  await driver.forgetPasses({ before: 0, limit: 10 });
  await driver.ping();
}

async function readWebhooks(driver: Driver): Promise<void> {
  const page = { at: 0, limit: 10 };
  await driver.queueWebhooks({ audiences: ['member'], since: 0, ...page });
  await driver.takeWebhooks({ audience: 'member', leaseMs: 1, ...page });
  await driver.settleWebhook({ eventId: 1, status: 'sent', nextAt: 0, error: null });
  await driver.deadWebhooks({ afterId: 0, limit: 10 });
  await driver.retryWebhooks({ eventIds: [1], at: 0 });
  await driver.forgetWebhooks({ before: 0, limit: 10 });
  await driver.forgetEvents({ before: 0, limit: 10 });
}

async function readProjections(driver: Driver): Promise<void> {
  const page = { span: 'day', from: 0, limit: 10 } as const;
  const term = 'kind:deposit';
  await driver.projectionState();
  await driver.listTerms({ kind: 'kind', limit: 10 });
  await driver.memberSeqs({ robloxUserId: 1, beforeSeq: 9, limit: 10 });
  await driver.activity(page);
  await driver.flows(page);
  await driver.flowsOfAsset({ ...page, asset: 'gems' });
  await driver.profilesByName({ prefix: 'a', limit: 10 });
  const before = await driver.projectionState();
  const nothing = { terms: [], blocks: [], activity: [], flows: [], forgetHoursBefore: 0 };
  const counted = { term, count: 1, firstSeq: 1, lastSeq: 1 };
  await driver.appendProjections({ before, after: before, ...nothing, terms: [counted] });
}
