import { and, eq, sql } from 'drizzle-orm';
import { known } from '../../bank/assert.ts';
import { OPEN_STATUSES } from '../../bank/rows.ts';
import { emptyRows, type Need, type Snapshot } from '../../bank/view.ts';
import type { SqliteDatabase } from './open.ts';
import { rowToWithdrawal } from './rows.ts';
import * as schema from './schema.ts';

/** Prepared reads of the rows that decisions need. Building a statement costs ten times as much as running it. */
export function prepareLoad(db: SqliteDatabase): (needs: readonly Need[]) => Snapshot {
  const statements = prepareSelects(db);
  return (needs) => {
    const rows = emptyRows();
    const operations: Snapshot['operations'][number][] = [];
    for (const need of needs) {
      switch (need.kind) {
        case 'balance':
          add(rows.balances, statements.balance.get(need));
          break;
        case 'account':
          rows.balances.push(...statements.account.all(need));
          break;
        case 'member':
          add(rows.members, statements.member.get(need));
          break;
        case 'profile':
          add(rows.profiles, statements.profile.get(need));
          break;
        case 'link_of_user':
          add(rows.links, statements.linkOfUser.get(need));
          break;
        case 'link_of_member':
          add(rows.links, statements.linkOfMember.get(need));
          break;
        case 'verification':
          add(rows.verifications, statements.verification.get(need));
          break;
        case 'withdrawal':
          rows.withdrawals.push(...statements.withdrawal.all(need).map(rowToWithdrawal));
          break;
        case 'open_withdrawals_of_member':
          rows.withdrawals.push(...statements.openOfMember.all(need).map(rowToWithdrawal));
          break;
        case 'open_withdrawals_of_teller':
          rows.withdrawals.push(...statements.openOfTeller.all(need).map(rowToWithdrawal));
          break;
        case 'teller':
          add(rows.tellers, statements.teller.get(need));
          break;
        case 'usage':
          add(rows.usage, statements.usage.get(need));
          break;
        case 'case':
          add(rows.cases, statements.case.get(need));
          break;
        case 'nonce':
          add(rows.nonces, statements.nonce.get(need));
          break;
        case 'operation':
          add(operations, statements.operation.get(need));
          break;
        default:
          need satisfies never;
      }
    }
    const { id: _id, ...bank } = known(statements.bank.get(), "the bank's own row");
    return { bank, rows, operations };
  };
}

function add<Row>(rows: Row[], row: Row | undefined): void {
  if (row !== undefined) rows.push(row);
}

function prepareSelects(db: SqliteDatabase) {
  const { inventory, members, users, discordUsers, verifications, withdrawals } = schema;
  const { tellers, dailyUsage, cases, nonces, transactions } = schema;
  const given = sql.placeholder;
  return {
    bank: db.select().from(schema.bank).prepare(),
    balance: db
      .select()
      .from(inventory)
      .where(and(eq(inventory.account, given('account')), eq(inventory.asset, given('asset'))))
      .prepare(),
    account: db
      .select()
      .from(inventory)
      .where(eq(inventory.account, given('account')))
      .prepare(),
    member: db
      .select()
      .from(members)
      .where(eq(members.robloxUserId, given('robloxUserId')))
      .prepare(),
    profile: db
      .select()
      .from(users)
      .where(eq(users.robloxUserId, given('robloxUserId')))
      .prepare(),
    linkOfUser: db
      .select()
      .from(discordUsers)
      .where(eq(discordUsers.discordUserId, given('discordUserId')))
      .prepare(),
    linkOfMember: db
      .select()
      .from(discordUsers)
      .where(eq(discordUsers.robloxUserId, given('robloxUserId')))
      .prepare(),
    verification: db
      .select()
      .from(verifications)
      .where(eq(verifications.discordUserId, given('discordUserId')))
      .prepare(),
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
    usage: db
      .select()
      .from(dailyUsage)
      .where(and(eq(dailyUsage.robloxUserId, given('robloxUserId')), eq(dailyUsage.day, given('day'))))
      .prepare(),
    case: db
      .select()
      .from(cases)
      .where(eq(cases.id, given('id')))
      .prepare(),
    nonce: db
      .select()
      .from(nonces)
      .where(and(eq(nonces.keyId, given('keyId')), eq(nonces.nonce, given('nonce'))))
      .prepare(),
    operation: db
      .select()
      .from(transactions)
      .where(eq(transactions.operationId, given('operationId')))
      .prepare(),
  };
}

const statusIn = (statuses: readonly string[]) =>
  sql.raw(`status in (${statuses.map((status) => `'${status}'`).join(', ')})`);
