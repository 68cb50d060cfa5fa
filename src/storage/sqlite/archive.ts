import type { Database } from 'bun:sqlite';
import { rmSync } from 'node:fs';
import { asc, getTableColumns, type InferSelectModel, sql } from 'drizzle-orm';
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core';
import { assert, invariant } from '../../bank/engine/assert.ts';
import type { DailyUsage } from '../../bank/engine/rows.ts';
import type { ArchiveTarget } from '../archive/fill.ts';
import { publish, unfinishedName } from '../archive/publish.ts';
import { type ArchiveRows, type ArchiveTable, type Page, ROW_FORMS } from '../archive/rows.ts';
import { type ArchiveSource, PAGE_ROWS } from '../archive/scan.ts';
import { openDatabase, type SqliteDatabase } from './open.ts';
import { createReads } from './reads.ts';
import * as schema from './schema.ts';
import { prepareRead, prepareWrite, rowToWithdrawal, withdrawalToRow } from './statement.ts';
import { givenColumns } from './store.ts';

interface SqliteFile {
  readonly file: string;
  readonly migrationsFolder: string;
}

/**
 * The bank in the file as of this moment: one read transaction on a connection of its own, which hinders no
 * commit. The write-ahead log grows until it is closed.
 */
export function openSqliteSource({ file, migrationsFolder }: SqliteFile): ArchiveSource {
  const { client, db } = openDatabase(file, migrationsFolder);
  try {
    client.run('begin');
    const { seq, hash } = invariant(db.select().from(schema.bank).get(), "the bank's own row");
    return {
      head: { seq, hash },
      pages: () => readAll(db),
      reads: createReads(db),
      isConsistentSnapshot: async () => true,
      close: async () => client.close(),
    };
  } catch (error) {
    client.close();
    throw error;
  }
}

async function* readAll(db: SqliteDatabase): AsyncGenerator<Page, void> {
  const { inventory, nonces } = schema;
  yield* read(db, 'transactions', schema.transactions, [schema.transactions.seq], same);
  yield* read(db, 'balances', inventory, [inventory.account, inventory.asset], same);
  yield* read(db, 'members', schema.members, [schema.members.robloxUserId], same);
  yield* read(db, 'profiles', schema.users, [schema.users.robloxUserId], same);
  yield* read(db, 'links', schema.discordUsers, [schema.discordUsers.discordUserId], same);
  yield* read(db, 'verifications', schema.verifications, [schema.verifications.discordUserId], same);
  yield* read(db, 'withdrawals', schema.withdrawals, [schema.withdrawals.id], rowToWithdrawal);
  yield* read(db, 'tellers', schema.tellers, [schema.tellers.id], same);
  yield* readUsage(db);
  yield* read(db, 'cases', schema.cases, [schema.cases.id], same);
  yield* read(db, 'nonces', nonces, [nonces.keyId, nonces.nonce], same);
  // Who is sending an event now is no part of the bank.
  yield* read(db, 'outbox', schema.outbox, [schema.outbox.id], ({ leaseUntil: _leaseUntil, ...row }) => row);
  yield* read(db, 'petValues', schema.petValues, [schema.petValues.asset], same);
  yield* read(db, 'bank', schema.bank, [schema.bank.id], ({ id: _id, ...bank }) => bank);
}

const same = <Row>(row: Row): Row => row;

/**
 * A key of two fields has the order of its text, as in databases where it is one. No index has that: SQLite
 * sorts once.
 */
async function* readUsage(db: SqliteDatabase): AsyncGenerator<Page<'usage'>, void> {
  const { dailyUsage } = schema;
  const built = db
    .select()
    .from(dailyUsage)
    .orderBy(sql`${dailyUsage.robloxUserId} || ' ' || ${dailyUsage.day}`);
  let rows: DailyUsage[] = [];
  for (const { roblox_user_id: robloxUserId, ...row } of db.$client
    .query<Readonly<Record<string, unknown>>, []>(built.toSQL().sql)
    .iterate()) {
    rows.push(ROW_FORMS.usage.decode({ robloxUserId, ...row }));
    if (rows.length < PAGE_ROWS) continue;
    yield { table: 'usage', rows };
    rows = [];
  }
  if (rows.length > 0) yield { table: 'usage', rows };
}

