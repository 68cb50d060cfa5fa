import { SQLiteError } from 'bun:sqlite';
import { and, asc, eq, gt, lte, or, sql } from 'drizzle-orm';
import type { Outbox } from '../../bank/engine/book.ts';
import { NEW_BANK } from '../../bank/engine/ledger.ts';
import type { ProjectionStore } from '../../bank/projections.ts';
import type { ReportHistoryStore } from '../../bank/report-history.ts';
import type { WebhookStore } from '../../bank/webhooks.ts';
import type { TellerAccountStore } from '../../bank/witness.ts';
import type { Driver, OnPoint } from '../driver.ts';
import { UnwritableRows } from '../errors.ts';
import { createChecks } from './checks.ts';
import { requireContinuity } from './continuity.ts';
import { createEraser, type Eraser } from './eraser.ts';
import { guardCalls, retryWhileBusySync } from './guard-calls.ts';
import { openLastHead } from './last-head.ts';
import { prepareLoad } from './load.ts';
import type { DatabaseFile } from './migrate.ts';
import { openDatabase, type SqliteDatabase } from './open.ts';
import { createOutbox } from './outbox.ts';
import { identify, rememberPlace } from './place.ts';
import { createProjections } from './projections.ts';
import { createReads } from './reads.ts';
import { createReportHistory } from './report-history.ts';
import * as schema from './schema.ts';
import { preparePut } from './statement.ts';
import { prepareStore } from './store.ts';
import { createValueStore } from './values.ts';
import { createWebhooks } from './webhooks.ts';

/** The book's driver on one SQLite file, for a machine of your own. Several processes may open it. */
export function openSqlite(address: DatabaseFile, onPoint?: OnPoint): Driver {
  const { file } = address;
  const { client, db } = openDatabase(address);
  const isNew = retryWhileBusySync(() => insertBank(db)) && file !== ':memory:';
  const place = rememberPlace(file);
  const lastHead = openLastHead(file, identify(file));
  const load = prepareLoad(db);
  // The callback is synchronous: an asynchronous one would commit at its first await.
  const store = client.transaction(prepareStore(db, file, onPoint));
  const eraser = createEraser(client);
  const driver: Driver = {
    isNew,
    ...createReads(db),
    ...createMessages(db),
    ...createValueStore(db),
    ...createTellerAccounts(db),
    ...createFigures(db),
    ...createChecks(db, file),
    load: async (readKeys) => load(readKeys),
    async store(batch) {
      try {
        const outcome = store.immediate(batch);
        place.check();
        if (outcome === 'stored') lastHead.write(batch.bank);
        if (batch.erasedUsers.length > 0) eraser.request();
        return outcome;
      } catch (error) {
        if (isRepeated(error)) return 'repeated';
        if (isUnwritable(error)) throw new UnwritableRows(error.message, { cause: error });
        throw error;
      }
    },
    forgetNonces: async (page) => deleteNonces(db, page, eraser),
    forgetPasses: async (page) => deletePasses(db, page, eraser),
    async ping() {
      place.check();
      // A row, since a mere "select 1" reads no file.
      db.select({ id: schema.bank.id }).from(schema.bank).get();
    },
    async requireContinuity(onCheck) {
      await lastHead.confirm(() => requireContinuity(driver, { file, client }, onCheck));
    },
    async close() {
      for (const opened of [lastHead, place, client]) opened.close();
    },
  };
  return guardCalls(driver, place);
}

function createMessages(db: SqliteDatabase): Outbox & WebhookStore {
  const outbox = createOutbox(db);
  return { ...outbox, ...createWebhooks(db, outbox) };
}

/** What screens show beside the books. */
const createFigures = (db: SqliteDatabase): ProjectionStore & ReportHistoryStore => ({
  ...createProjections(db),
  ...createReportHistory(db),
});

type Page = Parameters<Driver['forgetNonces']>[0];

/** Maintenance, which is the time for what could not be erased at once too. */
function deleteNonces(db: SqliteDatabase, { before, limit }: Page, eraser: Eraser): number {
  eraser.retry();
  const expired = sql`select rowid from nonces where expires_at <= ${before} limit ${limit}`;
  return db.all(sql`delete from nonces where rowid in (${expired}) returning rowid`).length;
}

/** Takes them out of the write-ahead log too: they say who came, though never linked. */
function deletePasses(db: SqliteDatabase, { before, limit }: Page, eraser: Eraser): number {
  const ended = sql`select id from passes where ends_at <= ${before} limit ${limit}`;
  const { length } = db.all(sql`delete from passes where id in (${ended}) returning id`);
  if (length > 0) eraser.request();
  return length;
}

/** Makes the bank's own row, and returns whether it wasn't there. */
function insertBank(db: SqliteDatabase): boolean {
  return (
    db
      .insert(schema.bank)
      .values({ id: 1, ...NEW_BANK })
      .onConflictDoNothing()
      .returning()
      .all().length > 0
  );
}

/** The unique keys of operations and nonces, as SQLite names them where they are violated. */
const REPEATED = /^UNIQUE constraint failed: (transactions\.operation_id|nonces\.key_id, nonces\.nonce)$/;

const isRepeated = (error: unknown): boolean => error instanceof SQLiteError && REPEATED.test(error.message);

/** A constraint that the rows violate, or more than a row may hold. */
const isUnwritable = (error: unknown): error is SQLiteError =>
  error instanceof SQLiteError && /^SQLITE_(CONSTRAINT|TOOBIG|MISMATCH)/.test(error.code ?? '');

/** Tellers' accounts. Each call is one statement, so that only one of two processes gets a turn. */
function createTellerAccounts(db: SqliteDatabase): TellerAccountStore {
  const { tellerAccounts: accounts } = schema;
  const isOf = (tellerId: string) => eq(accounts.tellerId, tellerId);
  const put = preparePut(db, accounts, [accounts.tellerId]);
  return {
    tellerAccounts: async () => db.select().from(accounts).orderBy(asc(accounts.tellerId)).all(),
    putTellerAccount: async (account) => void put(account),
    async forgetTellerAccount(tellerId) {
      return db.delete(accounts).where(isOf(tellerId)).returning().all().length > 0;
    },
    async takeAccountTurn({ tellerId, at, until, latest }) {
      const isDue = and(isOf(tellerId), or(lte(accounts.nextAt, at), gt(accounts.nextAt, latest)));
      return db.update(accounts).set({ nextAt: until }).where(isDue).returning().all().length > 0;
    },
  };
}
