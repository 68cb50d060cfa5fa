import { and, eq, getTableColumns, type Placeholder, type SQL, sql } from 'drizzle-orm';
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Batch, OnPoint } from '../driver.ts';
import type { SqliteDatabase } from './open.ts';
import * as schema from './schema.ts';
import { prepareWrite, withdrawalToRow } from './statement.ts';

/**
 * Writes a batch if the bank's version is still the one its decisions were made on. Runs inside a
 * transaction.
 */
export function prepareStore(db: SqliteDatabase, onPoint?: OnPoint): (batch: Batch) => 'stored' | 'conflict' {
  const given = (name: string): SQL => sql`${sql.placeholder(name)}`;
  const moveHead = prepareWrite(
    db,
    db
      .update(schema.bank)
      .set({
        version: given('version'),
        seq: given('seq'),
        hash: given('hash'),
        headAt: given('headAt'),
        haltedReason: given('haltedReason'),
      })
      .where(eq(schema.bank.version, sql.placeholder('expectedVersion'))),
  );
  const writers = prepareWriters(db);
  return (batch) => {
    const { expectedVersion, bank } = batch;
    if (moveHead({ ...bank, expectedVersion }) === 0) return 'conflict';
    onPoint?.('moved');
    removeRows(writers, batch);
    putLog(writers, batch);
    onPoint?.('half_written');
    putRows(writers, batch);
    onPoint?.('written');
    return 'stored';
  };
}
type Writers = ReturnType<typeof prepareWriters>;

function removeRows(writers: Writers, { removals, puts }: Batch): void {
  for (const discordUserId of removals.links) writers.removeLink({ discordUserId });
  for (const discordUserId of removals.verifications) writers.removeVerification({ discordUserId });
  for (const robloxUserId of removals.profiles) writers.removeProfile({ robloxUserId: Number(robloxUserId) });
  for (const row of puts.balances) if (row.amount === 0n) writers.removeBalance(row);
}

function putLog(writers: Writers, { transactions, events }: Batch): void {
  for (const transaction of transactions) writers.transaction(transaction);
  for (const event of events) writers.event({ ...event, leaseUntil: 0 });
}

function putRows(writers: Writers, { puts }: Batch): void {
  for (const row of puts.balances) if (row.amount !== 0n) writers.balance(row);
  for (const row of puts.members) writers.member(row);
  for (const row of puts.profiles) writers.profile(row);
  for (const row of puts.links) writers.link(row);
  for (const row of puts.verifications) writers.verification(row);
  for (const row of puts.withdrawals) writers.withdrawal(withdrawalToRow(row));
  for (const row of puts.tellers) writers.teller(row);
  for (const row of puts.usage) writers.usage(row);
  for (const row of puts.cases) writers.case(row);
  for (const row of puts.nonces) writers.nonce(row);
}

const prepareWriters = (db: SqliteDatabase) => ({
  ...prepareLedgerWriters(db),
  ...preparePeopleWriters(db),
  ...prepareTradeWriters(db),
});

function prepareLedgerWriters(db: SqliteDatabase) {
  const { inventory, nonces, transactions, outbox } = schema;
  const { id: _id, sentAt: _sentAt, ...event } = givenColumns(outbox);
  const isBalance = and(
    eq(inventory.account, sql.placeholder('account')),
    eq(inventory.asset, sql.placeholder('asset')),
  );
  return {
    transaction: prepareWrite(db, db.insert(transactions).values(givenColumns(transactions))),
    balance: preparePut(db, inventory, [inventory.account, inventory.asset]),
    removeBalance: prepareWrite(db, db.delete(inventory).where(isBalance)),
    // No upsert: a nonce that is there already means that the compare-and-swap failed us, and must stop.
    nonce: prepareWrite(db, db.insert(nonces).values(givenColumns(nonces))),
    event: prepareWrite(db, db.insert(outbox).values(event)),
  };
}

function preparePeopleWriters(db: SqliteDatabase) {
  const { members, users, discordUsers, verifications } = schema;
  const discordUserId = sql.placeholder('discordUserId');
  return {
    member: preparePut(db, members, [members.robloxUserId]),
    profile: preparePut(db, users, [users.robloxUserId]),
    removeProfile: prepareWrite(
      db,
      db.delete(users).where(eq(users.robloxUserId, sql.placeholder('robloxUserId'))),
    ),
    link: preparePut(db, discordUsers, [discordUsers.discordUserId]),
    removeLink: prepareWrite(
      db,
      db.delete(discordUsers).where(eq(discordUsers.discordUserId, discordUserId)),
    ),
    verification: preparePut(db, verifications, [verifications.discordUserId]),
    removeVerification: prepareWrite(
      db,
      db.delete(verifications).where(eq(verifications.discordUserId, discordUserId)),
    ),
  };
}

function prepareTradeWriters(db: SqliteDatabase) {
  const { withdrawals, tellers, dailyUsage, cases } = schema;
  return {
    withdrawal: preparePut(db, withdrawals, [withdrawals.id]),
    teller: preparePut(db, tellers, [tellers.id]),
    usage: preparePut(db, dailyUsage, [dailyUsage.robloxUserId, dailyUsage.day]),
    case: preparePut(db, cases, [cases.id]),
  };
}

/** Inserts a row, or writes over the one with its key. */
export function preparePut(db: SqliteDatabase, table: SQLiteTable, target: SQLiteColumn[]) {
  const built = db.insert(table).values(givenColumns(table));
  return prepareWrite(db, built.onConflictDoUpdate({ target, set: newColumns(table) }));
}

type Columns<Table extends SQLiteTable> = keyof Table['_']['columns'];

/** A placeholder for every column, by its name. */
export function givenColumns<Table extends SQLiteTable>(
  table: Table,
): { [K in Columns<Table>]: Placeholder } {
  return mapColumns(table, (name) => sql.placeholder(name));
}

/** Every column set to what the insert brought. */
function newColumns<Table extends SQLiteTable>(table: Table): { [K in Columns<Table>]: SQL } {
  return mapColumns(table, (_name, column) => sql.raw(`excluded.${column.name}`));
}

function mapColumns<Table extends SQLiteTable, Value>(
  table: Table,
  make: (name: string, column: SQLiteColumn) => Value,
): { [K in Columns<Table>]: Value } {
  const entries = Object.entries(getTableColumns(table)).map(([name, column]) => [name, make(name, column)]);
  // biome-ignore lint/nursery/noUnsafeTypeAssertion: TypeScript can't see that these are the table's own columns.
  return Object.fromEntries(entries) as { [K in Columns<Table>]: Value };
}
