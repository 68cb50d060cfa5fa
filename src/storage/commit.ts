import { isUpToDate, NO_ALIASES } from '../bank/engine/aliases.ts';
import { assert } from '../bank/engine/assert.ts';
import { StorageUnavailable } from '../bank/engine/book.ts';
import type { Settings } from '../bank/engine/operation.ts';
import { emptyRows } from '../bank/engine/read-key.ts';
import { MissingRowError } from '../bank/engine/reader.ts';
import type { Instant } from '../bank/engine/rows.ts';
import { byTable, TABLE_NAMES, type TableName, type Tables } from '../bank/engine/tables.ts';
import { createView, type View } from '../bank/engine/view.ts';
import type { PendingOperation } from './commit-batcher.ts';
import type { Batch, OnPoint } from './driver.ts';
import type { LiveBank } from './live-bank.ts';
import { checkAssumptions, type Deciding, loadMissing, notBefore } from './loading.ts';
import type { Renames } from './renames.ts';
import { toUnavailable } from './unavailable.ts';

/** How often a batch is decided again where others commit first: of four, some lost twenty times in a row. */
const MAX_ATTEMPTS = 100;
/** The longest wait for others between two attempts, in milliseconds. */
const MAX_PAUSE_MS = 200;

/** How one batch was committed, for metrics. */
export interface CommitStats {
  readonly operations: number;
  readonly durationMs: number;
  /** How often another process came first. */
  readonly conflicts: number;
}

export interface CommitOptions {
  readonly rules: () => Settings;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** The machine's own time, which the clock follows; left out, it is the clock's. */
  readonly wall?: (() => number) | undefined;
  readonly onCommit?: (commit: CommitStats) => void;
  readonly onPoint?: OnPoint | undefined;
}

/** Where a batch is committed: `renames` come first, unless the batch is itself a part of them. */
export interface CommitTarget {
  readonly live: LiveBank;
  readonly renames: Renames | null;
}

/**
 * Commits the batch and settles each of its operations. Returns those to be decided in the next batch. What
 * breaks by an operation's own doing is tried again in halves, down to that one, which fails alone.
 */
export async function commitBatch(
  target: CommitTarget,
  batch: readonly PendingOperation[],
  options: CommitOptions,
): Promise<PendingOperation[]> {
  let isStored = false;
  try {
    const startedAt = performance.now();
    const { conflicts, attemptedAt, ...committed } = await attemptInTurn(target, batch, options);
    isStored = true;
    const durationMs = performance.now() - startedAt;
    options.onPoint?.('stored');
    for (const settle of committed.settlements) settle();
    options.onPoint?.('answered');
    options.onCommit?.({ operations: batch.length, durationMs, conflicts });
    if (conflicts > 0) await backoff(attemptedAt, 0);
    return committed.postponed;
  } catch (error) {
    target.live.drop();
    const failure = toUnavailable(error);
    if (!isStored && batch.length > 1 && !(failure instanceof StorageUnavailable)) {
      return commitHalves(target, batch, options);
    }
    for (const pending of batch) pending.reject(failure);
    return [];
  }
}

async function commitHalves(
  target: CommitTarget,
  batch: readonly PendingOperation[],
  options: CommitOptions,
): Promise<PendingOperation[]> {
  const middle = Math.ceil(batch.length / 2);
  const postponed = await commitBatch(target, batch.slice(0, middle), options);
  return [...postponed, ...(await commitBatch(target, batch.slice(middle), options))];
}

/** Attempts to store the batch until no other process comes first. */
async function attemptInTurn(
  target: CommitTarget,
  batch: readonly PendingOperation[],
  options: CommitOptions,
): Promise<Decided & { conflicts: number; attemptedAt: number }> {
  let isOptimistic = true;
  options.onPoint?.('taken');
  for (let conflicts = 0; conflicts < MAX_ATTEMPTS; ) {
    const attemptedAt = performance.now();
    const outcome = await attempt(target, batch, options, isOptimistic);
    if (typeof outcome === 'object') return { ...outcome, conflicts, attemptedAt };
    isOptimistic = false;
    if (outcome === 'assumption_failed') continue;
    await giveWay(target, outcome, { attemptedAt, losses: conflicts });
    conflicts += 1;
  }
  throw new StorageUnavailable('other processes kept committing first');
}

