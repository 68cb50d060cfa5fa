import type { Book, Caller, Reads } from '../bank/engine/book.ts';
import type { CheckState, Transaction } from '../bank/engine/rows.ts';
import {
  beginLedgerCheck,
  describeLedgerError,
  endLedgerCheck,
  endRightsError,
  longestWaitMs,
  MIN_WAIT_MS,
} from '../bank/ledger-check.ts';
import { type LedgerCheck, type LedgerError, verifyLedger } from '../bank/verify-ledger.ts';
import type { Check } from '../http/health.ts';
import type { Metrics } from '../http/metrics.ts';
import type { Logger } from '../log.ts';
import { type Schedule, schedule } from '../schedule.ts';
import type { Driver } from '../storage/driver.ts';
import { UnusableDatabase } from '../storage/errors.ts';

/** How long a process runs before it checks: one that keeps crashing has other work. */
const QUIET_MS = 60_000;
/** How long a check may last before another process begins one; so long it waits where one failed, too. */
const LEASE_MS = 60 * 60_000;
/**
 * How long it is from one check to the next: so many times what it took. An edited balance is seen within
 * minutes in a small bank, and a large one spends a three-hundredth of its time.
 */
const WAIT_FACTOR = 300;
/** How many rows of the log are read at once, so that requests come between. */
const PIECE_ROWS = 50;
const MAX_REST_MS = 20;
const BANK: Caller = { by: 'bank' };

export interface LedgerCheckDependencies {
  readonly book: Book;
  readonly driver: Pick<Driver, 'openSnapshot' | 'head'>;
  readonly metrics: Pick<Metrics, 'watchLedgerCheck'>;
  readonly clock: () => number;
  readonly log: Pick<Logger, 'error'>;
  /** Whether the start found nothing wrong. */
  readonly isWhole: () => boolean;
}

/**
 * The check of the whole ledger in the background: what it found last, and its schedule. `intervalMs` is from
 * one to the next at most; with 0 there is none.
 */
export function openLedgerCheck(dependencies: LedgerCheckDependencies, intervalMs: number) {
  const { driver, metrics, clock, log, isWhole } = dependencies;
  const { last, isFound, begin, end, tell, takeBack } = createFindings(dependencies);
  metrics.watchLedgerCheck(last);
  /** Checks the whole ledger if that is due and this process's turn. Staff are told by the bank itself. */
  async function check(signal: AbortSignal): Promise<void> {
    if (!(await begin(intervalMs))) return;
    const { found, tookMs } = await verifyInPieces(driver, signal).catch(ifUnusable(driver));
    const longestMs = longestWaitMs(found.count, intervalMs);
    const { seq, error } = await end(found, Math.min(Math.max(tookMs * WAIT_FACTOR, MIN_WAIT_MS), longestMs));
    if (error !== null) log.error({ seq }, `THE LEDGER IS BROKEN: ${error}`);
  }
  return {
    check,
    tell,
    takeBack,
    health(): Check {
      // Who has which rights is looked at even where the whole ledger is not.
      if (!isWhole() || isFound()) return 'down';
      const { checkedAt = null } = last() ?? {};
      if (intervalMs === 0) return 'off';
      if (checkedAt === null) return 'unknown';
      return clock() - checkedAt > 2 * intervalMs ? 'unknown' : 'ok';
    },
    /** Looks so often whether a check is due, and what another process found. */
    schedule: (intervalSeconds: number): Schedule =>
      intervalMs === 0
        ? { stop: async () => undefined }
        : scheduleChecks({ check, clock, log, intervalSeconds }),
  };
}