/** Every row of a table by its key, from below every key on. */
async function* read<T extends ArchiveTable, Table extends SQLiteTable>(
  db: SqliteDatabase,
  name: T,
  table: Table,
  keys: readonly SQLiteColumn[],
  toRow: (row: InferSelectModel<Table>) => ArchiveRows[T],
): AsyncGenerator<Page<T>, void> {
  const columns = sql.join([...keys], sql`, `);
  const after = sql.join(
    keys.map((key) => sql`${sql.placeholder(key.name)}`),
    sql`, `,
  );
  const from: SQLiteTable = table;
  const built = db
    .select()
    .from(from)
    .where(sql`(${columns}) > (${after})`)
    .orderBy(...keys.map((key) => asc(key)))
    .limit(sql.placeholder('limit'));
  const next = prepareRead(db, table, built);
  const fields = Object.entries(getTableColumns(table)).filter(([, column]) => keys.includes(column));
  let cursor: object = Object.fromEntries(
    keys.map((key) => [key.name, key.dataType === 'number' ? Number.MIN_SAFE_INTEGER : '']),
  );
  for (;;) {
    const rows = next({ ...cursor, limit: PAGE_ROWS });
    const last = rows.at(-1);
    if (last === undefined) return;
    const values = new Map(Object.entries(last));
    cursor = Object.fromEntries(fields.map(([field, column]) => [column.name, values.get(field)]));
    // biome-ignore lint/nursery/noUnsafeTypeAssertion: TypeScript can't see that the rows are those of the table that is named.
    yield { table: name, rows: rows.map(toRow) } as Page<T>;
  }
}

/**
 * A new bank at the file's name, which nobody may have taken: all of it is written to a file beside it, which
 * gets the name at the end. So an unfinished one is never a bank, and needs no syncs on its way.
 */
export function openSqliteTarget({ file, migrationsFolder }: SqliteFile): ArchiveTarget {
  const unfinished = unfinishedName(file);
  const { client, db } = openDatabase(unfinished, migrationsFolder);
  client.run('pragma synchronous = off');
  const writers = prepareWriters(db);
  const write = client.transaction((page: Page) => writePage(writers, page));
  const removeRest = (): void => {
    client.close();
    for (const end of ['', '-wal', '-shm']) rmSync(`${unfinished}${end}`, { force: true });
  };
  return {
    reads: createReads(db),
    async write(page) {
      write(page);
    },
    async finish(bank) {
      writers.bank({ id: 1, ...bank });
      checkpoint(client);
      publish(unfinished, file, { overwrite: false });
      removeRest();
    },
    async abandon() {
      removeRest();
    },
  };
}
type Writers = ReturnType<typeof prepareWriters>;

function prepareWriters(db: SqliteDatabase) {
  const into = (table: SQLiteTable) => prepareWrite(db, db.insert(table).values(givenColumns(table)));
  return {
    transactions: into(schema.transactions),
    balances: into(schema.inventory),
    members: into(schema.members),
    profiles: into(schema.users),
    links: into(schema.discordUsers),
    verifications: into(schema.verifications),
    withdrawals: into(schema.withdrawals),
    tellers: into(schema.tellers),
    usage: into(schema.dailyUsage),
    cases: into(schema.cases),
    nonces: into(schema.nonces),
    outbox: into(schema.outbox),
    petValues: into(schema.petValues),
    bank: into(schema.bank),
  };
}

function writePage(writers: Writers, page: Page): void {
  switch (page.table) {
    case 'withdrawals':
      for (const row of page.rows) writers.withdrawals(withdrawalToRow(row));
      return;
    case 'outbox':
      for (const row of page.rows) writers.outbox({ ...row, leaseUntil: 0 });
      return;
    default:
      for (const row of page.rows) writers[page.table](row);
  }
}

/** Brings every page out of the write-ahead log into the file itself, which alone gets the bank's name. */
function checkpoint(client: Database): void {
  const done = client.query<{ busy: number; log: number }, []>('pragma wal_checkpoint(truncate)').get();
  assert(done?.busy === 0 && done.log === 0, 'the write-ahead log is empty');
}
