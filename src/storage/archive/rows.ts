import { z } from 'zod';
import { VALUE_SOURCES } from '../../bank/engine/catalogue.ts';
import { digits, holdsColumn, marksColumn } from '../../bank/engine/hold-columns.ts';
import { TIERS } from '../../bank/engine/pets.ts';
import {
  ALIAS_STATUSES,
  type BankEvent,
  type BankRow,
  CASE_KINDS,
  type Instant,
  OFFER_STATUSES,
  PASS_KINDS,
  STAFF_LEVELS,
  type Teller,
  TRANSACTION_KINDS,
  type Transaction,
  WITHDRAWAL_STATUSES,
} from '../../bank/engine/rows.ts';
import { TABLE_NAMES, type Tables } from '../../bank/engine/tables.ts';
import type { PetValueRow } from '../../bank/pet-values.ts';
import {
  chromaNamesColumn,
  entriesColumn,
  flagsColumn,
  givenBackColumn,
  goodsColumn,
  hoursColumn,
  mutedNoticesColumn,
  pendingCardColumn,
  pointsColumn,
  proposalColumn,
  recentColumn,
  reportColumn,
  shortagesColumn,
} from '../columns.ts';

/** A message to a person, with the place that it has among those of the bank. */
export interface OutboxRow extends BankEvent {
  readonly id: number;
  readonly sentAt: Instant | null;
}

/** Everything that a bank consists of, by table. */
export interface ArchiveRows extends Tables {
  readonly transactions: Transaction;
  readonly outbox: OutboxRow;
  readonly petValues: PetValueRow;
  readonly bank: BankRow;
}
export type ArchiveTable = keyof ArchiveRows;

/** The tables in the order of an archive. The bank's own row comes last: what has none is no bank yet. */
export const ARCHIVE_TABLES = [
  'transactions',
  ...TABLE_NAMES,
  'outbox',
  'petValues',
  'bank',
] as const satisfies readonly ArchiveTable[];

/** Rows of one table, in an order that its database has. */
export type Page<T extends ArchiveTable = ArchiveTable> = {
  [K in T]: { readonly table: K; readonly rows: readonly ArchiveRows[K][] };
}[T];

const text = z.string();
const maybeText = text.nullable();
const whole = z.int();
const maybeWhole = whole.nullable();
const staffLevel = z.enum(STAFF_LEVELS);

/** Stored rows have the name that the surplus had first. */
const storedTeller = z.strictObject({
  id: text,
  lastTradeSeq: whole,
  report: reportColumn,
  shortages: shortagesColumn,
  toldSurplus: text,
  clearedSeq: whole.default(0),
  confirmedSeq: whole.default(0),
  shown: marksColumn.default([]),
  trades: marksColumn.default([]),
  contradictedAt: maybeWhole.default(null),
  decidedSeq: whole.default(0),
  hour: whole.default(0),
  hourWorth: digits.default(0n),
  overHours: hoursColumn.default([]),
  drift: text.default(''),
  driftSince: maybeWhole.default(null),
  isSilenceTold: z.boolean().default(false),
  pausedReason: maybeText.default(null),
});

/** Each table's rows, as JSON's values and back. Archives have these fields in this order, and no
 * others; older ones lack what has a default here. */
