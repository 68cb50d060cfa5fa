import { isProposed } from '../../bank/cases.ts';
import { rfc3339 } from '../../bank/engine/fields.ts';
import type { Operation } from '../../bank/engine/operation.ts';
import type { Case, CaseKind, CheckState } from '../../bank/engine/rows.ts';
import { tellerStatus } from '../../bank/teller-card.ts';
import { statusAt } from '../../bank/withdrawals.ts';
import { DASHBOARD } from '../../commands/staff/proposals.ts';
import type { OverviewData } from '../protocol.ts';
import { CASE_GUIDE } from './case-guide.ts';
import { type Guarded, NO_QUERY, read } from './guarded.ts';

/** Where counting stops: more is as alarming, and takes longer to read. */
const MAX_COUNTED = 1_000;

/** What the bank knows of itself beside its books. */
export interface Surroundings {
  readonly version: string;
  /** The newest version where it is newer and was asked for, else null. */
  readonly newerVersion: () => string | null;
  readonly uptimeMs: () => number;
  /** How many messages to people wait to be sent. */
  readonly countUnsent: () => Promise<number>;
  /** When the newest of the bank's own backups was made, or null. */
  readonly lastBackupAt: () => number | null;
}

/** How the bank is doing, on one page. */
export const createOverview = (surroundings: Surroundings): Guarded =>
  read({ path: 'overview', query: NO_QUERY }, async (_input, { book, clock }): Promise<OverviewData> => {
    const at = clock();
    const lastBackupAt = surroundings.lastBackupAt();
    const [head, cases, open, tellers, unsent, check] = await Promise.all([
      book.reads.head(),
      book.reads.openCases({ limit: MAX_COUNTED }),
      book.reads.openWithdrawals({ limit: MAX_COUNTED }),
      book.reads.tellers(),
      surroundings.countUnsent(),
      book.query(readCheck, null, DASHBOARD),
    ]);
    const states = open.map((withdrawal) => statusAt(withdrawal, at));
    return {
      version: surroundings.version,
      newerVersion: surroundings.newerVersion(),
      uptimeSeconds: Math.floor(surroundings.uptimeMs() / 1000),
      seq: head.seq,
      head: head.hash,
      headAt: rfc3339(head.headAt),
      cases: countKinds(cases),
      withdrawals: countBy(states),
      oldestWithdrawal: open[0] ? rfc3339(open[0].requestedAt) : null,
      tellers: countBy(tellers.map((teller) => tellerStatus(teller, at))),
      unsent,
      countedTo: MAX_COUNTED,
      lastBackupAt: lastBackupAt === null ? null : rfc3339(lastBackupAt),
      check: check && { ...check, checkedAt: check.checkedAt === null ? null : rfc3339(check.checkedAt) },
    };
  });

/** What the check of the whole ledger found last. */
const readCheck: Operation<null, CheckState | null> = {
  readKeys: () => [{ kind: 'check', id: 'ledger' }],
  decide: (step) => step.row('checks', 'ledger') ?? null,
};

/** How many of each kind are open, since when, the oldest first. */
function countKinds(cases: readonly Case[]) {
  const kinds = Map.groupBy(cases, ({ kind }) => kind);
  const toCount = ([kind, those]: [CaseKind, Case[]]) => ({
    kind,
    title: CASE_GUIDE[kind].title,
    count: those.length,
    since: rfc3339(Math.min(...those.map(({ openedAt }) => openedAt))),
    waiting: those.filter(isProposed).length,
  });
  return [...kinds].map(toCount).sort((one, other) => (one.since < other.since ? -1 : 1));
}

function countBy<Name extends string>(names: readonly Name[]): Readonly<Record<string, number>> {
  return Object.fromEntries(
    [...Map.groupBy(names, (name) => name)].map(([name, { length }]) => [name, length]),
  );
}
