import { z } from 'zod';
import { VALUE_SOURCES } from '../../bank/engine/catalogue.ts';
import { TIERS } from '../../bank/engine/pets.ts';
import {
  type BankEvent,
  type BankRow,
  CASE_KINDS,
  HISTORY_KINDS,
  type Instant,
  OPEN_STATUSES,
  type Teller,
  type Transaction,
} from '../../bank/engine/rows.ts';
import { TABLE_NAMES, type Tables } from '../../bank/engine/tables.ts';
import type { PetValueRow } from '../../bank/pet-values.ts';
import {
  digits,
  entriesColumn,
  flagsColumn,
  goodsColumn,
  pointsColumn,
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

/** Rows of one table, in the order of their keys. */
export type Page<T extends ArchiveTable = ArchiveTable> = {
  [K in T]: { readonly table: K; readonly rows: readonly ArchiveRows[K][] };
}[T];

/** Converts a row to JSON's values and back. Both throw a ZodError where it isn't what the bank writes. */
interface RowForm<Row> {
  readonly schema: z.ZodType;
  encode(row: Row): unknown;
  decode(value: unknown): Row;
}

/** The form of rows with these fields, and no others. Archives have the fields in this order. */
function rowForm<Fields extends z.ZodRawShape>(fields: Fields) {
  const schema = z.strictObject(fields);
  return {
    schema,
    encode: (row: z.output<typeof schema>) => z.encode(schema, row),
    decode: (value: unknown) => z.parse(schema, value),
  };
}

const text = z.string();
const maybeText = text.nullable();
const whole = z.int();
const maybeWhole = whole.nullable();

const storedTeller = rowForm({
  id: text,
  lastTradeSeq: whole,
  report: reportColumn,
  shortages: shortagesColumn,
  toldSurplus: text,
});

/** Stored rows have the name that the surplus had first. */
const tellerForm: RowForm<Teller> = {
  schema: storedTeller.schema,
  encode: ({ notifiedSurplus: toldSurplus, ...row }) => storedTeller.encode({ ...row, toldSurplus }),
  decode(value) {
    const { toldSurplus: notifiedSurplus, ...row } = storedTeller.decode(value);
    return { ...row, notifiedSurplus };
  },
};

/** The form of each table's rows. */
export const ROW_FORMS: { readonly [T in ArchiveTable]: RowForm<ArchiveRows[T]> } = {
  transactions: rowForm({
    seq: whole.min(1),
    id: text,
    kind: z.enum([
      ...HISTORY_KINDS,
      'member_frozen',
      'member_unfrozen',
      'bank_halted',
      'bank_resumed',
      'asset_resumed',
      'case_closed',
    ]),
    status: text,
    at: whole,
    by: text,
    operationId: maybeText,
    digest: maybeText,
    robloxUserId: maybeWhole,
    tellerId: maybeText,
    withdrawalId: maybeText,
    goods: goodsColumn,
    entries: entriesColumn,
    note: maybeText,
    answer: maybeText,
    previousHash: text,
    hash: text,
  }),
  balances: rowForm({ account: text, asset: text, amount: digits }),
  members: rowForm({
    robloxUserId: whole,
    frozenReason: maybeText,
    cooldownUntil: maybeWhole,
    petsHeld: digits,
    gemsHeld: digits,
  }),
  profiles: rowForm({
    robloxUserId: whole,
    username: text,
    displayName: text,
    avatarUrl: maybeText,
    lastDiscordUserId: maybeText,
    updatedAt: whole,
  }),
  links: rowForm({ discordUserId: text, robloxUserId: whole, linkedAt: whole }),
  verifications: rowForm({
    discordUserId: text,
    robloxUserId: whole,
    username: text,
    code: text,
    expiresAt: whole,
  }),
  withdrawals: rowForm({
    id: text,
    seq: whole.min(1),
    robloxUserId: whole,
    requestedBy: text,
    status: z.enum([...OPEN_STATUSES, 'delivered', 'partly_delivered', 'cancelled', 'expired']),
    goods: goodsColumn,
    requestedAt: whole,
    expiresAt: whole,
    claim: z.strictObject({ tellerId: text, token: text, leaseUntil: whole }).nullable(),
  }),
  tellers: tellerForm,
  usage: rowForm({ robloxUserId: whole, day: text, pets: digits, gems: digits }),
  cases: rowForm({
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
  }),
  nonces: rowForm({ keyId: text, nonce: text, expiresAt: whole }),
  outbox: rowForm({
    id: whole,
    topic: text,
    discordUserId: maybeText,
    robloxUserId: maybeWhole,
    goods: goodsColumn,
    text,
    at: whole,
    sentAt: maybeWhole,
  }),
  petValues: rowForm({
    asset: text,
    name: text,
    tier: z.enum(TIERS),
    tradable: z.boolean(),
    thumbnail: maybeText,
    value: maybeWhole,
    rap: maybeWhole,
    exists: maybeWhole,
    valuedAt: whole,
    source: z.enum(VALUE_SOURCES),
    flags: flagsColumn,
    recent: recentColumn,
    points: pointsColumn,
  }),
  bank: rowForm({
    version: whole.min(0),
    seq: whole.min(0),
    hash: text,
    headAt: whole,
    haltedReason: maybeText,
  }),
};

/** Throws a ZodError unless each row is what the bank writes. */
export function validateRows<T extends ArchiveTable>({ table, rows }: Page<T>): void {
  const form: RowForm<ArchiveRows[T]> = ROW_FORMS[table];
  for (const row of rows) form.encode(row);
}