export const ROW_SCHEMAS: { readonly [T in ArchiveTable]: z.ZodType<ArchiveRows[T]> } = {
  transactions: z.strictObject({
    seq: whole.min(1),
    id: text,
    kind: z.enum(TRANSACTION_KINDS),
    status: text,
    at: whole,
    by: text,
    keyId: maybeText.default(null),
    operationId: maybeText,
    digest: maybeText,
    robloxUserId: maybeWhole,
    otherRobloxUserId: maybeWhole.default(null),
    tellerId: maybeText,
    withdrawalId: maybeText,
    goods: goodsColumn,
    entries: entriesColumn,
    note: maybeText,
    answer: maybeText,
    movedAlone: digits.nullable().default(null),
    state: maybeText.default(null),
    previousHash: text,
    hash: text,
  }),
  balances: z.strictObject({
    account: text,
    asset: text,
    amount: digits,
    holds: holdsColumn.nullable().default(null),
  }),
  members: z.strictObject({
    robloxUserId: whole,
    frozenReason: maybeText,
    cooldownUntil: maybeWhole,
    petsHeld: digits,
    gemsHeld: digits,
    givenBack: givenBackColumn.nullable().default(null),
  }),
  profiles: z.strictObject({
    robloxUserId: whole,
    username: text,
    displayName: text,
    avatarUrl: maybeText,
    lastDiscordUserId: maybeText,
    lastSalt: text.default(''),
    updatedAt: whole,
  }),
  links: z.strictObject({
    discordUserId: text,
    robloxUserId: whole,
    linkedAt: whole,
    salt: text.default(''),
  }),
  verifications: z.strictObject({
    discordUserId: text,
    robloxUserId: whole,
    username: text,
    code: text,
    expiresAt: whole,
  }),
  preferences: z.strictObject({
    discordUserId: text,
    mutedNotices: mutedNoticesColumn,
    language: maybeText.default(null),
  }),
  withdrawals: z.strictObject({
    id: text,
    seq: whole.min(1),
    placeSeq: maybeWhole.default(null),
    robloxUserId: whole,
    requestedBy: text,
    status: z.enum(WITHDRAWAL_STATUSES),
    goods: goodsColumn,
    requestedAt: whole,
    expiresAt: whole,
    claim: z.strictObject({ tellerId: text, token: text, leaseUntil: whole }).nullable(),
  }),
  tellers: z.codec(storedTeller, z.custom<Teller>(), {
    decode: ({ toldSurplus: notifiedSurplus, ...row }) => ({ ...row, notifiedSurplus }),
    encode: ({ notifiedSurplus: toldSurplus, ...row }) => ({ ...row, toldSurplus }),
  }),
  reports: z.strictObject({ tellerId: text, amounts: text }),
  jointShortages: z.strictObject({ tellerId: text, paused: text, resumed: text }),
  usage: z.strictObject({ robloxUserId: whole, day: text, pets: digits, gems: digits }),
  offers: z.strictObject({
    id: text,
    fromRobloxUserId: whole,
    toRobloxUserId: whole,
    gives: goodsColumn,
    wants: goodsColumn,
    status: z.enum(OFFER_STATUSES),
    openedAt: whole,
    expiresAt: whole,
    givesDigest: text,
    wantsDigest: text,
    seq: whole.min(0),
    tradeSeq: maybeWhole,
  }),
  tellerCards: z.strictObject({
    id: text,
    robloxUserId: maybeWhole,
    placeUrl: maybeText,
    note: maybeText,
    since: whole,
    pending: pendingCardColumn.nullable(),
  }),
  cases: z.strictObject({
    id: text,
    kind: z.enum(CASE_KINDS),
    robloxUserId: maybeWhole,
    tellerId: text,
    withdrawalId: maybeText,
    goods: goodsColumn,
    summary: text,
    openedAt: whole,
    closedAt: maybeWhole,
    resolution: maybeText,
    proposal: proposalColumn.nullable().default(null),
  }),
  aliases: z.strictObject({ id: text, oldId: text, newId: text, status: z.enum(ALIAS_STATUSES), seq: whole }),
  revocations: z.strictObject({ keyId: text, seq: whole.min(1), revokedAt: maybeWhole }),
  staff: z.strictObject({
    robloxUserId: whole,
    granted: staffLevel.nullable(),
    byRoles: staffLevel.nullable(),
    managerSince: maybeWhole,
    tokenHash: maybeText,
    seq: whole.min(1),
  }),
  checks: z.strictObject({
    id: text,
    nextAt: whole,
    checkedAt: maybeWhole,
    seq: whole.min(0),
    error: maybeText,
  }),
  liabilities: z.strictObject({
    id: text,
    saltKey: text,
    seq: whole.min(0),
    root: text,
    takenAt: whole,
    tookMs: whole.min(0),
    nextAt: whole,
  }),
  staffDays: z.strictObject({ staff: text, day: text, worth: digits }),
  signIns: z.strictObject({
    id: text,
    robloxUserId: maybeWhole,
    staffSeq: whole.min(0),
    endsAt: whole,
    seal: text,
  }),
  staffProposals: z.strictObject({
    id: text,
    by: text,
    staffSeq: whole.min(0),
    action: text,
    content: text,
    madeAt: whole,
    endsAt: whole,
    seal: text,
  }),
  passes: z.strictObject({
    id: text,
    kind: z.enum(PASS_KINDS),
    discordUserId: text,
    name: maybeText,
    robloxUserId: maybeWhole,
    linkedAt: maybeWhole,
    endsAt: whole,
  }),
  nonces: z.strictObject({ keyId: text, nonce: text, expiresAt: whole }),
  outbox: z.strictObject({
    id: whole,
    topic: text,
    discordUserId: maybeText,
    robloxUserId: maybeWhole,
    goods: goodsColumn,
    text,
    at: whole,
    sentAt: maybeWhole,
  }),
  petValues: z.strictObject({
    asset: text,
    name: text,
    tier: z.enum(TIERS),
    tradable: z.boolean(),
    thumbnail: maybeText,
    value: maybeWhole,
    rap: maybeWhole,
    exists: maybeWhole,
    valuedAt: whole,
    // Documents and archives from before these two lack them.
    listedAt: maybeWhole.default(0),
    chromaNames: chromaNamesColumn.default([]),
    source: z.enum(VALUE_SOURCES),
    flags: flagsColumn,
    recent: recentColumn,
    points: pointsColumn,
  }),
  bank: z.strictObject({
    version: whole.min(0),
    seq: whole.min(0),
    hash: text,
    headAt: whole,
    // Banks of before this was kept have none.
    committedAt: whole.default(0),
    haltedReason: maybeText,
    // Banks of before there were aliases have none.
    aliasVersion: whole.default(0),
  }),
};

/** The row as JSON's values. Throws a ZodError where it isn't what the bank writes. */
export function encodeRow<T extends ArchiveTable>(table: T, row: ArchiveRows[T]): unknown {
  const schema: z.ZodType<ArchiveRows[T]> = ROW_SCHEMAS[table];
  return z.encode(schema, row);
}

/** The row that was encoded so. Throws a ZodError where it isn't what the bank writes. */
export function decodeRow<T extends ArchiveTable>(table: T, value: unknown): ArchiveRows[T] {
  const schema: z.ZodType<ArchiveRows[T]> = ROW_SCHEMAS[table];
  return z.parse(schema, value);
}

/** Throws a ZodError unless each row is what the bank writes. */
export function validateRows<T extends ArchiveTable>({ table, rows }: Page<T>): void {
  for (const row of rows) encodeRow(table, row);
}

/** A page of the converted rows. */
export function toPage<T extends ArchiveTable, Value>(
  table: T,
  values: readonly Value[],
  toRow: (table: T, value: Value) => ArchiveRows[T],
): Page<T> {
  // biome-ignore lint/nursery/noUnsafeTypeAssertion: TypeScript can't see that the rows are the table's.
  return { table, rows: values.map((value) => toRow(table, value)) } as Page<T>;
}
