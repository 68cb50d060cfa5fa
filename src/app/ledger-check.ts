import type { Book, Caller, Reads } from '../bank/engine/book.ts';
import type { CheckState, Transaction } from '../bank/engine/rows.ts';
import {
  beginLedgerCheck,
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
  const { book, driver, metrics, clock, isWhole } = dependencies;
  let last: CheckState | null = null;
  let standing: LedgerError | undefined;
  const onState = (state: CheckState): void => {
    last = state;
  };
  metrics.watchLedgerCheck(() => last);
  const check = (signal: AbortSignal): Promise<void> =>
    checkLedger({ ...dependencies, intervalMs, signal, standing: () => standing, onState });
  return {
    check,
    health(): Check {
      if (!isWhole()) return 'down';
      // Who has which rights is looked at even where the whole ledger is not.
      if (last !== null && last.error !== null) return 'down';
      if (intervalMs === 0) return 'off';
      if (last === null || last.checkedAt === null) return 'unknown';
      return clock() - last.checkedAt > 2 * intervalMs ? 'unknown' : 'ok';
    },
    /** Tells staff what a start or a look at the rights has found: no check makes that well meanwhile. */
    async tell(firstError: LedgerError): Promise<void> {
      standing = firstError;
      const { seq: count, hash: head } = await driver.head();
      const found = { kind: 'broken', count, head, firstError } as const;
      onState(await book.perform(endLedgerCheck, { found }, BANK));
    },
    /** Takes back what a look at the rights has told. */
    async takeBack(firstError: LedgerError): Promise<void> {
      standing = undefined;
      onState(await book.perform(endRightsError, firstError, BANK));
    },
    /** Looks so often whether a check is due, and what another process found. */
    schedule: (intervalSeconds: number): Schedule =>
      intervalMs === 0
        ? { stop: async () => undefined }
        : scheduleChecks(check, { ...dependencies, intervalSeconds }),
  };
}

function scheduleChecks(
  check: (signal: AbortSignal) => Promise<void>,
  {
    clock,
    log,
    intervalSeconds,
  }: Pick<LedgerCheckDependencies, 'clock' | 'log'> & { intervalSeconds: number },
): Schedule {
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

export interface LedgerCheckRound extends Pick<LedgerCheckDependencies, 'book' | 'log'> {
  readonly driver: Pick<Driver, 'openSnapshot'>;
  readonly intervalMs: number;
  readonly signal: AbortSignal;
  /** What this process has found beside the checks, and is so still. */
  readonly standing: () => LedgerError | undefined;
  /** Receives what was found last, by any process. */
  readonly onState: (state: CheckState) => void;
}

/** Checks the whole ledger if that is due and this process's turn. Staff are told by the bank itself. */
export async function checkLedger(round: LedgerCheckRound): Promise<void> {
  const { book, driver, log, intervalMs, signal, standing, onState } = round;
  const { isMine, last } = await book.perform(beginLedgerCheck, { leaseMs: LEASE_MS, intervalMs }, BANK);
  onState(last);
  if (!isMine) return;
  const snapshot = await driver.openSnapshot();
  try {
    const startedAt = performance.now();
    const checked = await verifyLedger(readInPieces(snapshot.reads, signal));
    const tookMs = Math.ceil(performance.now() - startedAt);
    const longestMs = longestWaitMs(checked.count, intervalMs);
    const waitMs = Math.min(Math.max(tookMs * WAIT_FACTOR, MIN_WAIT_MS), longestMs);
    const state = await book.perform(
      endLedgerCheck,
      { found: addStanding(checked, standing()), waitMs },
      BANK,
    );
    onState(state);
    if (state.error !== null) log.error({ seq: state.seq }, `THE LEDGER IS BROKEN: ${state.error}`);
  } finally {
    await snapshot.close();
  }
}

function addStanding(checked: LedgerCheck, firstError: LedgerError | undefined): LedgerCheck {
  const { kind, count, head } = checked;
  return kind === 'sound' && firstError ? { kind: 'broken', count, head, firstError } : checked;
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