/** Decides the batch on the rows as they are, and stores it. */
async function attempt(
  { live, renames }: CommitTarget,
  batch: readonly PendingOperation[],
  { clock, wall = clock, rules, onPoint }: CommitOptions,
  isOptimistic: boolean,
): Promise<Decided | 'conflict' | 'renamed' | 'assumption_failed'> {
  const aliases = renames?.aliases() ?? NO_ALIASES;
  const clockContext = { at: clock(), wall: wall(), rules: { ...rules(), aliases } };
  const rows =
    live.rowsForBatch() ?? (await live.load(batch.flatMap((pending) => pending.readKeys(clockContext))));
  if (!rows) return 'conflict';
  if (renames && !isUpToDate(aliases, rows.bank)) return 'renamed';
  onPoint?.('loaded');
  const view = createView(rows.bank, rows, isOptimistic ? [] : null);
  const deciding = { view, rows, context: notBefore(rows.bank, clockContext) };
  const decided = await decideAll(live, batch, deciding);
  if (decided === 'conflict') return decided;
  onPoint?.('decided');
  const writes = isChanged(view) ? collectBatch(view, deciding.context.at) : undefined;
  const checked = await checkAssumptions(live, view, writes);
  if (checked !== 'hold') return checked;
  const outcome = writes ? await live.store(view, writes) : 'stored';
  if (outcome === 'stored') return decided;
  if (outcome === 'conflict') return outcome;
  assert(isOptimistic, 'what was read and not found is not there');
  return 'assumption_failed';
}

/** What came first comes first: pets that are being renamed, or another process's commit. */
async function giveWay(
  { live, renames }: CommitTarget,
  outcome: 'renamed' | 'conflict',
  { attemptedAt, losses }: { attemptedAt: number; losses: number },
): Promise<void> {
  if (outcome === 'renamed') return renames?.catchUp();
  live.bypass();
  await backoff(attemptedAt, losses);
}

/**
 * Lets other processes come first, for a random part of the time that an attempt takes: the less, the more
 * often this one has lost. So each has its turn, and few decide what another's commit makes void.
 */
async function backoff(attemptedAt: number, losses: number): Promise<void> {
  const attemptMs = Math.min(performance.now() - attemptedAt, MAX_PAUSE_MS);
  const pauseMs = (attemptMs * Math.random()) / (losses + 1);
  if (pauseMs >= 1) await Bun.sleep(pauseMs);
}

interface Decided {
  readonly settlements: (() => void)[];
  readonly postponed: PendingOperation[];
}

/**
 * Decides the operations in the order in which they came, on the rows that are known. From the first that
 * lacks any, what they read is loaded. What one lacks then, because another one of the batch made it matter,
 * is postponed.
 */
async function decideAll(
  live: LiveBank,
  batch: readonly PendingOperation[],
  deciding: Deciding,
): Promise<Decided | 'conflict'> {
  const settlements: (() => void)[] = [];
  const postponed: PendingOperation[] = [];
  let isLoaded = false;
  for (const [index, pending] of batch.entries()) {
    let settle = decideOne(pending, deciding, true);
    if (!settle && !isLoaded) {
      if (!(await loadMissing(live, deciding, batch.slice(index)))) return 'conflict';
      isLoaded = true;
      // It sees just the rows that it has named: what it lacks now, it will always lack.
      settle = decideOne(pending, deciding, false);
    }
    if (settle) settlements.push(settle);
    else postponed.push(pending);
  }
  return { settlements, postponed };
}

/** What settles the operation once it is durable; undefined where it lacks rows, and may. */
function decideOne(
  pending: PendingOperation,
  { view, context }: Deciding,
  mayLack: boolean,
): (() => void) | undefined {
  try {
    return pending.decide(view, context);
  } catch (error) {
    if (mayLack && error instanceof MissingRowError) return undefined;
    return () => pending.reject(error);
  }
}

const isChanged = ({ changes, transactions, events, erasedUsers }: View): boolean =>
  transactions.length + events.length + erasedUsers.length > 0 || Object.keys(changes).length > 0;

/** What decisions have changed in the view at this time, and a version that grows even if that is nothing. */
export function collectBatch(view: View, at: Instant = view.bank.committedAt): Batch {
  const puts = emptyRows();
  const removals = byTable<{ readonly [T in TableName]: string[] }>(() => []);
  function collect<T extends TableName>(table: T): void {
    const changed: ReadonlyMap<string, Tables[T] | null> | undefined = view.changes[table];
    for (const [key, row] of changed ?? []) {
      if (row) puts[table].push(row);
      else removals[table].push(key);
    }
  }
  for (const table of TABLE_NAMES) collect(table);
  return {
    expectedVersion: view.bank.version,
    bank: { ...view.bank, version: view.bank.version + 1, committedAt: at },
    transactions: view.transactions,
    puts,
    removals,
    events: view.events,
    erasedUsers: view.erasedUsers,
  };
}
