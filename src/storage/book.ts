import { z } from 'zod';
import { assert, InvariantError } from '../bank/engine/assert.ts';
import { type Book, type Caller, QueueFull, type Reads, StorageUnavailable } from '../bank/engine/book.ts';
import type { Operation, Rules } from '../bank/engine/operation.ts';
import { byTable, TABLE_NAMES, type TableName, type Tables } from '../bank/engine/tables.ts';
import { emptyRows, MissingRowError, type View } from '../bank/engine/view.ts';
import {
  createCommitBatcher,
  createPendingOperation,
  type DecisionContext,
  type PendingOperation,
} from './commit-batcher.ts';
import type { Batch, Driver, OnPoint } from './driver.ts';
import { assumptionsHold, loadForBatch, loadForQuery, type RowSource } from './loading.ts';
import { createRowCache, NO_ROW_CACHE } from './row-cache.ts';

/** How many operations share one commit at most. */
const MAX_BATCH = 256;
/**
 * How often a batch is decided anew because another process committed first. Four busy processes on one
 * SQLite file lose two times of three, so that twenty times in a row did happen.
 */
const MAX_ATTEMPTS = 100;
/** The longest wait for others between two attempts, in milliseconds. */
const MAX_PAUSE_MS = 200;

/** What became of one batch, for those who watch. */
export interface CommitStats {
  readonly operations: number;
  readonly durationMs: number;
  /** How often another process came first. */
  readonly conflicts: number;
}

export interface BookOptions {
  readonly rules: () => Rules;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** How many operations may wait; one more is refused with QueueFull. */
  readonly queueLimit: number;
  /** How many operations share one commit at most; MAX_BATCH where nothing is said. */
  readonly maxBatch?: number | undefined;
  readonly onCommit?: (commit: CommitStats) => void;
  readonly onPoint?: OnPoint | undefined;
}

/**
 * The book over a driver. Operations wait in one queue; those that come while a commit is under way share the
 * next one. Each batch is decided one after the other on what the driver loaded, and stored only if nothing
 * was committed between: so every decision is as if it were alone, with several processes too.
 */
export function openBook(
  driver: Driver,
  options: BookOptions,
): Book & { drain(): Promise<void>; arrived(): void } {
  const source = { driver, cache: driver.isRemote ? createRowCache() : NO_ROW_CACHE };
  const waiting: PendingOperation[] = [];
  const batcher = createCommitBatcher();
  let working: Promise<void> | undefined;

  async function work(): Promise<void> {
    while (waiting.length > 0) {
      await batcher.wait(waiting.length);
      const startedAt = performance.now();
      const batch = waiting.splice(0, options.maxBatch ?? MAX_BATCH);
      waiting.unshift(...(await commit(source, batch, options)));
      const durationMs = performance.now() - startedAt;
      batcher.committed({ companions: batch.length + waiting.length, durationMs });
    }
    working = undefined;
  }

  return {
    reads: readsOf(driver),
    perform<Input, Answer>(operation: Operation<Input, Answer>, input: Input, caller: Caller) {
      if (waiting.length >= options.queueLimit) {
        return Promise.reject(new QueueFull('too many operations wait'));
      }
      return new Promise<Answer>((resolve, reject) => {
        waiting.push(createPendingOperation(operation, input, caller, { resolve, reject }));
        batcher.joined(waiting.length);
        working ??= work();
      });
    },
    async query<Input, Answer>(operation: Operation<Input, Answer>, input: Input, caller: Caller) {
      const moment = { at: options.clock(), rules: options.rules() };
      const { promise, resolve, reject } = Promise.withResolvers<Answer>();
      const pending = createPendingOperation(operation, input, caller, { resolve, reject });
      try {
        pending.decide(await loadForQuery(driver, pending, moment), moment)();
      } catch (error) {
        reject(asUnavailable(error));
      }
      return promise;
    },
    arrived: batcher.arrived,
    async drain() {
      await working;
    },
  };
}

/**
 * Commits the batch and settles each of its operations. Gives back those that must be decided in the next
 * one.
 */
