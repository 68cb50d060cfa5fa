import { z } from 'zod';
import { addTrade } from './clearing.ts';
import { holdCredit } from './credit-hold.ts';
import { DIGITS, holdsColumn, marksColumn } from './engine/hold-columns.ts';
import { digestAmounts, QUARANTINE } from './engine/ledger.ts';
import { type Entry, GIFT, type Hold, newTeller, type Teller, type Transaction } from './engine/rows.ts';
import type { RecordTable, RowRecord, Values } from './engine/state.ts';
import { readState } from './engine/state-text.ts';
import { rowKey } from './engine/tables.ts';
import { holdGift } from './gift-hold.ts';
import { type HoldContext, isOnHold } from './holds.ts';
import { toUtcDay } from './withdrawals.ts';

/** What the log says of rows that give or take something, beside balances. */
export interface LoggedState {
  /** Whether the log says it of every row: else those of an older version are not in it yet. */
  isWhole: boolean;
  /** The time of the last transaction. */
  at: number;
  /** What rows give or take, by the names that rows have in the log. */
  readonly rows: Map<RecordTable, Map<string, Values>>;
  readonly tellers: Map<string, Teller>;
  /** What of balances waits to clear, by the balance's key. */
  readonly holds: Map<string, readonly Hold[]>;
}

/** The state of a log that has no rows. */
export const beginState = (): LoggedState => ({
  isWhole: false,
  at: 0,
  rows: new Map(),
  tellers: new Map(),
  holds: new Map(),
});

/** After how many transactions what gives nothing now is forgotten, or memory would grow with the log. */
const TRANSACTIONS_PER_SWEEP = 10_000;

/** Takes in what a transaction says; they come in the log's order. Throws a ZodError or SyntaxError. */
export function replayState(logged: LoggedState, transaction: Transaction): void {
  const { seq, at, state } = transaction;
  logged.at = at;
  if (startsWhole(transaction) || isRecordedWhole(transaction)) logged.isWhole = true;
  if (state !== null) {
    const { hold, rows = [] } = readState(state);
    for (const record of rows) takeRecord(logged, record, transaction);
    if (hold) addHolds(logged, transaction, hold);
  }
  if (seq % TRANSACTIONS_PER_SWEEP === 0) sweep(logged);
}

/** The status of the transaction that ends the recording of an older version's rows. */
export const WHOLE = 'whole';

/** Whether the log is of a bank that began with this version: it says all of every row. */
export const startsWhole = ({ seq, kind, state }: Transaction): boolean =>
  seq === 1 && state !== null && kind !== 'state_recorded';

const isRecordedWhole = ({ kind, status }: Transaction): boolean =>
  kind === 'state_recorded' && status === WHOLE;

function takeRecord(logged: LoggedState, [table, key, values]: RowRecord, from: Transaction): void {
  if (table === 'balances') {
    if (values) logged.holds.set(key, z.parse(holdsColumn, values));
    else logged.holds.delete(key);
    return;
  }
  if (table === 'trades') {
    const teller = logged.tellers.get(key) ?? newTeller(key);
    const trades = values ? z.parse(marksColumn, values) : [];
    logged.tellers.set(key, { ...teller, trades });
    return;
  }
  if (table === 'tellers') takeTeller(logged, key, { values, from });
  const rows = logged.rows.get(table) ?? new Map<string, Values>();
  if (values) rows.set(key, values);
  else rows.delete(key);
  logged.rows.set(table, rows);
}

const tellerValues = z.tuple([
  z.int(),
  z.int(),
  z.int(),
  z.int().nullable(),
  z.int(),
  z.int(),
  z.string().regex(DIGITS),
  z.array(z.int()),
  z.array(z.unknown()),
  z.string().optional(),
]);

/** Every deposit has one: what plainly has its shape needs no schema. */
const readTeller = (values: Values): z.output<typeof tellerValues> =>
  isPlainTeller(values) ? values : tellerValues.parse(values);

function isPlainTeller(values: Values): values is z.output<typeof tellerValues> {
  const [lastTradeSeq, clearedSeq, confirmedSeq, contradictedAt, decidedSeq, hour, worth, ...others] = values;
  const [hours, shortages, pausedReason] = others;
  const counts = [lastTradeSeq, clearedSeq, confirmedSeq, contradictedAt ?? 0, decidedSeq, hour];
  return (
    (values.length === 9 || (values.length === 10 && typeof pausedReason === 'string')) &&
    contradictedAt !== undefined &&
    counts.every(Number.isSafeInteger) &&
    typeof worth === 'string' &&
    DIGITS.test(worth) &&
    Array.isArray(hours) &&
    hours.every(Number.isSafeInteger) &&
    Array.isArray(shortages)
  );
}

