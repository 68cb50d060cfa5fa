import { z } from 'zod';
import { holdsColumn, marksColumn } from './hold-columns.ts';
import { type Goods, goodsToAmounts } from './pets.ts';
import { type Balance, type BankRow, type GivenBack, isOpen, type Teller } from './rows.ts';
import { sha256 } from './sha256.ts';
import { rowKey, TABLE_NAMES, type TableName, type Tables } from './tables.ts';
import type { Changes, View } from './view.ts';

/*
 * Beside its entries, a transaction keeps what its step has changed of rows that give or take something: so
 * verify-ledger derives those rows from the log, and finds one that was edited (docs/decisions/0022).
 */

/** What of a row gives or takes, in the order of its table's fields: texts, numbers, and lists of these. */
export type Values = readonly unknown[];

/** How the log keeps what a table's rows give or take. */
interface RecordedTable<Row> {
  /** The names of the values. */
  readonly fields: readonly string[];
  /** What a row gives or takes now; null: nothing, as if there were no row. */
  readonly values: (row: Row) => Values | null;
  /** The name of the row in the log, which holds nothing of a person; the row's key by default. */
  readonly key?: (row: Row) => string;
}

/** A name for a Discord user that only who knows the salt can tell: it is erased with the person. */
export const hashUser = (salt: string, discordUserId: string): string => sha256(`${salt}\n${discordUserId}`);

/** Short, and nobody finds another text that has it. */
const digest = (text: string): string => sha256(text).slice(0, 32);

const listGoods = (goods: Goods): Values =>
  goodsToAmounts(goods).map(([asset, amount]) => [asset, String(amount)]);

/** What may be left out, where null says something else. */
const listGiven = (value: unknown): Values => (value === undefined ? [] : [value]);

const listGivenBack = ({ tellerId, seq, at, others = [] }: GivenBack): Values => [
  ...[tellerId, seq, at],
  ...others.flatMap((other) => [other.tellerId, other.seq, other.at]),
];

/** Tables and fields that aren't here give nothing, or are derived otherwise: test/storage/edits.ts says. */
const RECORDED: { readonly [T in TableName]?: RecordedTable<Tables[T]> } = {
  members: {
    fields: ['frozenReason', 'cooldownUntil', 'givenBack'],
    values({ frozenReason, cooldownUntil, givenBack }) {
      if (frozenReason === null && cooldownUntil === null && givenBack === null) return null;
      return [frozenReason, cooldownUntil, givenBack && listGivenBack(givenBack)];
    },
  },
  profiles: {
    fields: ['lastDiscordUserId'],
    values: ({ lastDiscordUserId, lastSalt }) =>
      lastDiscordUserId === null ? null : [hashUser(lastSalt, lastDiscordUserId)],
  },
  links: {
    key: ({ robloxUserId }) => String(robloxUserId),
    fields: ['discordUserId', 'linkedAt'],
    values: ({ salt, discordUserId, linkedAt }) => [hashUser(salt, discordUserId), linkedAt],
  },
  withdrawals: {
    fields: [
      ...['robloxUserId', 'requestedBy', 'status', 'goods', 'seq', 'placeSeq', 'requestedAt'],
      ...['expiresAt', 'tellerId', 'token', 'leaseUntil'],
    ],
    values(row) {
      const { robloxUserId, requestedBy, status, goods, seq, placeSeq, claim } = row;
      if (!isOpen(row)) return null;
      const asked = [robloxUserId, requestedBy, status, listGoods(goods), seq, placeSeq];
      const times = [row.requestedAt, row.expiresAt];
      return [...asked, ...times, ...(claim ? [claim.tellerId, digest(claim.token), claim.leaseUntil] : [])];
    },
  },
  tellers: {
    fields: [
      ...['lastTradeSeq', 'clearedSeq', 'confirmedSeq', 'contradictedAt', 'decidedSeq', 'hour'],
      ...['hourWorth', 'overHours', 'shortages', 'pausedReason'],
    ],
    values: (teller) => (isUntouched(teller) ? null : listTeller(teller)),
  },
  jointShortages: {
    fields: ['paused', 'resumed'],
    values: ({ paused, resumed }) =>
      paused === '' && resumed === '' ? null : [digest(paused), digest(resumed)],
  },
  usage: {
    fields: ['pets', 'gems'],
    values: ({ pets, gems }) => (pets === 0n && gems === 0n ? null : [String(pets), String(gems)]),
  },
  offers: {
    fields: ['fromRobloxUserId', 'toRobloxUserId', 'gives', 'wants', 'openedAt', 'expiresAt'],
    values({ status, fromRobloxUserId, toRobloxUserId, gives, wants, openedAt, expiresAt }) {
      if (status !== 'open') return null;
      return [fromRobloxUserId, toRobloxUserId, listGoods(gives), listGoods(wants), openedAt, expiresAt];
    },
  },
  tellerCards: {
    fields: ['robloxUserId', 'placeUrl', 'note', 'since', 'pending'],
    values: ({ robloxUserId, placeUrl, note, since, pending }) => [
      ...[robloxUserId, placeUrl, note === null ? null : digest(note), since],
      pending && [listGiven(pending.robloxUserId), listGiven(pending.placeUrl), pending.from],
    ],
  },
  // Those that are decided by what their rows say: cases of other kinds move what other rows say.
  cases: {
    fields: ['kind', 'robloxUserId', 'tellerId', 'goods', 'proposal'],
    values({ closedAt, kind, robloxUserId, tellerId, goods, proposal }) {
      const isOpen = closedAt === null;
      if (!isOpen || (kind !== 'quarantine' && kind !== 'staff_limit' && proposal === null)) return null;
      const proposed = proposal && [proposal.by, proposal.resolution];
      return [kind, robloxUserId, tellerId, listGoods(goods), proposed];
    },
  },
  aliases: {
    fields: ['oldId', 'newId', 'status', 'seq'],
    values: ({ oldId, newId, status, seq }) => [oldId, newId, status, seq],
  },
};

