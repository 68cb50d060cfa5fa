import type { Database } from 'bun:sqlite';
import { rmSync } from 'node:fs';
import { assert, invariant } from '../../bank/engine/assert.ts';
import type { DailyUsage } from '../../bank/engine/rows.ts';
import type { ArchiveTarget } from '../archive/fill.ts';
import { publish, unfinishedName } from '../archive/publish.ts';
import {
  ARCHIVE_TABLES,
  type ArchiveRows,
  type ArchiveTable,
  decodeRow,
  type Page,
  toPage,
} from '../archive/rows.ts';
import { type ArchiveSource, PAGE_ROWS } from '../archive/scan.ts';
import { ArchiveUnavailable } from '../errors.ts';
import { lastHeadFile, openLastHead, readLastHead } from './last-head.ts';
import type { DatabaseFile } from './migrate.ts';
import { openDatabase, type SqliteDatabase } from './open.ts';
import { findHolder } from './ownership-check.ts';
import { preparePages } from './pages.ts';
import { identify } from './place.ts';
import { createReads } from './reads.ts';
import * as schema from './schema.ts';
import { prepareInsert } from './statement.ts';
import { SQL_TABLES, type SqlTable } from './tables.ts';

/**
 * The bank in the file as of this moment: one read transaction on a connection of its own, which blocks no
 * commit. The write-ahead log grows until it is closed.
 */
export function openSqliteSource(file: DatabaseFile): ArchiveSource {
  const { client, db } = openDatabase(file);
  // Before the moment of the reads, which has it then: a bank may be at work.
  const lastHead = readLastHead(file.file);
  try {
    client.run('begin');
    const { seq, hash } = invariant(db.select().from(schema.bank).get(), "the bank's own row");
    return {
      head: { seq, hash },
      pages: () => readAll(db),
      reads: createReads(db),
      lastHead,
      isConsistentSnapshot: async () => true,
      close: async () => client.close(),
    };
  } catch (error) {
    client.close();
    throw error;
  }
}

async function* readAll(db: SqliteDatabase): AsyncGenerator<Page, void> {
  for (const table of ARCHIVE_TABLES) yield* table === 'usage' ? readUsage(db) : read(db, table);
}

/** In the order of the key's text, as where it is one text. No index has that: SQLite sorts once. */
async function* readUsage(db: SqliteDatabase): AsyncGenerator<Page<'usage'>, void> {
  const select = "select * from daily_usage order by roblox_user_id || ' ' || day";
  const found = db.$client.query<Readonly<Record<string, unknown>>, []>(select).iterate();
  let rows: DailyUsage[] = [];
  for (const { roblox_user_id: robloxUserId, ...row } of found) {
    rows.push(decodeRow('usage', { robloxUserId, ...row }));
    if (rows.length < PAGE_ROWS) continue;
    yield { table: 'usage', rows };
    rows = [];
  }
  if (rows.length > 0) yield { table: 'usage', rows };
}

async function* read<T extends ArchiveTable>(db: SqliteDatabase, name: T): AsyncGenerator<Page<T>, void> {
  const table: SqlTable<ArchiveRows[T]> = SQL_TABLES[name];
  const readPage = preparePages(db, table);
  let after: ArchiveRows[T] | undefined;
  for (;;) {
    const rows = readPage(after, PAGE_ROWS);
    if (rows.length > 0) yield toPage(name, rows, (_table, row) => row);
    if (rows.length < PAGE_ROWS) return;
    after = rows.at(-1);
  }
}

/**
 * A new bank under the file's name, which must be free: it is written to a file beside it, which gets the
 * name at the end. So an unfinished file is never a bank, and needs no syncs meanwhile.
 */
export function openSqliteTarget({ file, migrationsFolder }: DatabaseFile): ArchiveTarget {
  const holder = findHolder(file);
  if (holder !== null) {
    throw new ArchiveUnavailable(
      `a file named ${file} was deleted, and process ${holder} still works on it. Stop that bank first.`,
    );
  }
  const unfinished = unfinishedName(file);
  const { client, db } = openUnfinished({ file: unfinished, migrationsFolder });
  client.run('pragma synchronous = off');
  const insert = prepareInserts(db);
  const write = client.transaction((page: Page) => insert(page));
  const removeRest = (): void => {
    client.close();
    removeDatabase(unfinished);
  };
  return {
    reads: createReads(db),
    write: async (page) => write(page),
    async finish(bank) {
      insert({ table: 'bank', rows: [bank] });
      checkpoint(client);
      // The word of a bank that was there before would refuse this one.
      rmSync(lastHeadFile(file), { force: true });
      publish(unfinished, file, { overwrite: false });
      removeRest();
      const lastHead = openLastHead(file, identify(file));
      lastHead.write(bank);
      lastHead.close();
    },
    abandon: async () => removeRest(),
  };
}

/** Opens a new database, of which nothing is left where not even its tables fit on the disk. */
function openUnfinished(unfinished: DatabaseFile): ReturnType<typeof openDatabase> {
  try {
    return openDatabase(unfinished);
  } catch (error) {
    removeDatabase(unfinished.file);
    throw error;
  }
}

function removeDatabase(file: string): void {
  for (const end of ['', '-wal', '-shm']) rmSync(`${file}${end}`, { force: true });
}

/** Inserts a page of any table's rows. */
function prepareInserts(db: SqliteDatabase): <T extends ArchiveTable>(page: Page<T>) => void {
  const inserts = new Map(ARCHIVE_TABLES.map((name) => [name, prepareInsert(db, SQL_TABLES[name].table)]));
  return <T extends ArchiveTable>({ table, rows }: Page<T>) => {
    const { toColumns }: SqlTable<ArchiveRows[T]> = SQL_TABLES[table];
    const insert = invariant(inserts.get(table), 'a table of the archive');
    for (const row of rows) insert(toColumns(row));
  };
}

/** Copies every page of the write-ahead log into the file itself, which alone gets the bank's name. */
function checkpoint(client: Database): void {
  const done = client.query<{ busy: number; log: number }, []>('pragma wal_checkpoint(truncate)').get();
  assert(done?.busy === 0 && done.log === 0, 'the write-ahead log is empty');
}