/**
 * A trade of the teller's own is one that its row names as the last. What an older version's row names was
 * made before: its time is recorded beside it, where that version knew of any.
 */
function takeTeller(
  logged: LoggedState,
  id: string,
  { values, from: { at, kind } }: { values: Values | null; from: Pick<Transaction, 'at' | 'kind'> },
): void {
  const before = logged.tellers.get(id) ?? newTeller(id);
  if (values === null) return void logged.tellers.set(id, { ...newTeller(id), trades: before.trades });
  const [lastTradeSeq, clearedSeq, confirmedSeq, contradictedAt, decidedSeq, hour, worth, overHours] =
    readTeller(values);
  const hasTraded = lastTradeSeq !== before.lastTradeSeq && kind !== 'state_recorded';
  const trades = hasTraded ? addTrade(before.trades, { at, seq: lastTradeSeq }) : before.trades;
  const watermarks = { lastTradeSeq, clearedSeq, confirmedSeq, contradictedAt, decidedSeq, trades };
  logged.tellers.set(id, { ...before, ...watermarks, hour, hourWorth: BigInt(worth), overHours });
}

type LoggedHold = readonly [until: number, isDuplicate: boolean, hour: number | null];

/** Does what the transaction did to the holds of the balances that it credited. */
function addHolds(
  logged: LoggedState,
  transaction: Transaction,
  [until, isDuplicate, hour]: LoggedHold,
): void {
  const { seq, at, entries, tellerId } = transaction;
  const context = { at, rules: { depositHoldMs: until - at } };
  const teller = loggedTeller(logged, tellerId ?? '');
  const { addTo } =
    hour === GIFT
      ? holdGift(until, context)
      : holdCredit({ until, content: digestCredit(entries), isDuplicate, hour, teller }, context);
  for (const entry of entries) {
    for (const account of [entry.from, entry.to]) {
      const balance = { account, asset: entry.asset, amount: 0n, holds: null };
      const key = rowKey('balances', balance);
      const { holds } = addTo({ ...balance, holds: logged.holds.get(key) ?? null }, entry, seq);
      if (holds) logged.holds.set(key, holds);
    }
  }
}

/** What tells the deposit from others, as it was when it was credited. */
const digestCredit = (entries: readonly Entry[]): string =>
  digestAmounts(
    entries.filter(({ to }) => to !== QUARANTINE).map(({ asset, amount }) => [asset, amount] as const),
  );

export const loggedTeller = ({ tellers }: LoggedState, id: string): Teller =>
  tellers.get(id) ?? newTeller(id);

/** Holds are in the log only where credits have to clear. */
const holdContext = (at: number): HoldContext => ({ at, rules: { depositHoldMs: 1 } });

/** Those that still wait to clear as of the last transaction: what has cleared gives nothing. */
export const listWaiting = (logged: LoggedState, holds: readonly Hold[]): Hold[] =>
  holds.filter((hold) => isOnHold(hold, loggedTeller(logged, hold.tellerId), holdContext(logged.at)));

/** Forgets what has cleared, but for what later deposits are compared with, and allowances of days before. */
function sweep(logged: LoggedState): void {
  for (const [key, holds] of logged.holds) {
    const isNear = ({ at, hour }: Hold): boolean =>
      (hour !== null && hour !== GIFT) || logged.at - at <= KEPT_MS;
    const waiting = new Set(listWaiting(logged, holds));
    const kept = holds.filter((hold) => waiting.has(hold) || isNear(hold));
    if (kept.length > 0) logged.holds.set(key, kept);
    else logged.holds.delete(key);
  }
  const usage = logged.rows.get('usage');
  for (const key of usage?.keys() ?? []) if (isPast(logged, key)) usage?.delete(key);
}

const KEPT_MS = 60_000;

/** Whether an allowance, by its row's key, is of a day before the last transaction's. */
export const isPast = ({ at }: LoggedState, usageKey: string): boolean =>
  usageKey.slice(usageKey.indexOf(' ') + 1) < toUtcDay(at);
