import { type SQL, sql } from 'drizzle-orm';
import type { AnySQLiteColumn } from 'drizzle-orm/sqlite-core';
import { check, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import {
  type Alias,
  CARD_KIND,
  type CaseKind,
  LINK_KINDS,
  type Offer,
  type Pass,
  RIGHTS_KINDS,
  type StaffLevel,
  type TransactionKind,
  type WithdrawalStatus,
} from '../../bank/engine/rows.ts';
import type { ReportTally } from '../../bank/report-history.ts';
import {
  hoursColumn,
  mutedNoticesColumn,
  pendingCardColumn,
  proposalColumn,
  reportColumn,
  shortagesColumn,
} from '../columns.ts';
import {
  bigNumber,
  entriesJson,
  givenBackJson,
  goodsJson,
  holdsJson,
  json,
  marksJson,
  maybeBigNumber,
} from './json-columns.ts';

// SQLite keeps 1.5 and 'five' in an integer column unless a check stands in the way.
const isInteger = (column: AnySQLiteColumn): SQL => sql`typeof(${column}) in ('integer', 'null')`;
export const checkIntegers = (name: string, ...columns: AnySQLiteColumn[]) =>
  check(name, sql.join(columns.map(isInteger), sql` and `));
const isDigits = (column: AnySQLiteColumn): SQL =>
  sql`typeof(${column}) = 'text' and ltrim(${column}, '-') not glob '*[^0-9]*' and ${column} <> ''`;

/** One row: the head of the log, the version that commits compare, and whether the bank is halted. */
export const bank = sqliteTable(
  'bank',
  {
    id: integer('id').primaryKey(),
    version: integer('version').notNull(),
    seq: integer('seq').notNull(),
    hash: text('hash').notNull(),
    headAt: integer('head_at').notNull(),
    committedAt: integer('committed_at').notNull().default(0),
    haltedReason: text('halted_reason'),
    aliasVersion: integer('alias_version').notNull().default(0),
  },
  (table) => [
    check('bank_one_row', sql`${table.id} = 1`),
    checkIntegers('bank_integers', table.version, table.seq),
  ],
);

/** As the index has it, word for word, or SQLite doesn't use it. */
export const IS_ABOUT_RIGHTS = sql.raw(`kind in ('${RIGHTS_KINDS.join("', '")}')`);

export const IS_ABOUT_LINKS = sql.raw(`kind in ('${LINK_KINDS.join("', '")}')`);

export const IS_ABOUT_CARDS = sql.raw(`kind = '${CARD_KIND}'`);

export const transactions = sqliteTable(
  'transactions',
  {
    seq: integer('seq').primaryKey(),
    id: text('id').notNull(),
    kind: text('kind').$type<TransactionKind>().notNull(),
    status: text('status').notNull(),
    at: integer('at').notNull(),
    by: text('by').notNull(),
    keyId: text('key_id'),
    operationId: text('operation_id'),
    digest: text('digest'),
    robloxUserId: integer('roblox_user_id'),
    otherRobloxUserId: integer('other_roblox_user_id'),
    tellerId: text('teller_id'),
    withdrawalId: text('withdrawal_id'),
    goods: goodsJson('goods').notNull(),
    entries: entriesJson('entries').notNull(),
    note: text('note'),
    answer: text('answer'),
    movedAlone: maybeBigNumber('moved_alone'),
    state: text('state'),
    previousHash: text('previous_hash').notNull(),
    hash: text('hash').notNull(),
  },
  (table) => [
    uniqueIndex('transactions_operation').on(table.operationId).where(sql`operation_id is not null`),
    index('transactions_member').on(table.robloxUserId, table.seq).where(sql`roblox_user_id is not null`),
    index('transactions_other_member')
      .on(table.otherRobloxUserId, table.seq)
      .where(sql`other_roblox_user_id is not null`),
    index('transactions_key').on(table.keyId, table.seq).where(sql`key_id is not null`),
    index('transactions_links').on(table.note, table.seq).where(IS_ABOUT_LINKS),
    index('transactions_cards').on(table.tellerId, table.seq).where(IS_ABOUT_CARDS),
    index('transactions_withdrawal').on(table.withdrawalId, table.seq).where(sql`withdrawal_id is not null`),
    index('transactions_rights').on(table.seq).where(IS_ABOUT_RIGHTS),
    checkIntegers('transactions_integers', table.at, table.robloxUserId),
  ],
);

/** The balances of each account. One of zero has no row. */
export const inventory = sqliteTable(
  'inventory',
  {
    account: text('account').notNull(),
    asset: text('asset').notNull(),
    amount: bigNumber('amount').notNull(),
    holds: holdsJson('holds'),
  },
  (table) => [
    primaryKey({ columns: [table.account, table.asset] }),
    check('inventory_digits', isDigits(table.amount)),
    check(
      'inventory_side_of_zero',
      sql`(${table.account} like 'teller:%') = (${table.amount} like '-%') and ${table.amount} <> '0'`,
    ),
  ],
);

export const members = sqliteTable(
  'members',
  {
    robloxUserId: integer('roblox_user_id').primaryKey(),
    frozenReason: text('frozen_reason'),
    cooldownUntil: integer('cooldown_until'),
    petsHeld: bigNumber('pets_held').notNull(),
    gemsHeld: bigNumber('gems_held').notNull(),
    givenBack: givenBackJson('given_back'),
  },
  (table) => [
    check('members_digits', sql`${isDigits(table.petsHeld)} and ${isDigits(table.gemsHeld)}`),
    checkIntegers('members_integers', table.cooldownUntil),
  ],
);

/** Roblox profiles as last read. */
export const users = sqliteTable(
  'users',
  {
    robloxUserId: integer('roblox_user_id').primaryKey(),
    username: text('username').notNull(),
    displayName: text('display_name').notNull(),
    avatarUrl: text('avatar_url'),
    lastDiscordUserId: text('last_discord_user_id'),
    lastSalt: text('last_salt').notNull().default(''),
    updatedAt: integer('updated_at').notNull(),
  },
  (table) => [
    index('users_last_discord').on(table.lastDiscordUserId),
    index('users_username').on(sql`${table.username} collate nocase`),
  ],
);

export const discordUsers = sqliteTable(
  'discord_users',
  {
    discordUserId: text('discord_user_id').primaryKey(),
    robloxUserId: integer('roblox_user_id').notNull(),
    linkedAt: integer('linked_at').notNull(),
    salt: text('salt').notNull().default(''),
  },
  (table) => [uniqueIndex('discord_users_roblox').on(table.robloxUserId)],
);

export const verifications = sqliteTable('verifications', {
  discordUserId: text('discord_user_id').primaryKey(),
  robloxUserId: integer('roblox_user_id').notNull(),
  username: text('username').notNull(),
  code: text('code').notNull(),
  expiresAt: integer('expires_at').notNull(),
});

/** What people on Discord chose for themselves. */
export const preferences = sqliteTable('preferences', {
  discordUserId: text('discord_user_id').primaryKey(),
  mutedNotices: json('muted_notices', mutedNoticesColumn).notNull(),
  language: text('language'),
});

const HAS_CLAIM = 'teller_id is not null and claim_token is not null and lease_until is not null';
export const withdrawals = sqliteTable(
  'withdrawals',
  {
    id: text('id').primaryKey(),
    seq: integer('seq').notNull(),
    placeSeq: integer('place_seq'),
    robloxUserId: integer('roblox_user_id').notNull(),
    requestedBy: text('requested_by').notNull(),
    status: text('status').$type<WithdrawalStatus>().notNull(),
    goods: goodsJson('goods').notNull(),
    requestedAt: integer('requested_at').notNull(),
    expiresAt: integer('expires_at').notNull(),
    tellerId: text('teller_id'),
    claimToken: text('claim_token'),
    leaseUntil: integer('lease_until'),
  },
  (table) => [
    index('withdrawals_open_member')
      .on(table.robloxUserId)
      .where(sql`status in ('reserved', 'claimed', 'uncertain')`),
    index('withdrawals_open_teller').on(table.tellerId).where(sql`status in ('claimed', 'uncertain')`),
    index('withdrawals_expiry').on(table.expiresAt).where(sql`status = 'reserved'`),
    index('withdrawals_lease').on(table.leaseUntil).where(sql`status = 'claimed'`),
    checkIntegers('withdrawals_integers', table.expiresAt, table.leaseUntil),
    check('withdrawals_claim', sql`status not in ('claimed', 'uncertain') or (${sql.raw(HAS_CLAIM)})`),
  ],
);

export const tellers = sqliteTable('tellers', {
  id: text('id').primaryKey(),
  lastTradeSeq: integer('last_trade_seq').notNull(),
  report: json('report', reportColumn).notNull(),
  shortages: json('shortages', shortagesColumn).notNull(),
  notifiedSurplus: text('told_surplus').notNull(),
  clearedSeq: integer('cleared_seq').notNull().default(0),
  confirmedSeq: integer('confirmed_seq').notNull().default(0),
  shown: marksJson('shown').notNull().default([]),
  trades: marksJson('trades').notNull().default([]),
  contradictedAt: integer('contradicted_at'),
  decidedSeq: integer('decided_seq').notNull().default(0),
  hour: integer('hour').notNull().default(0),
  hourWorth: bigNumber('hour_worth').notNull().default(sql`'0'`),
  overHours: json('over_hours', hoursColumn).notNull().default([]),
  drift: text('drift').notNull().default(''),
  driftSince: integer('drift_since'),
  isSilenceTold: integer('is_silence_told', { mode: 'boolean' }).notNull().default(false),
  pausedReason: text('paused_reason'),
});

/** What each teller last reported that it holds. */
export const tellerReports = sqliteTable('teller_reports', {
  tellerId: text('teller_id').primaryKey(),
  amounts: text('amounts').notNull(),
});

/** How far the reports of each teller were from the ledger, by time. No part of a backup. */
export const reportHistory = sqliteTable(
  'report_history',
  {
    tellerId: text('teller_id').notNull(),
    span: text('span').$type<ReportTally['span']>().notNull(),
    at: integer('at').notNull(),
    reports: integer('reports').notNull(),
    differing: integer('differing').notNull(),
    lacking: integer('lacking').notNull(),
    surplus: integer('surplus').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tellerId, table.span, table.at] }),
    index('report_history_age').on(table.span, table.at),
    checkIntegers(
      'report_history_integers',
      ...[table.at, table.reports, table.differing, table.lacking, table.surplus],
    ),
  ],
);

