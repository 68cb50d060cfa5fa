import type { Operation } from './engine/operation.ts';
import type { CheckState } from './engine/rows.ts';
import type { ReadKey } from './engine/view.ts';
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

/**
 * Gives one of several processes the turn to check the ledger, once it is due; nobody else gets one for
 * `leaseMs` milliseconds, or until it ends. It is due, too, where the row says a time that no check has set,
 * after more than `intervalMs`. Refuses nothing.
 */
export const beginLedgerCheck: Operation<{ readonly leaseMs: number; readonly intervalMs: number }, Turn> = {
  readKeys,
  decide(step, { leaseMs, intervalMs }) {
    const last = step.row('checks', ID) ?? NEVER;
    const waitMs = last.nextAt - step.at;
    if (waitMs > 0 && waitMs <= Math.max(leaseMs, intervalMs)) return { isMine: false, last };
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
  readonly waitMs: number;
}

/**
 * Keeps what a check found, and tells staff if that has changed: broken, or well again. The next is due after
 * `waitMs` milliseconds. Refuses nothing.
 */
export const endLedgerCheck: Operation<EndedCheck, CheckState> = {
  readKeys,
  decide(step, { found, waitMs }) {
    const before = step.row('checks', ID) ?? NEVER;
    const error = found.kind === 'broken' ? describe(found.firstError) : null;
    const state = { id: ID, nextAt: step.at + waitMs, checkedAt: step.at, seq: found.count, error };
    step.put('checks', state);
    if (error !== null && error !== before.error)
      notifyOperator(
        step,
        'ledger_broken',
        `A check of the ledger found: ${error}. Halt the bank, and see docs/OPERATIONS.md.`,
      );
    if (error === null && before.error !== null)
      notifyOperator(
        step,
        'ledger_sound',
        `A check of the ledger, of ${found.count} transactions, found nothing.`,
      );
    return state;
  },
};

/**
 * Takes back what a look at the rights has found, where it was found last and is so no more: whoever makes it
 * so again is told of again, and the whole ledger is checked next. Refuses nothing.
 */
export const endRightsError: Operation<LedgerError, CheckState> = {
  readKeys,
  decide(step, firstError) {
    const before = step.row('checks', ID) ?? NEVER;
    if (before.error !== describe(firstError)) return before;
    const state = { ...before, nextAt: step.at, error: null };
    step.put('checks', state);
    notifyOperator(step, 'ledger_sound', 'Rows and log agree again on who has which rights and accounts.');
    return state;
  },
};

const describe = ({ seq, what }: LedgerError): string =>
  seq === undefined ? what : `transaction ${seq}: ${what}`;
