import { CODE_BYTES, CODE_WORDS } from './code-words.ts';
import type { Reads } from './engine/book.ts';
import { holdsColumn, marksColumn } from './engine/hold-columns.ts';
import type { Balance, BankRow, Teller } from './engine/rows.ts';
import {
  RECORDED_TABLES,
  type RowRecord,
  recordFields,
  recordHalt,
  recordRow,
  type Values,
} from './engine/state.ts';
import { rowKey, type TableName, type Tables } from './engine/tables.ts';
import { forgetContent } from './holds.ts';
import { isPast, type LoggedState, listWaiting, loggedTeller } from './verify-state.ts';

/** How many rows are read at once. */
export const PAGE = 500;

/** Compares the stored rows of a table, one after the other, with what the log says of them. */
export interface RowCheck<Row> {
  /** What is wrong with the row, in words. */
  compare(row: Row): string | undefined;
  /** What is wrong where there are no more rows. */
  end(): Promise<string | undefined> | string | undefined;
}

/** The first thing that one of the checks finds: the rows are read once for all of them. */
export async function compareRows<Row>(
  rows: AsyncIterable<Row>,
  checks: readonly RowCheck<Row>[],
): Promise<string | undefined> {
  for await (const row of rows) {
    for (const check of checks) {
      const error = check.compare(row);
      if (error !== undefined) return error;
    }
  }
  for (const check of checks) {
    const error = await check.end();
    if (error !== undefined) return error;
  }
  return undefined;
}

/**
 * The first row that gives or takes something else than the log says, in words: freezes, links, withdrawals,
 * tellers' numbers, allowances, cases, and whether the bank is halted. Of balances, members and withdrawals,
 * `listRecordChecks` says it. Where the log doesn't say it of every row yet, nothing is compared.
 */
export async function findRowError(reads: Reads, logged: LoggedState): Promise<string | undefined> {
  if (!logged.isWhole) return undefined;
  const haltError = findBankError(logged, await reads.head());
  if (haltError !== undefined) return haltError;
  for (const table of RECORDED_TABLES) {
    if (table === 'members' || table === 'withdrawals') continue;
    const error = await compareRows(listInForce(reads, table), [checkRecords(logged, table)]);
    if (error !== undefined) return error;
  }
  return (await findTellerError(reads, logged)) ?? (await findCodeError(reads));
}

/** What of these rows gives or takes, beside amounts: nothing where the log doesn't say it of every row. */
export const listRecordChecks = <T extends TableName>(
  logged: LoggedState,
  table: T,
): RowCheck<Tables[T]>[] => (logged.isWhole ? [checkRecords(logged, table)] : []);

export const listHoldChecks = (logged: LoggedState): RowCheck<Balance>[] =>
  logged.isWhole ? [checkHolds(logged)] : [];

function findBankError(logged: LoggedState, bank: BankRow): string | undefined {
  const [, , values] = recordHalt(bank);
  const known = logged.rows.get('bank')?.get('') ?? null;
  if (toText(values) !== toText(known)) return describe(['bank', '', values], known);
  if (bank.headAt !== logged.at) return `bank: headAt is ${bank.headAt}, and the log ends at ${logged.at}`;
  // A bank of before this was kept has none.
  if (bank.committedAt === 0 || bank.committedAt >= bank.headAt) return undefined;
  return `bank: committedAt is ${bank.committedAt}, before the end of the log, ${bank.headAt}`;
}

/** Compares the records of these rows with the log's, both ways. */
function checkRecords<T extends TableName>(logged: LoggedState, table: T): RowCheck<Tables[T]> {
  const known = logged.rows.get(table);
  const missing = new Set(known?.keys());
  return {
    compare(row) {
      const record = recordRow(table, row);
      if (!record || isOver(logged, record)) return undefined;
      const [, key, values] = record;
      const logs = known?.get(key) ?? null;
      missing.delete(key);
      return toText(values) === toText(logs) ? undefined : describe(record, logs);
    },
    end() {
      const first = [...missing].find((key) => !isOver(logged, [table, key, null]));
      return first === undefined ? undefined : describe([table, first, null], known?.get(first) ?? null);
    },
  };
}

const isOver = (logged: LoggedState, [table, key]: RowRecord): boolean =>
  table === 'usage' && isPast(logged, key);

const toText = (values: Values | null): string | null => (values === null ? null : JSON.stringify(values));

