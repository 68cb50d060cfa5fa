import { and, eq, isNull, type SQL, sql } from 'drizzle-orm';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import { known } from '../../bank/engine/assert.ts';
import { OPEN_STATUSES, type Transaction } from '../../bank/engine/rows.ts';
import { emptyRows, type Need, type Snapshot } from '../../bank/engine/view.ts';
import type { SqliteDatabase } from './open.ts';
import * as schema from './schema.ts';
import { prepareRead, rowToWithdrawal } from './statement.ts';

/**
 * Prepared reads of the rows that decisions need. Building a statement costs ten times as much as running it.
 */
export function prepareLoad(db: SqliteDatabase): (needs: readonly Need[]) => Snapshot {
  const selects = { ...selectLedger(db), ...selectPeople(db), ...selectTrades(db) };
  const head = prepareRead(db, schema.bank, db.select().from(schema.bank));
  return (needs) => {
    const rows = emptyRows();
    const operations: Transaction[] = [];
    for (const need of needs) load(selects, need, { ...rows, operations });
    const { id: _id, ...bank } = known(head({})[0], "the bank's own row");
    return { bank, rows, operations };
  };
}

type Selects = ReturnType<typeof selectLedger> &
  ReturnType<typeof selectPeople> &
  ReturnType<typeof selectTrades>;

function load(
  selects: Selects,
  need: Need,
  into: Snapshot['rows'] & { readonly operations: Transaction[] },
): void {
  switch (need.kind) {
    case 'balance':
      return void into.balances.push(...selects.balance(need));
    case 'account':
      return void into.balances.push(...selects.account(need));
    case 'operation':
      return void into.operations.push(...selects.operation(need));
    case 'nonce':
      return void into.nonces.push(...selects.nonce(need));
    case 'member':
      return void into.members.push(...selects.member(need));
    case 'profile':
      return void into.profiles.push(...selects.profile(need));
    case 'profiles_of_user':
      return void into.profiles.push(...selects.profilesOfUser(need));
    case 'link_of_user':
      return void into.links.push(...selects.linkOfUser(need));
    case 'link_of_member':
      return void into.links.push(...selects.linkOfMember(need));
    case 'verification':
      return void into.verifications.push(...selects.verification(need));
    case 'usage':
      return void into.usage.push(...selects.usage(need));
    case 'withdrawal':
      return void into.withdrawals.push(...selects.withdrawal(need).map(rowToWithdrawal));
    case 'open_withdrawals_of_member':
      return void into.withdrawals.push(...selects.openOfMember(need).map(rowToWithdrawal));
    case 'open_withdrawals_of_teller':
      return void into.withdrawals.push(...selects.openOfTeller(need).map(rowToWithdrawal));
    case 'teller':
      return void into.tellers.push(...selects.teller(need));
    case 'case':
      return void into.cases.push(...selects.case(need));
    case 'open_cases_of_member':
      return void into.cases.push(...selects.openCasesOfMember(need));
    default:
      need satisfies never;
  }
}

const given = sql.placeholder;

function selectLedger(db: SqliteDatabase) {
  const { inventory, nonces, transactions } = schema;
  const ofAccount = eq(inventory.account, given('account'));
  return {
    balance: select(db, inventory, and(ofAccount, eq(inventory.asset, given('asset')))),
    account: select(db, inventory, ofAccount),
    operation: select(db, transactions, eq(transactions.operationId, given('operationId'))),
    nonce: select(db, nonces, and(eq(nonces.keyId, given('keyId')), eq(nonces.nonce, given('nonce')))),
  };
}

function selectPeople(db: SqliteDatabase) {
  const { members, users, discordUsers, verifications, dailyUsage } = schema;
  const discordUserId = given('discordUserId');
  const robloxUserId = given('robloxUserId');
  return {
    member: select(db, members, eq(members.robloxUserId, robloxUserId)),
    profile: select(db, users, eq(users.robloxUserId, robloxUserId)),
    profilesOfUser: select(db, users, eq(users.lastDiscordUserId, discordUserId)),
    linkOfUser: select(db, discordUsers, eq(discordUsers.discordUserId, discordUserId)),
    linkOfMember: select(db, discordUsers, eq(discordUsers.robloxUserId, robloxUserId)),
    verification: select(db, verifications, eq(verifications.discordUserId, discordUserId)),
    usage: select(
      db,
      dailyUsage,
      and(eq(dailyUsage.robloxUserId, robloxUserId), eq(dailyUsage.day, given('day'))),
    ),
  };
}

function selectTrades(db: SqliteDatabase) {
  const { withdrawals, tellers, cases } = schema;
  const ofMember = eq(withdrawals.robloxUserId, given('robloxUserId'));
  const ofTeller = eq(withdrawals.tellerId, given('tellerId'));
  return {
    withdrawal: select(db, withdrawals, eq(withdrawals.id, given('id'))),
    // The statuses stand in the text, as they do in the partial indexes: bound ones would not use them.
    openOfMember: select(db, withdrawals, and(ofMember, statusIn(OPEN_STATUSES))),
    openOfTeller: select(db, withdrawals, and(ofTeller, statusIn(['claimed', 'uncertain']))),
    teller: select(db, tellers, eq(tellers.id, given('id'))),
    case: select(db, cases, eq(cases.id, given('id'))),
    openCasesOfMember: select(
      db,
      cases,
      and(eq(cases.robloxUserId, given('robloxUserId')), isNull(cases.closedAt)),
    ),
  };
}

const select = <Table extends SQLiteTable>(db: SqliteDatabase, table: Table, where: SQL | undefined) =>
  prepareRead(db, table, db.select().from(table).where(where));

const statusIn = (statuses: readonly string[]) =>
  sql.raw(`status in (${statuses.map((status) => `'${status}'`).join(', ')})`);