/** The shortages of each teller that share a case. */
export const jointShortages = sqliteTable('joint_shortages', {
  tellerId: text('teller_id').primaryKey(),
  paused: text('paused').notNull(),
  resumed: text('resumed').notNull(),
});

export const dailyUsage = sqliteTable(
  'daily_usage',
  {
    robloxUserId: integer('roblox_user_id').notNull(),
    day: text('day').notNull(),
    pets: bigNumber('pets').notNull(),
    gems: bigNumber('gems').notNull(),
  },
  (table) => [primaryKey({ columns: [table.robloxUserId, table.day] })],
);

/** Who each teller is in the game, where it was named. */
export const tellerCards = sqliteTable(
  'teller_cards',
  {
    id: text('id').primaryKey(),
    robloxUserId: integer('roblox_user_id'),
    placeUrl: text('place_url'),
    note: text('note'),
    since: integer('since').notNull(),
    pending: json('pending', pendingCardColumn.nullable()).notNull(),
  },
  (table) => [checkIntegers('teller_cards_integers', table.robloxUserId, table.since)],
);

/** What members offer each other. */
export const offers = sqliteTable(
  'offers',
  {
    id: text('id').primaryKey(),
    fromRobloxUserId: integer('from_roblox_user_id').notNull(),
    toRobloxUserId: integer('to_roblox_user_id').notNull(),
    gives: goodsJson('gives').notNull(),
    wants: goodsJson('wants').notNull(),
    status: text('status').$type<Offer['status']>().notNull(),
    openedAt: integer('opened_at').notNull(),
    expiresAt: integer('expires_at').notNull(),
    givesDigest: text('gives_digest').notNull(),
    wantsDigest: text('wants_digest').notNull(),
    seq: integer('seq').notNull(),
    tradeSeq: integer('trade_seq'),
  },
  (table) => [
    index('offers_open_by_member').on(table.fromRobloxUserId).where(sql`status = 'open'`),
    index('offers_open_to_member').on(table.toRobloxUserId).where(sql`status = 'open'`),
    index('offers_open_end').on(table.expiresAt).where(sql`status = 'open'`),
    checkIntegers(
      'offers_integers',
      ...[table.fromRobloxUserId, table.toRobloxUserId, table.openedAt, table.expiresAt],
      ...[table.seq, table.tradeSeq],
    ),
  ],
);