async function commit(
  source: RowSource,
  batch: readonly PendingOperation[],
  options: BookOptions,
): Promise<PendingOperation[]> {
  const startedAt = performance.now();
  let isAssuming = source.driver.isRemote;
  try {
    options.onPoint?.('taken');
    for (let conflicts = 0; conflicts < MAX_ATTEMPTS; ) {
      const attemptedAt = performance.now();
      const outcome = await attempt(source, batch, options, isAssuming);
      if (typeof outcome === 'object') {
        const durationMs = performance.now() - startedAt;
        for (const settle of outcome.settlements) settle();
        options.onPoint?.('answered');
        options.onCommit?.({ operations: batch.length, durationMs, conflicts });
        if (conflicts > 0) await backoff(attemptedAt, 0);
        return outcome.postponed;
      }
      isAssuming = false;
      if (outcome === 'assumed_wrongly') continue;
      source.cache.bypass();
      await backoff(attemptedAt, conflicts);
      conflicts += 1;
    }
    throw new StorageUnavailable('other processes kept committing first');
  } catch (error) {
    source.cache.clear();
    const unavailable = asUnavailable(error);
    for (const pending of batch) pending.reject(unavailable);
    return [];
  }
}

/** Decides the batch on what is there now, and stores it. */
async function attempt(
  source: RowSource,
  batch: readonly PendingOperation[],
  { clock, rules, onPoint }: BookOptions,
  isAssuming: boolean,
): Promise<Decided | 'conflict' | 'assumed_wrongly'> {
  const moment = { at: clock(), rules: rules() };
  const loaded = await loadForBatch(source, batch, moment, isAssuming);
  if (loaded === 'conflict') return loaded;
  onPoint?.('loaded');
  const decided = decideAll(batch, loaded.view, moment);
  onPoint?.('decided');
  const stored = collectBatch(loaded.view);
  if (isAssuming && !(await assumptionsHold(source, loaded, stored))) return 'assumed_wrongly';
  if (stored) {
    const outcome = await source.driver.store(stored);
    if (outcome === 'repeated') {
      assert(isAssuming, 'what was looked for and not found is not there');
      return 'assumed_wrongly';
    }
    if (outcome === 'conflict') return outcome;
    source.cache.applyCommit(loaded.view, stored.bank);
  }
  onPoint?.('stored');
  return decided;
}

/**
 * Lets other processes come first, for a part of the time that an attempt takes, by chance. Who has lost
 * often waits less than who has just won: so each has its turn, and few decide what another's commit makes
 * void.
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

function decideAll(batch: readonly PendingOperation[], view: View, context: DecisionContext): Decided {
  const settlements: (() => void)[] = [];
  const postponed: PendingOperation[] = [];
  for (const [index, pending] of batch.entries()) {
    try {
      settlements.push(pending.decide(view, context));
    } catch (error) {
      // The first of a batch saw just what it had asked for: what it lacks, it will always lack.
      if (error instanceof MissingRowError && index > 0) postponed.push(pending);
      else settlements.push(() => pending.reject(error));
    }
  }
  return { settlements, postponed };
}

/** The driver's reads, failing as every other call of the book does. */
function readsOf(driver: Driver): Reads {
  function guard<Page extends unknown[], Rows>(read: (...page: Page) => Promise<Rows>) {
    return (...page: Page): Promise<Rows> =>
      read(...page).catch((error) => {
        throw asUnavailable(error);
      });
  }
  return {
    history: guard(driver.history),
    cases: guard(driver.cases),
    tellers: guard(driver.tellers),
    tellerBalances: guard(driver.tellerBalances),
    dueWithdrawals: guard(driver.dueWithdrawals),
    log: guard(driver.log),
    balances: guard(driver.balances),
    members: guard(driver.members),
    openWithdrawals: guard(driver.openWithdrawals),
    head: guard(driver.head),
  };
}

function asUnavailable(error: unknown): unknown {
  if (error instanceof StorageUnavailable || isFault(error)) return error;
  return new StorageUnavailable('the database did not answer', { cause: error });
}

/** Faults of ours, which waiting doesn't mend. */
const isFault = (error: unknown): boolean =>
  [InvariantError, MissingRowError, z.core.$ZodError, TypeError, RangeError].some(
    (kind) => error instanceof kind,
  );

/** What the decisions have left in the view to be stored, or undefined where there is nothing. */
export function collectBatch(view: View): Batch | undefined {
  const isUnchanged = TABLE_NAMES.every((table) => view.changed.get(table)?.size === 0);
  if (isUnchanged && view.transactions.length === 0) return undefined;
  const puts = emptyRows();
  const removals = byTable<{ readonly [T in TableName]: string[] }>(() => []);
  function collect<T extends TableName>(table: T): void {
    const rows: Map<string, Tables[T] | null> = view.rows[table];
    for (const key of view.changed.get(table) ?? []) {
      const row = rows.get(key);
      if (row) puts[table].push(row);
      else removals[table].push(key);
    }
  }
  for (const table of TABLE_NAMES) collect(table);
  return {
    expectedVersion: view.bank.version,
    bank: { ...view.bank, version: view.bank.version + 1 },
    transactions: view.transactions,
    puts,
    removals,
    events: view.events,
  };
}
