import { and, eq, isNull, type SQL, sql } from 'drizzle-orm';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import { invariant } from '../../bank/engine/assert.ts';
import { OPEN_STATUSES, type Transaction } from '../../bank/engine/rows.ts';
import { emptyRows, type ReadKey, type Snapshot } from '../../bank/engine/view.ts';
import type { SqliteDatabase } from './open.ts';
import * as schema from './schema.ts';
import { prepareRead, rowToWithdrawal } from './statement.ts';

/**
 * Prepared reads of the rows that decisions need. Building a statement costs ten times as much as running it.
 */
export function prepareLoad(db: SqliteDatabase): (readKeys: readonly ReadKey[]) => Snapshot {
  const selects = { ...selectLedger(db), ...selectPeople(db), ...selectTrades(db) };
  const head = prepareRead(db, schema.bank, db.select().from(schema.bank));
  return (needs) => {
    const rows = emptyRows();
    const operations: Transaction[] = [];
    for (const readKey of needs) load(selects, readKey, { ...rows, operations });
    const { id: _id, ...bank } = invariant(head({})[0], "the bank's own row");
    return { bank, rows, operations };
  };
}

type Selects = ReturnType<typeof selectLedger> &
  ReturnType<typeof selectPeople> &
  ReturnType<typeof selectTrades>;

function load(
  selects: Selects,
  readKey: ReadKey,
  into: Snapshot['rows'] & { readonly operations: Transaction[] },
): void {
  switch (readKey.kind) {
    case 'balance':
      return void into.balances.push(...selects.balance(readKey));
    case 'account':
      return void into.balances.push(...selects.account(readKey));
    case 'operation':
      return void into.operations.push(...selects.operation(readKey));
    case 'nonce':
      return void into.nonces.push(...selects.nonce(readKey));
    case 'member':
      return void into.members.push(...selects.member(readKey));
    case 'profile':
      return void into.profiles.push(...selects.profile(readKey));
    case 'profiles_of_user':
      return void into.profiles.push(...selects.profilesOfUser(readKey));
    case 'link_of_user':
      return void into.links.push(...selects.linkOfUser(readKey));
    case 'link_of_member':
      return void into.links.push(...selects.linkOfMember(readKey));
    case 'verification':
      return void into.verifications.push(...selects.verification(readKey));
    case 'usage':
      return void into.usage.push(...selects.usage(readKey));
    case 'withdrawal':
      return void into.withdrawals.push(...selects.withdrawal(readKey).map(rowToWithdrawal));
    case 'open_withdrawals_of_member':
      return void into.withdrawals.push(...selects.openOfMember(readKey).map(rowToWithdrawal));
    case 'open_withdrawals_of_teller':
      return void into.withdrawals.push(...selects.openOfTeller(readKey).map(rowToWithdrawal));
    case 'teller':
      return void into.tellers.push(...selects.teller(readKey));
    case 'case':
      return void into.cases.push(...selects.case(readKey));
    case 'open_cases_of_member':
      return void into.cases.push(...selects.openCasesOfMember(readKey));
    default:
      readKey satisfies never;
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