const isUntouched = (teller: Teller): boolean =>
  teller.lastTradeSeq === 0 &&
  teller.hour === 0 &&
  teller.clearedSeq + teller.confirmedSeq + teller.decidedSeq === 0 &&
  teller.contradictedAt === null &&
  teller.shortages.length === 0 &&
  teller.pausedReason === null;

const listTeller = (teller: Teller): Values => [
  teller.lastTradeSeq,
  teller.clearedSeq,
  teller.confirmedSeq,
  teller.contradictedAt,
  teller.decidedSeq,
  teller.hour,
  String(teller.hourWorth),
  teller.overHours,
  teller.shortages.map(({ asset, missing, isPaused }) => [asset, String(missing), isPaused]),
  // Logs of before tellers could be paused end here.
  ...(teller.pausedReason === null ? [] : [teller.pausedReason]),
];

/** A row in the log; null: it gives and takes nothing any more. */
export type RowRecord = readonly [table: RecordTable, key: string, values: Values | null];

export const RECORD_TABLES = [...TABLE_NAMES, 'bank', 'trades'] as const;
/** A table, or what is kept apart: whether the bank is halted, and a teller's latest trades. */
export type RecordTable = (typeof RECORD_TABLES)[number];

/** What the row gives or takes now; undefined where its table's rows do neither. */
export function recordRow<T extends TableName>(table: T, row: Tables[T]): RowRecord | undefined {
  const recorded: RecordedTable<Tables[T]> | undefined = RECORDED[table];
  return recorded && [table, recorded.key?.(row) ?? rowKey(table, row), recorded.values(row)];
}

export const recordHolds = (row: Balance): RowRecord => [
  'balances',
  rowKey('balances', row),
  row.holds && z.encode(holdsColumn, row.holds),
];

export const recordTrades = ({ id, trades }: Teller): RowRecord => [
  'trades',
  id,
  trades.length === 0 ? null : z.encode(marksColumn, trades),
];

export const recordHalt = ({ haltedReason }: Pick<BankRow, 'haltedReason'>): RowRecord => [
  'bank',
  '',
  haltedReason === null ? null : [haltedReason],
];

/** The names of a record's values. */
export const recordFields = (table: RecordTable): readonly string[] =>
  table === 'bank' ? ['haltedReason'] : table === 'trades' ? [] : (RECORDED[table]?.fields ?? []);

/** What a step has changed: rows and the bank's own, and by their keys the balances whose holds are kept. */
interface StepChanges {
  readonly changes: Changes;
  readonly bank: BankRow;
  readonly held: Iterable<string>;
}

/** What a step on this view has changed of rows that give or take. */
export function listRecords(
  view: Pick<View, 'bank' | 'row'>,
  { changes, bank, held }: StepChanges,
): RowRecord[] {
  const records: RowRecord[] = [];
  for (const table of RECORDED_TABLES) {
    if (changes[table]) records.push(...listChanged(view, table, changes));
  }
  for (const key of held) {
    const row = changes.balances?.get(key);
    if (row) records.push(recordHolds(row));
  }
  if (bank.haltedReason !== view.bank.haltedReason) records.push(recordHalt(bank));
  return records;
}

/** The changed rows of a table. One that has gone comes first: another may have its name. */
function listChanged<T extends TableName>(view: Pick<View, 'row'>, table: T, changes: Changes): RowRecord[] {
  const changed: ReadonlyMap<string, Tables[T] | null> | undefined = changes[table];
  const gone: RowRecord[] = [];
  const others: RowRecord[] = [];
  for (const [key, row] of changed ?? []) {
    const old = view.row(table, key);
    const was = old ? recordRow(table, old) : undefined;
    const is = row ? recordRow(table, row) : undefined;
    const [, name] = is ?? was ?? [];
    const values = is?.[2] ?? null;
    if (name === undefined || isAlike(was?.[2] ?? null, values)) continue;
    (values ? others : gone).push([table, name, values]);
  }
  return [...gone, ...others];
}

/** The tables whose rows give or take something, but for balances. */
export const RECORDED_TABLES = TABLE_NAMES.filter((table) => RECORDED[table] !== undefined);

const isAlike = (values: Values | null, other: Values | null): boolean =>
  values === other ||
  (values?.length === other?.length &&
    !!values?.every(
      (value, at) => value === other?.[at] || JSON.stringify(value) === JSON.stringify(other?.[at]),
    ));
