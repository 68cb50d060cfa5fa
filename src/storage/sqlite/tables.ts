import { and, eq, type InferSelectModel, isNull, type SQL, sql } from 'drizzle-orm';
import { getTableConfig, type SQLiteColumn, type SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { SetKind } from '../../bank/engine/read-key.ts';
import { OPEN_STATUSES, type Withdrawal } from '../../bank/engine/rows.ts';
import type { TableName } from '../../bank/engine/tables.ts';
import type { ArchiveRows, ArchiveTable } from '../archive/rows.ts';
import type { SqliteDatabase } from './open.ts';
import * as schema from './schema.ts';
import { type Built, prepareRead } from './statement.ts';
import { petValues } from './values-schema.ts';

/** How the rows of a table are kept. */
export interface SqlTable<Row, Set extends string = string> {
  readonly table: SQLiteTable;
  /** Where the rows of each set are; placeholders are the fields of the set's read key. */
  readonly sets: Readonly<Record<Set, SQL | undefined>>;
  /** Prepares a select of whole rows. */
  prepareRead(db: SqliteDatabase, built: Built): (values: object) => Row[];
  toColumns(row: Row): object;
}

type Sets<Set extends string> = Readonly<Record<Set, SQL | undefined>>;

/** A table whose columns are the row's fields. */
const plain = <Table extends SQLiteTable, Set extends string = never>(
  table: Table,
  sets: Sets<Set>,
): SqlTable<InferSelectModel<Table>, Set> => ({
  table,
  sets,
  prepareRead: (db, built) => prepareRead(db, table, built),
  toColumns: (row) => row,
});

/** A table whose columns differ from the row's fields. */
const converted = <Table extends SQLiteTable, Row, Set extends string = never>(
  table: Table,
  toColumns: (row: Row) => InferSelectModel<Table>,
  toRow: (columns: InferSelectModel<Table>) => Row,
  sets: Sets<Set>,
): SqlTable<Row, Set> => ({
  table,
  sets,
  prepareRead(db, built) {
    const read = prepareRead(db, table, built);
    return (values) => read(values).map(toRow);
  },
  toColumns,
});

const given = sql.placeholder;
const CLAIMED = ['claimed', 'uncertain'];
// The statuses are literals, as in the partial indexes: bound ones would not use these.
const statusIn = (statuses: readonly string[]): SQL =>
  sql.raw(`status in (${statuses.map((status) => `'${status}'`).join(', ')})`);

const { aliases, passes, inventory, users, discordUsers, withdrawals, offers, cases, outbox } = schema;

/** One entry for each table: another table is another one here, and its columns in schema.ts. */
export const SQL_TABLES: {
  readonly [T in ArchiveTable]: SqlTable<ArchiveRows[T], T extends TableName ? SetKind<T> : never>;
} = {
  transactions: plain(schema.transactions, {}),
  balances: plain(inventory, { account: eq(inventory.account, given('account')) }),
  members: plain(schema.members, {}),
  profiles: plain(users, { profiles_of_user: eq(users.lastDiscordUserId, given('discordUserId')) }),
  links: plain(discordUsers, { link_of_member: eq(discordUsers.robloxUserId, given('robloxUserId')) }),
  verifications: plain(schema.verifications, {}),
  preferences: plain(schema.preferences, {}),
  withdrawals: converted(withdrawals, withdrawalToColumns, columnsToWithdrawal, {
    open_withdrawals_of_member: and(
      eq(withdrawals.robloxUserId, given('robloxUserId')),
      statusIn(OPEN_STATUSES),
    ),
    open_withdrawals_of_teller: and(eq(withdrawals.tellerId, given('tellerId')), statusIn(CLAIMED)),
  }),
  tellers: plain(schema.tellers, { all_tellers: undefined }),
  reports: plain(schema.tellerReports, {}),
  jointShortages: plain(schema.jointShortages, {}),
  usage: plain(schema.dailyUsage, {}),
  tellerCards: plain(schema.tellerCards, { all_teller_cards: undefined }),
  offers: plain(offers, {
    open_offers_by_member: and(eq(offers.fromRobloxUserId, given('fromRobloxUserId')), sql`status = 'open'`),
    open_offers_to_member: and(eq(offers.toRobloxUserId, given('toRobloxUserId')), sql`status = 'open'`),
  }),
  cases: plain(cases, {
    open_cases_of_member: and(eq(cases.robloxUserId, given('robloxUserId')), isNull(cases.closedAt)),
  }),
  aliases: plain(aliases, { aliases_of_pet: eq(aliases.oldId, given('oldId')) }),
  revocations: plain(schema.revocations, {}),
  staff: plain(schema.staff, { all_staff: undefined }),
  checks: plain(schema.checks, {}),
  liabilities: plain(schema.liabilities, {}),
  staffDays: plain(schema.staffDays, {}),
  signIns: plain(schema.signIns, { all_sign_ins: undefined }),
  staffProposals: plain(schema.staffProposals, { all_staff_proposals: undefined }),
  passes: plain(passes, { passes_of_user: eq(passes.discordUserId, given('discordUserId')) }),
  nonces: plain(schema.nonces, {}),
  // Which process sends an event now is no part of the bank.
  outbox: converted(
    outbox,
    (row) => ({ ...row, leaseUntil: 0 }),
    ({ leaseUntil: _leaseUntil, ...row }) => row,
    {},
  ),
  petValues: plain(petValues, {}),
  bank: converted(
    schema.bank,
    (bank) => ({ id: 1, ...bank }),
    ({ id: _id, ...bank }) => bank,
    {},
  ),
};

/** The columns of a table's primary key. */
export function keyColumns(table: SQLiteTable): SQLiteColumn[] {
  const { columns, primaryKeys } = getTableConfig(table);
  return primaryKeys[0]?.columns ?? columns.filter(({ primary }) => primary);
}

/** A withdrawal as its row: the claim's fields are columns of their own. */
function withdrawalToColumns({ claim, ...fields }: Withdrawal): InferSelectModel<typeof withdrawals> {
  return {
    ...fields,
    tellerId: claim?.tellerId ?? null,
    claimToken: claim?.token ?? null,
    leaseUntil: claim?.leaseUntil ?? null,
  };
}

export function columnsToWithdrawal(row: InferSelectModel<typeof withdrawals>): Withdrawal {
  const { tellerId, claimToken, leaseUntil, ...fields } = row;
  const isClaimed = tellerId !== null && claimToken !== null && leaseUntil !== null;
  return { ...fields, claim: isClaimed ? { tellerId, token: claimToken, leaseUntil } : null };
}
