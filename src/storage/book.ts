import { z } from 'zod';
import { Fault } from '../bank/assert.ts';
import { type Book, type Caller, QueueFull, type Reads, StorageUnavailable } from '../bank/book.ts';
import type { Operation } from '../bank/operation.ts';
import type { Rules } from '../bank/rules.ts';
import {
  absorb,
  createView,
  emptyMaps,
  type Need,
  needKey,
  readerOf,
  Unloaded,
  type View,
} from '../bank/view.ts';
import { batchOf } from './batch.ts';
import type { Driver, OnPoint } from './driver.ts';
import { createJob, type Job, type Moment } from './job.ts';

/** How many operations share one commit at most. */
const MAX_BATCH = 256;
/**
 * How often a batch is decided anew because another process committed first. Four busy processes on one SQLite file lose two times
 * of three, so that twenty times in a row did happen.
 */
const MAX_ATTEMPTS = 100;
/** The longest wait for others between two attempts, in milliseconds. */
const MAX_PAUSE_MS = 200;

/** How long operations wait for others to share their commit while requests keep coming, in milliseconds. */
const GATHER_MS = 5;

/** What became of one batch, for those who watch. */
export interface Commit {
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
  readonly onCommit?: (commit: Commit) => void;
  readonly onPoint?: OnPoint | undefined;
}

/**
 * The book over a driver. Operations wait in one queue; those that come while a commit is under way share the
 * next one. Each batch is decided one after the other on what the driver loaded, and stored only if nothing was
 * committed between: so every decision is as if it were alone, with several processes too.
 */
export function openBook(
  driver: Driver,
  options: BookOptions,
): Book & { drain(): Promise<void>; arrived(): void } {
  const waiting: Job[] = [];
  let gathering: { readonly since: number; readonly end: () => void } | undefined;
  let working: Promise<void> | undefined;

  /** Until the requests whose bytes are there already have come: they share the commit. */
  function gather(): Promise<void> {
    return new Promise((end) => {
      gathering = { since: performance.now(), end };
      setImmediate(end);
    });
  }

  async function work(): Promise<void> {
    while (waiting.length > 0) {
      await gather();
      const batch = waiting.splice(0, options.maxBatch ?? MAX_BATCH);
      waiting.unshift(...(await commit(driver, batch, options)));
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
        waiting.push(createJob(operation, input, caller, { resolve, reject }));
        working ??= work();
      });
    },
    async look<Input, Answer>(operation: Operation<Input, Answer>, input: Input, caller: Caller) {
      const moment = { at: options.clock(), rules: options.rules() };
      const { promise, resolve, reject } = Promise.withResolvers<Answer>();
      const job = createJob(operation, input, caller, { resolve, reject });
      try {
        job.decide(await settledView(driver, job, moment), moment)();
      } catch (error) {
        reject(asUnavailable(error));
      }
      return promise;
    },
    /**
     * Told of each request that arrives, whatever it is. While more than a thousand connections have something to say, Bun's event
     * loop comes to no `setImmediate` for seconds: then the next request to arrive ends the gathering.
     */
    arrived() {
      if (gathering && performance.now() - gathering.since > GATHER_MS) gathering.end();
    },
    async drain() {
      await working;
    },
  };
}

/** Commits the batch and settles each of its operations. Gives back those that must be decided in the next one. */
async function commit(driver: Driver, batch: readonly Job[], options: BookOptions): Promise<Job[]> {
  const startedAt = performance.now();
  try {
    options.onPoint?.('taken');
    for (let conflicts = 0; conflicts < MAX_ATTEMPTS; conflicts += 1) {
      const attemptedAt = performance.now();
      const decided = await attempt(driver, batch, options);
      if (decided !== 'conflict') {
        const durationMs = performance.now() - startedAt;
        for (const settle of decided.settlements) settle();
        options.onPoint?.('answered');
        options.onCommit?.({ operations: batch.length, durationMs, conflicts });
        if (conflicts > 0) await giveWay(attemptedAt, 0);
        return decided.postponed;
      }
      await giveWay(attemptedAt, conflicts);
    }
    throw new StorageUnavailable('other processes kept committing first');
  } catch (error) {
    const unavailable = asUnavailable(error);
    for (const job of batch) job.reject(unavailable);
    return [];
  }
}

/** Decides the batch on what is there now, and stores it. */
async function attempt(
  driver: Driver,
  batch: readonly Job[],
  { clock, rules, onPoint }: BookOptions,
): Promise<Decided | 'conflict'> {
  const moment = { at: clock(), rules: rules() };
  const view = await loadView(driver, batch, moment);
  if (view === 'conflict') return view;
  onPoint?.('loaded');
  const decided = decideAll(batch, view, moment);
  onPoint?.('decided');
  const stored = batchOf(view);
  if (stored && (await driver.store(stored)) === 'conflict') return 'conflict';
  onPoint?.('stored');
  return decided;
}

/**
 * Lets other processes come first, for a part of the time that an attempt takes, by chance. Who has lost often waits less than who
 * has just won: so each has its turn, and few decide what another's commit makes void.
 */
async function giveWay(attemptedAt: number, losses: number): Promise<void> {
  const attemptMs = Math.min(performance.now() - attemptedAt, MAX_PAUSE_MS);
  const pauseMs = (attemptMs * Math.random()) / (losses + 1);
  if (pauseMs >= 1) await Bun.sleep(pauseMs);
}

/** The view of one job, read again where another commit came between its rounds. */
async function settledView(driver: Driver, job: Job, moment: Moment): Promise<View> {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    const view = await loadView(driver, [job], moment);
    if (view !== 'conflict') return view;
  }
  throw new StorageUnavailable('the head moved each time it was read');
}

interface Decided {
  readonly settlements: (() => void)[];
  readonly postponed: Job[];
}

function decideAll(batch: readonly Job[], view: View, moment: Moment): Decided {
  const settlements: (() => void)[] = [];
  const postponed: Job[] = [];
  for (const [index, job] of batch.entries()) {
    try {
      settlements.push(job.decide(view, moment));
    } catch (error) {
      // The first of a batch saw just what it had asked for: what it lacks, it will always lack.
      if (error instanceof Unloaded && index > 0) postponed.push(job);
      else settlements.push(() => job.reject(error));
    }
  }
  return { settlements, postponed };
}

/** Loads what the jobs need in two rounds, as of one moment; `conflict` when the head moved between the rounds. */
async function loadView(driver: Driver, jobs: readonly Job[], moment: Moment): Promise<View | 'conflict'> {
  const needs = unique(jobs.flatMap((job) => job.needs(moment)));
  const first = await driver.load([...needs.values()]);
  const view = createView(first.bank);
  absorb(view, first, needs.keys());
  const reader = readerOf(view, emptyMaps(), () => view.bank);
  const more = unique(jobs.flatMap((job) => job.needsMore(reader, moment)));
  for (const key of needs.keys()) more.delete(key);
  if (more.size === 0) return view;
  const second = await driver.load([...more.values()]);
  if (second.bank.version !== view.bank.version) return 'conflict';
  absorb(view, second, more.keys());
  return view;
}

const unique = (needs: readonly Need[]): Map<string, Need> =>
  new Map(needs.map((need) => [needKey(need), need]));

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
    stock: guard(driver.stock),
    due: guard(driver.due),
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
  [Fault, Unloaded, z.core.$ZodError, TypeError, RangeError].some((kind) => error instanceof kind);
