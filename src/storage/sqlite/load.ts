import { and, eq, sql } from 'drizzle-orm';
import { known } from '../../bank/assert.ts';
import { OPEN_STATUSES, type Transaction } from '../../bank/rows.ts';
import { emptyRows, type Need, type Snapshot } from '../../bank/view.ts';
import type { SqliteDatabase } from './open.ts';
import { rowToWithdrawal } from './rows.ts';
import * as schema from './schema.ts';

/** Prepared reads of the rows that decisions need. Building a statement costs ten times as much as running it. */
export function prepareLoad(db: SqliteDatabase): (needs: readonly Need[]) => Snapshot {
  const selects = { ...selectLedger(db), ...selectPeople(db), ...selectTrades(db) };
  const head = db.select().from(schema.bank).prepare();
  return (needs) => {
    const rows = emptyRows();
    const operations: Transaction[] = [];
    for (const need of needs) load(selects, need, { ...rows, operations });
    const { id: _id, ...bank } = known(head.get(), "the bank's own row");
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
      return void into.balances.push(...selects.balance.all(need));
    case 'account':
      return void into.balances.push(...selects.account.all(need));
    case 'operation':
      return void into.operations.push(...selects.operation.all(need));
    case 'nonce':
      return void into.nonces.push(...selects.nonce.all(need));
    case 'member':
      return void into.members.push(...selects.member.all(need));
    case 'profile':
      return void into.profiles.push(...selects.profile.all(need));
    case 'link_of_user':
      return void into.links.push(...selects.linkOfUser.all(need));
    case 'link_of_member':
      return void into.links.push(...selects.linkOfMember.all(need));
    case 'verification':
      return void into.verifications.push(...selects.verification.all(need));
    case 'usage':
      return void into.usage.push(...selects.usage.all(need));
    case 'withdrawal':
      return void into.withdrawals.push(...selects.withdrawal.all(need).map(rowToWithdrawal));
    case 'open_withdrawals_of_member':
      return void into.withdrawals.push(...selects.openOfMember.all(need).map(rowToWithdrawal));
    case 'open_withdrawals_of_teller':
      return void into.withdrawals.push(...selects.openOfTeller.all(need).map(rowToWithdrawal));
    case 'teller':
      return void into.tellers.push(...selects.teller.all(need));
    case 'case':
      return void into.cases.push(...selects.case.all(need));
    default:
      need satisfies never;
  }
}

const given = sql.placeholder;

function selectLedger(db: SqliteDatabase) {
  const { inventory, nonces, transactions } = schema;
  const ofAccount = eq(inventory.account, given('account'));
  return {
    balance: db
      .select()
      .from(inventory)
      .where(and(ofAccount, eq(inventory.asset, given('asset'))))
      .prepare(),
    account: db.select().from(inventory).where(ofAccount).prepare(),
    operation: db
      .select()
      .from(transactions)
      .where(eq(transactions.operationId, given('operationId')))
      .prepare(),
    nonce: db
      .select()
      .from(nonces)
      .where(and(eq(nonces.keyId, given('keyId')), eq(nonces.nonce, given('nonce'))))
      .prepare(),
  };
}

function selectPeople(db: SqliteDatabase) {
  const { members, users, discordUsers, verifications, dailyUsage } = schema;
  const discordUserId = given('discordUserId');
  const robloxUserId = given('robloxUserId');
  return {
    member: db.select().from(members).where(eq(members.robloxUserId, robloxUserId)).prepare(),
    profile: db.select().from(users).where(eq(users.robloxUserId, robloxUserId)).prepare(),
    linkOfUser: db.select().from(discordUsers).where(eq(discordUsers.discordUserId, discordUserId)).prepare(),
    linkOfMember: db.select().from(discordUsers).where(eq(discordUsers.robloxUserId, robloxUserId)).prepare(),
    verification: db
      .select()
      .from(verifications)
      .where(eq(verifications.discordUserId, discordUserId))
      .prepare(),
    usage: db
      .select()
      .from(dailyUsage)
      .where(and(eq(dailyUsage.robloxUserId, robloxUserId), eq(dailyUsage.day, given('day'))))
      .prepare(),
  };
}

function selectTrades(db: SqliteDatabase) {
  const { withdrawals, tellers, cases } = schema;
  return {
    withdrawal: db
      .select()
      .from(withdrawals)
      .where(eq(withdrawals.id, given('id')))
      .prepare(),
    // The statuses stand in the text, as they do in the partial indexes: bound ones would not use them.
    openOfMember: db
      .select()
      .from(withdrawals)
      .where(and(eq(withdrawals.robloxUserId, given('robloxUserId')), statusIn(OPEN_STATUSES)))
      .prepare(),
    openOfTeller: db
      .select()
      .from(withdrawals)
      .where(and(eq(withdrawals.tellerId, given('tellerId')), statusIn(['claimed', 'uncertain'])))
      .prepare(),
    teller: db
      .select()
      .from(tellers)
      .where(eq(tellers.id, given('id')))
      .prepare(),
    case: db
      .select()
      .from(cases)
      .where(eq(cases.id, given('id')))
      .prepare(),
  };
}

const statusIn = (statuses: readonly string[]) =>
  sql.raw(`status in (${statuses.map((status) => `'${status}'`).join(', ')})`);
