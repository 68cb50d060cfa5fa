import { type DepositAnswer, depositAnswer } from './deposit.ts';
import type { Operation } from './operation.ts';
import type { Instant, Transaction } from './rows.ts';

/** A deposit and what came of it. */
export interface DepositSeen extends Pick<DepositAnswer, 'seq' | 'credited' | 'quarantined'> {
  readonly at: Instant;
  readonly tellerId: string;
  /** Why a part waits in quarantine, in words; null where none does, any more or at all. */
  readonly why: string | null;
}

/** What came of these transactions, as far as they are deposits. Refuses nothing. */
export const readDeposits: Operation<readonly Transaction[], DepositSeen[]> = {
  name: 'deposits',
  needs: (transactions) =>
    transactions.filter(isDeposit).map((one) => ({ kind: 'case', id: caseIdOf(one) }) as const),
  decide: (step, transactions) =>
    transactions.filter(isDeposit).map((one) => {
      const { seq, credited, quarantined } = depositAnswer.parse(JSON.parse(one.answer ?? 'null'));
      const waiting = step.row('cases', caseIdOf(one));
      const why = waiting?.closedAt === null ? waiting.summary : null;
      return { seq, credited, quarantined, at: one.at, tellerId: one.tellerId ?? '', why };
    }),
};

const isDeposit = ({ kind }: Transaction): boolean => kind === 'deposit';
const caseIdOf = ({ operationId }: Transaction): string => `quarantine:${operationId}`;
