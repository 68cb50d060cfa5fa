import { and, eq, getTableColumns, type Placeholder, type SQL, sql } from 'drizzle-orm';
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Batch, OnPoint } from '../driver.ts';
import type { SqliteDatabase } from './open.ts';
import { withdrawalToRow } from './rows.ts';
import * as schema from './schema.ts';

/** Writes a batch if the bank's version is still the one its decisions were made on. Runs inside a transaction. */
export function prepareStore(db: SqliteDatabase, onPoint?: OnPoint): (batch: Batch) => 'stored' | 'conflict' {
  const given = (name: string): SQL => sql`${sql.placeholder(name)}`;
  const moveHead = db
    .update(schema.bank)
    .set({
      version: given('version'),
      seq: given('seq'),
      hash: given('hash'),
      headAt: given('headAt'),
      haltedReason: given('haltedReason'),
    })
    .where(and(eq(schema.bank.id, 1), eq(schema.bank.version, sql.placeholder('expectedVersion'))))
    .returning({ version: schema.bank.version })
    .prepare();
  const writers = prepareWriters(db);
  return (batch) => {
    const { expectedVersion, bank } = batch;
    if (moveHead.all({ ...bank, expectedVersion }).length === 0) return 'conflict';
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
  for (const discordUserId of removals.links) writers.removeLink.run({ discordUserId });
  for (const discordUserId of removals.verifications) writers.removeVerification.run({ discordUserId });
  for (const { account, asset, amount } of puts.balances) {
    if (amount === 0n) writers.removeBalance.run({ account, asset });
  }
}

function putLog(writers: Writers, { transactions, events }: Batch): void {
  for (const one of transactions) writers.transaction.run({ ...one });
  for (const event of events) writers.event.run({ ...event });
}

function putRows(writers: Writers, { puts }: Batch): void {
  for (const row of puts.balances) if (row.amount !== 0n) writers.balance.run({ ...row });
  for (const row of puts.members) writers.member.run({ ...row });
  for (const row of puts.profiles) writers.profile.run({ ...row });
  for (const row of puts.links) writers.link.run({ ...row });
  for (const row of puts.verifications) writers.verification.run({ ...row });
  for (const row of puts.withdrawals) writers.withdrawal.run({ ...withdrawalToRow(row) });
  for (const row of puts.tellers) writers.teller.run({ ...row });
  for (const row of puts.usage) writers.usage.run({ ...row });
  for (const row of puts.cases) writers.case.run({ ...row });
  for (const row of puts.nonces) writers.nonce.run({ ...row });
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
    transaction: db.insert(transactions).values(givenColumns(transactions)).prepare(),
    balance: db
      .insert(inventory)
      .values(givenColumns(inventory))
      .onConflictDoUpdate({ target: [inventory.account, inventory.asset], set: newColumns(inventory) })
      .prepare(),
    removeBalance: db.delete(inventory).where(isBalance).prepare(),
    // No upsert: a nonce that is there already means that the compare-and-swap failed us, and must stop.
    nonce: db.insert(nonces).values(givenColumns(nonces)).prepare(),
    event: db.insert(outbox).values(event).prepare(),
  };
}

function preparePeopleWriters(db: SqliteDatabase) {
  const { members, users, discordUsers, verifications } = schema;
  const discordUserId = sql.placeholder('discordUserId');
  return {
    member: db
      .insert(members)
      .values(givenColumns(members))
      .onConflictDoUpdate({ target: members.robloxUserId, set: newColumns(members) })
      .prepare(),
    profile: db
      .insert(users)
      .values(givenColumns(users))
      .onConflictDoUpdate({ target: users.robloxUserId, set: newColumns(users) })
      .prepare(),
    link: db
      .insert(discordUsers)
      .values(givenColumns(discordUsers))
      .onConflictDoUpdate({ target: discordUsers.discordUserId, set: newColumns(discordUsers) })
      .prepare(),
    removeLink: db.delete(discordUsers).where(eq(discordUsers.discordUserId, discordUserId)).prepare(),
    verification: db
      .insert(verifications)
      .values(givenColumns(verifications))
      .onConflictDoUpdate({ target: verifications.discordUserId, set: newColumns(verifications) })
      .prepare(),
    removeVerification: db
      .delete(verifications)
      .where(eq(verifications.discordUserId, discordUserId))
      .prepare(),
  };
}

function prepareTradeWriters(db: SqliteDatabase) {
  const { withdrawals, tellers, dailyUsage, cases } = schema;
  return {
    withdrawal: db
      .insert(withdrawals)
      .values(givenColumns(withdrawals))
      .onConflictDoUpdate({ target: withdrawals.id, set: newColumns(withdrawals) })
      .prepare(),
    teller: db
      .insert(tellers)
      .values(givenColumns(tellers))
      .onConflictDoUpdate({ target: tellers.id, set: newColumns(tellers) })
      .prepare(),
    usage: db
      .insert(dailyUsage)
      .values(givenColumns(dailyUsage))
      .onConflictDoUpdate({ target: [dailyUsage.robloxUserId, dailyUsage.day], set: newColumns(dailyUsage) })
      .prepare(),
    case: db
      .insert(cases)
      .values(givenColumns(cases))
      .onConflictDoUpdate({ target: cases.id, set: newColumns(cases) })
      .prepare(),
  };
}

type Columns<Table extends SQLiteTable> = keyof Table['_']['columns'];

/** A placeholder for every column, by its name. */
function givenColumns<Table extends SQLiteTable>(table: Table): { [K in Columns<Table>]: Placeholder } {
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