/** What was found last, by any process, and what this one has found beside the checks, and has told. */
function createFindings({ book, driver, clock }: Pick<LedgerCheckDependencies, 'book' | 'driver' | 'clock'>) {
  let last: CheckState | null = null;
  let standing: LedgerError | undefined;
  let told: string | null = null;
  let checkedAt = clock();
  async function end(checked: LedgerCheck, waitMs: number | null): Promise<CheckState> {
    const found = addStanding(checked, standing);
    const state = await book.perform(endLedgerCheck, { found, told, waitMs }, BANK);
    last = state;
    told = state.error;
    return state;
  }
  return {
    last: () => last,
    /** Another process's check finds nothing of what only this one knows. */
    isFound: () => standing !== undefined || (last?.error ?? null) !== null,
    /** Whether it is this process that checks now. */
    async begin(intervalMs: number): Promise<boolean> {
      const idleMs = clock() - checkedAt;
      const turn = await book.perform(beginLedgerCheck, { leaseMs: LEASE_MS, intervalMs, idleMs }, BANK);
      last = turn.last;
      if (turn.isMine) checkedAt = clock();
      return turn.isMine;
    },
    end,
    /** Tells staff what a start or a look at the rights has found: no check makes that well meanwhile. */
    async tell(firstError: LedgerError): Promise<void> {
      standing = firstError;
      const { seq: count, hash: head } = await driver.head();
      await end({ kind: 'sound', count, head }, null);
    },
    /** Takes back what a look at the rights has told. */
    async takeBack(firstError: LedgerError): Promise<void> {
      standing = undefined;
      if (told !== describeLedgerError(firstError)) return;
      last = await book.perform(endRightsError, { told }, BANK);
      told = null;
    },
  };
}

function addStanding(checked: LedgerCheck, firstError: LedgerError | undefined): LedgerCheck {
  const { kind, count, head } = checked;
  return kind === 'sound' && firstError ? { kind: 'broken', count, head, firstError } : checked;
}

interface CheckSchedule extends Pick<LedgerCheckDependencies, 'clock' | 'log'> {
  readonly check: (signal: AbortSignal) => Promise<void>;
  readonly intervalSeconds: number;
}

function scheduleChecks({ check, clock, log, intervalSeconds }: CheckSchedule): Schedule {
  const since = clock();
  const ending = new AbortController();
  const running = schedule(
    async () => {
      if (clock() - since < QUIET_MS) return;
      await check(ending.signal);
    },
    {
      intervalSeconds,
      onError(err) {
        if (!ending.signal.aborted) log.error({ err }, 'the ledger could not be checked');
      },
    },
  );
  return {
    async stop() {
      ending.abort();
      await running.stop();
    },
  };
}

interface Verified {
  readonly found: LedgerCheck;
  readonly tookMs: number;
}

/** For a `catch`: that the database is no longer the bank's own alone is what the check has found. */
const ifUnusable =
  (driver: Pick<Driver, 'head'>) =>
  async (error: unknown): Promise<Verified> => {
    if (!(error instanceof UnusableDatabase)) throw error;
    const { seq: count, hash: head } = await driver.head();
    return { found: { kind: 'broken', count, head, firstError: { what: error.message } }, tookMs: 0 };
  };

async function verifyInPieces(driver: Pick<Driver, 'openSnapshot'>, signal: AbortSignal): Promise<Verified> {
  const snapshot = await driver.openSnapshot();
  try {
    const startedAt = performance.now();
    const found = await verifyLedger(readInPieces(snapshot.reads, signal));
    return { found, tookMs: Math.ceil(performance.now() - startedAt) };
  } finally {
    await snapshot.close();
  }
}

/** The reads, with a rest before each that is as long as the work since the last one. */
export function readInPieces(reads: Reads, signal: AbortSignal): Reads {
  let resumedAt = performance.now();
  async function rest(): Promise<void> {
    signal.throwIfAborted();
    await Bun.sleep(Math.min(performance.now() - resumedAt, MAX_REST_MS));
    resumedAt = performance.now();
  }
  const log: Reads['log'] = async ({ afterSeq, limit }) => {
    const rows: Transaction[] = [];
    for (let isFull = true; isFull && rows.length < limit; ) {
      await rest();
      const wanted = Math.min(limit - rows.length, PIECE_ROWS);
      const piece = await reads.log({ afterSeq: rows.at(-1)?.seq ?? afterSeq, limit: wanted });
      rows.push(...piece);
      isFull = piece.length === wanted;
    }
    return rows;
  };
  return new Proxy(reads, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (name === 'log') return log;
      if (typeof value !== 'function') return value;
      return async (...page: unknown[]) => {
        await rest();
        return Reflect.apply(value, target, page);
      };
    },
  });
}