export const cases = sqliteTable(
  'cases',
  {
    id: text('id').primaryKey(),
    kind: text('kind').$type<CaseKind>().notNull(),
    robloxUserId: integer('roblox_user_id'),
    tellerId: text('teller_id').notNull(),
    withdrawalId: text('withdrawal_id'),
    goods: goodsJson('goods').notNull(),
    summary: text('summary').notNull(),
    openedAt: integer('opened_at').notNull(),
    closedAt: integer('closed_at'),
    resolution: text('resolution'),
    proposal: json('proposal', proposalColumn.nullable()).notNull().default(sql`'null'`),
  },
  (table) => [
    index('cases_open').on(table.id).where(sql`closed_at is null`),
    index('cases_open_oldest').on(table.openedAt, table.id).where(sql`closed_at is null`),
    index('cases_open_member').on(table.robloxUserId).where(sql`closed_at is null`),
  ],
);

/** What pets were called before. */
export const aliases = sqliteTable(
  'aliases',
  {
    id: text('id').primaryKey(),
    oldId: text('old_id').notNull(),
    newId: text('new_id').notNull(),
    status: text('status').$type<Alias['status']>().notNull(),
    seq: integer('seq').notNull(),
  },
  (table) => [index('aliases_old').on(table.oldId), checkIntegers('aliases_integers', table.seq)],
);

