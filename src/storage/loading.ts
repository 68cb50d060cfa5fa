import { StorageUnavailable } from '../bank/engine/book.ts';
import { type ReadKey, readKeyText, readKeyValue } from '../bank/engine/read-key.ts';
import { createReader, MissingRowError } from '../bank/engine/reader.ts';
import type { BankRow, Instant } from '../bank/engine/rows.ts';
import { createView, type View } from '../bank/engine/view.ts';
import type { DecisionContext, PendingOperation } from './commit-batcher.ts';
import type { Batch } from './driver.ts';
import type { LiveBank } from './live-bank.ts';
import type { LiveRows } from './live-rows.ts';

/** How often a query loads what it lacks because commits come between its loads. */
const MAX_LOADS = 100;

/** A view, and the rows and the context that its decisions are made with. */
export interface Deciding {
  readonly view: View;
  readonly rows: LiveRows;
  readonly context: DecisionContext;
}

/** How far the newest commit may be ahead of a machine's clock: farther, one of the two is wrong. */
export const MAX_AHEAD_MS = 5 * 60_000;
const FAR_AHEAD = "The newest commit is far ahead of the machine's clock";

/** The time and the rules of a batch, before the newest commit was looked at. */
export interface ClockContext extends DecisionContext {
  /** The machine's own time, which `at` may be behind: after a sleep, or when it was set. */
  readonly wall: Instant;
}

/**
 * The time of the bank's decisions never goes back, whatever this process's clock says. Where it is far ahead
 * of that and of the machine's own, by a row that was edited or another machine's clock, what waits for its
 * time does not leave.
 */
export function notBefore({ headAt, committedAt }: BankRow, clocks: ClockContext): DecisionContext {
  const at = Math.max(headAt, committedAt);
  if (at <= clocks.at) return clocks;
  const { rules } = clocks;
  if (at - Math.max(clocks.at, clocks.wall) <= MAX_AHEAD_MS) return { at, rules };
  return { at, rules: { ...rules, haltedHere: rules.haltedHere ?? FAR_AHEAD } };
}

/**
 * Loads what the operations read and the rows lack, in at most two rounds: what they name by their input, and
 * what the rows name then. False when the head has moved, or what was known first may be forgotten by then.
 */
export async function loadMissing(
  live: LiveBank,
  { view, rows, context }: Deciding,
  operations: readonly PendingOperation[],
): Promise<boolean> {
  const reader = createReader(view, () => view.bank, view.assumedNew);
  const { timesAged } = rows;
  const rounds = [
    (pending: PendingOperation) => pending.readKeys(context),
    (pending: PendingOperation) => pending.moreReadKeys(reader, context),
  ];
  for (const listReadKeys of rounds) {
    const unknown = listUnknown({ view, rows }, operations.flatMap(listReadKeys));
    if (unknown.length === 0) continue;
    if ((await live.load(unknown)) !== rows || rows.bank.version !== view.bank.version) return false;
    if (rows.timesAged - timesAged > 1) return false;
  }
  return true;
}

function listUnknown(
  { view, rows }: Pick<Deciding, 'view' | 'rows'>,
  readKeys: readonly ReadKey[],
): readonly ReadKey[] {
  const unknown = readKeys.filter(
    (readKey) => !rows.knows(readKey) && !(view.assumedNew && isExpectedNew(readKey)),
  );
  if (unknown.length < 2) return unknown;
  return [...new Map(unknown.map((readKey) => [readKeyText(readKey), readKey])).values()];
}

const isExpectedNew = ({ kind }: ReadKey): boolean => kind === 'operation' || kind === 'nonce';

/**
 * Whether decisions may be stored, or answered where there is nothing to store. The database itself refuses
 * what is new but there already, and all of it on another version. The rest is read here.
 */
export async function checkAssumptions(
  { driver }: LiveBank,
  view: View,
  batch: Batch | undefined,
): Promise<'hold' | 'conflict' | 'assumption_failed'> {
  const unwritten = (view.assumedNew ?? []).filter((readKey) => !isWritten(view, readKey));
  if (batch && unwritten.length === 0) return 'hold';
  const { bank, operations, rows } = await driver.load(unwritten);
  if (bank.version !== view.bank.version) return 'conflict';
  return operations.length + rows.nonces.length === 0 ? 'hold' : 'assumption_failed';
}

const isWritten = ({ operations, changes }: View, readKey: ReadKey): boolean => {
  const key = String(readKeyValue(readKey));
  return readKey.kind === 'operation' ? operations.has(key) : (changes.nonces?.has(key) ?? false);
};

/**
 * Decides one operation by itself, on rows that are as new as the bank is at some moment within this call.
 * Mostly what is known suffices, and a look at the head, which others share, tells whether that is the
 * newest. What it lacks is loaded with such a look.
 */
export async function decideOnNewest<Decision>(
  live: LiveBank,
  pending: PendingOperation,
  { clockContext, decide }: { clockContext: ClockContext; decide: (deciding: Deciding) => Decision },
): Promise<Decision> {
  // Until it is decided nothing waits: a commit would change the rows meanwhile.
  const attemptOn = (rows: LiveRows) => attempt(pending, toDeciding(rows, clockContext), decide);
  let known = live.rows();
  let last = known ? attemptOn(known) : { lacking: pending.readKeys(clockContext) };
  for (let loads = 0; loads < MAX_LOADS; loads += 1) {
    const version = known?.bank.version;
    const newest = await ('lacking' in last ? live.load(last.lacking) : live.look());
    const isSame = newest === known && newest?.bank.version === version;
    known = newest;
    if (!newest) continue;
    if ('lacking' in last || !isSame) last = attemptOn(newest);
    if (!('lacking' in last)) return last.decision;
  }
  throw new StorageUnavailable('the head moved each time it was read');
}

/** The decision, or what it lacks. */
function attempt<Decision>(
  pending: PendingOperation,
  deciding: Deciding,
  decide: (deciding: Deciding) => Decision,
): { readonly decision: Decision } | { readonly lacking: readonly ReadKey[] } {
  try {
    return { decision: decide(deciding) };
  } catch (error) {
    if (!(error instanceof MissingRowError)) throw error;
    const lacking = listLacking(pending, deciding);
    // It reads what it never names.
    if (lacking.length === 0) throw error;
    return { lacking };
  }
}

const toDeciding = (rows: LiveRows, clockContext: ClockContext): Deciding => ({
  view: createView(rows.bank, rows),
  rows,
  context: notBefore(rows.bank, clockContext),
});

/** What one operation names by its input, or else what the rows name, and is not known. */
function listLacking(pending: PendingOperation, { view, rows, context }: Deciding): readonly ReadKey[] {
  const first = listUnknown({ view, rows }, pending.readKeys(context));
  if (first.length > 0) return first;
  const reader = createReader(view, () => view.bank);
  return listUnknown({ view, rows }, pending.moreReadKeys(reader, context));
}
