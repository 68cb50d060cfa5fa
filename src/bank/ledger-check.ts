import type { Operation } from './engine/operation.ts';
import type { ReadKey } from './engine/read-key.ts';
import type { CheckState } from './engine/rows.ts';
import { notifyOperator } from './events.ts';
import type { LedgerCheck, LedgerError } from './verify-ledger.ts';

const ID = 'ledger';
const NEVER: CheckState = { id: ID, nextAt: 0, checkedAt: null, seq: 0, error: null };
const readKeys = (): ReadKey[] => [{ kind: 'check', id: ID }];

/** What was found last, and whether it is the caller who checks now. */
interface Turn {
  readonly isMine: boolean;
  readonly last: CheckState;
}

/** How long it is from one check to the next at least. */
export const MIN_WAIT_MS = 5 * 60_000;
/** What each transaction adds at most: 300 times what a check takes for it on a slow machine. */
const WAIT_PER_TRANSACTION_MS = 150;

/** How long it is from one check of so many transactions to the next at most. */
export const longestWaitMs = (count: number, intervalMs: number): number =>
  Math.min(Math.max(count * WAIT_PER_TRANSACTION_MS, MIN_WAIT_MS), intervalMs);

interface BegunCheck {
  readonly leaseMs: number;
  readonly intervalMs: number;
  /** For how long who asks has checked nothing. */
  readonly idleMs: number;
}

/**
 * Gives one of several processes the turn to check the ledger, once it is due; nobody else gets one for
 * `leaseMs` milliseconds, or until it ends. It is due, too, where the row says a time that no check has set,
 * or who asks has waited for so long: by edits it waits for no longer than the lease, or than a check of so
 * long a log, in all. Refuses nothing.
 */
export const beginLedgerCheck: Operation<BegunCheck, Turn> = {
  readKeys,
  decide(step, { leaseMs, intervalMs, idleMs }) {
    const last = step.row('checks', ID) ?? NEVER;
    const waitMs = last.nextAt - step.at;
    const longestMs = Math.max(leaseMs, longestWaitMs(step.bank().seq, intervalMs));
    if (waitMs > 0 && Math.max(waitMs, idleMs) <= longestMs) return { isMine: false, last };
    step.put('checks', { ...last, nextAt: step.at + leaseMs });
    return { isMine: true, last };
  },
};

/** Makes the next check due at once. Refuses nothing. */
export const requestLedgerCheck: Operation<void, void> = {
  readKeys,
  decide(step) {
    step.put('checks', { ...(step.row('checks', ID) ?? NEVER), nextAt: step.at });
  },
};

interface EndedCheck {
  readonly found: LedgerCheck;
  /** What whoever ends it has told, and not taken back; null: nothing. */
  readonly told: string | null;
  /** Null: nothing was checked as a whole, and the next check is due as before. */
  readonly waitMs: number | null;
}

/**
 * Keeps what a check found, and tells staff if it is something else than whoever ends it has told: broken, or
 * well again. What the row says may be edited, or another process's, which alone knows when it is well. The
 * next is due after `waitMs` milliseconds. Refuses nothing.
 */
export const endLedgerCheck: Operation<EndedCheck, CheckState> = {
  readKeys,
  decide(step, { found, told, waitMs }) {
    const before = step.row('checks', ID) ?? NEVER;
    const error = found.kind === 'broken' ? describeLedgerError(found.firstError) : null;
    const nextAt = waitMs === null ? before.nextAt : step.at + waitMs;
    const state = { id: ID, nextAt, checkedAt: step.at, seq: found.count, error };
    step.put('checks', state);
    if (error !== null && error !== told)
      notifyOperator(
        step,
        'ledger_broken',
        `A check of the ledger found: ${error}. Halt the bank, and see docs/OPERATIONS.md.`,
      );
    if (error === null && told !== null)
      notifyOperator(
        step,
        'ledger_sound',
        `A check of the ledger, of ${found.count} transactions, found nothing.`,
      );
    return state;
  },
};

/**
 * Takes back what a look at the rights has told, where it is so no more, and what the row says of it. The
 * whole ledger is checked next. Refuses nothing.
 */
export const endRightsError: Operation<{ readonly told: string }, CheckState> = {
  readKeys,
  decide(step, { told }) {
    const before = step.row('checks', ID) ?? NEVER;
    const state = { ...before, nextAt: step.at, error: before.error === told ? null : before.error };
    step.put('checks', state);
    notifyOperator(step, 'ledger_sound', 'Rows and log agree again on who has which rights and accounts.');
    return state;
  },
};

export const describeLedgerError = ({ seq, what }: LedgerError): string =>
  seq === undefined ? what : `transaction ${seq}: ${what}`;