/** What was last decided about each key that was ever revoked. */
export const revocations = sqliteTable(
  'revocations',
  {
    keyId: text('key_id').primaryKey(),
    seq: integer('seq').notNull(),
    revokedAt: integer('revoked_at'),
  },
  (table) => [
    index('revocations_seq').on(table.seq),
    checkIntegers('revocations_integers', table.seq, table.revokedAt),
  ],
);

/** Everyone who is or was one of the staff. */
export const staff = sqliteTable(
  'staff',
  {
    robloxUserId: integer('roblox_user_id').primaryKey(),
    granted: text('granted').$type<StaffLevel>(),
    byRoles: text('by_roles').$type<StaffLevel>(),
    managerSince: integer('manager_since'),
    tokenHash: text('token_hash'),
    seq: integer('seq').notNull(),
  },
  (table) => [checkIntegers('staff_integers', table.robloxUserId, table.managerSince, table.seq)],
);

/** What checks of the whole bank found last. */
export const checks = sqliteTable(
  'checks',
  {
    id: text('id').primaryKey(),
    nextAt: integer('next_at').notNull(),
    checkedAt: integer('checked_at'),
    seq: integer('seq').notNull(),
    error: text('error'),
  },
  (table) => [checkIntegers('checks_integers', table.nextAt, table.checkedAt, table.seq)],
);