/** Says which row differs and in what. Links and profiles are of a person: what they say is not told. */
function describe([table, key, values]: RowRecord, known: Values | null): string {
  const name = key === '' ? table : `${table} ${key}`;
  if (values === null) return `${name}: nothing is stored, and the log has it`;
  if (known === null) return `${name}: it is stored, and the log doesn't have it`;
  const fields = recordFields(table);
  const at = fields.findIndex((_field, index) => toText([values[index]]) !== toText([known[index]]));
  const isPersonal = table === 'links' || table === 'profiles';
  const differs = isPersonal
    ? 'is not what the log says'
    : `is ${JSON.stringify(values[at])}, and the log says ${JSON.stringify(known[at])}`;
  return `${name}: ${fields[at]} ${differs}`;
}

/** What waits to clear, on both sides. What has cleared gives nothing, whatever its row says. */
function checkHolds(logged: LoggedState): RowCheck<Balance> {
  const missing = new Set<string>();
  for (const [key, holds] of logged.holds) if (listWaiting(logged, holds).length > 0) missing.add(key);
  return {
    compare(balance) {
      const key = rowKey('balances', balance);
      missing.delete(key);
      return holdsText(logged, balance.holds) === holdsText(logged, logged.holds.get(key) ?? null)
        ? undefined
        : `balances ${key}: what of it is on hold is not what the log says`;
    },
    end() {
      const [first] = missing;
      return first && `balances ${first}: nothing is stored, and the log has something on hold`;
    },
  };
}

function holdsText(logged: LoggedState, holds: Balance['holds']): string {
  const waiting = holds ? listWaiting(logged, holds) : [];
  const compared = waiting.map((hold) => forgetContent(hold, logged.at));
  return compared.length === 0 ? '' : JSON.stringify(holdsColumn.encode(compared));
}

/** What reports have shown can't be older than what they name. */
async function findTellerError(reads: Reads, logged: LoggedState): Promise<string | undefined> {
  for (const teller of await reads.tellers()) {
    const { id, trades, shown } = teller;
    if (tradesText(trades) !== tradesText(loggedTeller(logged, id).trades))
      return `tellers ${id}: trades are not those that the log has`;
    for (const { at, seq } of shown) {
      const [named] = seq === 0 ? [] : await reads.log({ afterSeq: seq - 1, limit: 1 });
      if (seq > 0 && (named?.seq !== seq || named.at > at))
        return `tellers ${id}: shown names ${seq} at ${at}, when there was no such transaction`;
    }
  }
  return undefined;
}

const tradesText = (trades: Teller['trades']): string => JSON.stringify(marksColumn.encode([...trades]));

/** A code of other words might be in somebody's profile already. */
async function findCodeError(reads: Reads): Promise<string | undefined> {
  const words = new Set(CODE_WORDS);
  for await (const { robloxUserId, code } of listInForce(reads, 'verifications')) {
    const said = code.split(' ');
    if (said.length !== CODE_BYTES || !said.every((word) => words.has(word)))
      return `verifications of ${robloxUserId}: code is none that the bank makes`;
  }
  return undefined;
}

/** Tables with a read of their own; of withdrawals and cases only what is open gives or takes. */
const LISTS: { readonly [T in TableName]?: (reads: Reads) => AsyncGenerator<Tables[T]> } = {
  balances: (reads) => readPages((after) => reads.balances({ ...(after && { after }), limit: PAGE })),
  members: (reads) => readPages((after) => reads.members({ afterId: after?.robloxUserId ?? 0, limit: PAGE })),
  withdrawals: (reads) => readPages((after) => reads.openWithdrawals({ after, limit: PAGE })),
  cases: (reads) =>
    readPages((after) => reads.cases({ isOpen: true, afterId: after?.id ?? '', limit: PAGE })),
};

/** The rows of a table that may give or take something now. */
export function listInForce<T extends TableName>(reads: Reads, table: T): AsyncGenerator<Tables[T]> {
  const list: ((reads: Reads) => AsyncGenerator<Tables[T]>) | undefined = LISTS[table];
  return list?.(reads) ?? readPages((after) => reads.rows({ table, after, limit: PAGE }));
}

/** Every row of a paged read, given the last row of the page before. */
export async function* readPages<Row>(read: (after: Row | undefined) => Promise<Row[]>): AsyncGenerator<Row> {
  let after: Row | undefined;
  for (;;) {
    const page = await read(after);
    yield* page;
    if (page.length < PAGE) return;
    after = page.at(-1);
  }
}