/** The last snapshot of what the bank owes, and the key that its salts are made from. */
export const liabilities = sqliteTable(
  'liabilities',
  {
    id: text('id').primaryKey(),
    saltKey: text('salt_key').notNull(),
    seq: integer('seq').notNull(),
    root: text('root').notNull(),
    takenAt: integer('taken_at').notNull(),
    tookMs: integer('took_ms').notNull(),
    nextAt: integer('next_at').notNull(),
  },
  (table) => [checkIntegers('liabilities_integers', table.seq, table.takenAt, table.tookMs, table.nextAt)],
);

/** What each of the staff has moved alone on a day. */
export const staffDays = sqliteTable(
  'staff_days',
  {
    staff: text('staff').notNull(),
    day: text('day').notNull(),
    worth: bigNumber('worth').notNull(),
  },
  (table) => [primaryKey({ columns: [table.staff, table.day] })],
);

/** Browsers in which somebody has signed in to the dashboard. */
export const signIns = sqliteTable(
  'sign_ins',
  {
    id: text('id').primaryKey(),
    robloxUserId: integer('roblox_user_id'),
    staffSeq: integer('staff_seq').notNull(),
    endsAt: integer('ends_at').notNull(),
    seal: text('seal').notNull(),
  },
  (table) => [checkIntegers('sign_ins_integers', table.robloxUserId, table.staffSeq, table.endsAt)],
);

/** What waits in the dashboard for a second person. */
export const staffProposals = sqliteTable(
  'staff_proposals',
  {
    id: text('id').primaryKey(),
    by: text('by').notNull(),
    staffSeq: integer('staff_seq').notNull(),
    action: text('action').notNull(),
    content: text('content').notNull(),
    madeAt: integer('made_at').notNull(),
    endsAt: integer('ends_at').notNull(),
    seal: text('seal').notNull(),
  },
  (table) => [checkIntegers('staff_proposals_integers', table.staffSeq, table.madeAt, table.endsAt)],
);

/** What somebody who was known on Discord holds a secret for, for a while. */
export const passes = sqliteTable(
  'passes',
  {
    id: text('id').primaryKey(),
    kind: text('kind').$type<Pass['kind']>().notNull(),
    discordUserId: text('discord_user_id').notNull(),
    name: text('name'),
    robloxUserId: integer('roblox_user_id'),
    linkedAt: integer('linked_at'),
    endsAt: integer('ends_at').notNull(),
  },
  (table) => [
    checkIntegers('passes_integers', table.robloxUserId, table.linkedAt, table.endsAt),
    index('passes_of_user').on(table.discordUserId),
    index('passes_end').on(table.endsAt),
  ],
);

export const nonces = sqliteTable(
  'nonces',
  {
    keyId: text('key_id').notNull(),
    nonce: text('nonce').notNull(),
    expiresAt: integer('expires_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.keyId, table.nonce] }),
    index('nonces_expiry').on(table.expiresAt),
  ],
);

/** Messages to people, in the order of the log. */
export const outbox = sqliteTable(
  'outbox',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    topic: text('topic').notNull(),
    discordUserId: text('discord_user_id'),
    robloxUserId: integer('roblox_user_id'),
    goods: goodsJson('goods').notNull(),
    text: text('text').notNull(),
    at: integer('at').notNull(),
    sentAt: integer('sent_at'),
    /** Until then, one process sends it. */
    leaseUntil: integer('lease_until').notNull().default(0),
  },
  (table) => [
    index('outbox_unsent').on(table.id).where(sql`sent_at is null`),
    index('outbox_leased').on(table.leaseUntil).where(sql`sent_at is null`),
    index('outbox_of_user').on(table.discordUserId).where(sql`discord_user_id is not null`),
    index('outbox_sent').on(table.sentAt).where(sql`sent_at is not null`),
  ],
);

/** Tellers' accounts at BIG Games, with their tokens encrypted. */
export const tellerAccounts = sqliteTable('teller_accounts', {
  tellerId: text('teller_id').primaryKey(),
  sealedToken: text('sealed_token').notNull(),
  connectedAt: integer('connected_at').notNull(),
  expiresAt: integer('expires_at').notNull(),
  nextAt: integer('next_at').notNull(),
});
