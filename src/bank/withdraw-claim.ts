import type { Operation } from './engine/operation.ts';
import { Refusal } from './engine/refusal.ts';
import type { Claim, Withdrawal } from './engine/rows.ts';
import { statusAt } from './withdrawals.ts';

/** A withdrawal with its status as of now; null where there is none. Refuses nothing. */
export const readTicket: Operation<string, Withdrawal | null> = {
  readKeys: (id) => [{ kind: 'withdrawal', id }],
  decide(step, id) {
    const withdrawal = step.row('withdrawals', id);
    return withdrawal ? { ...withdrawal, status: statusAt(withdrawal, step.at) } : null;
  },
};

/**
 * The withdrawal that the caller has claimed, also once its lease has ended or it is closed. Refuses
 * `withdrawal_not_found`, and `lease_lost` where nobody has claimed it, or somebody else.
 */
export const readOwnClaim: Operation<string, Withdrawal & { readonly claim: Claim }> = {
  readKeys: (id) => [{ kind: 'withdrawal', id }],
  decide(step, id, { by }) {
    const withdrawal = step.row('withdrawals', id);
    if (!withdrawal) throw new Refusal('withdrawal_not_found');
    const { claim } = withdrawal;
    if (claim?.tellerId !== by) throw new Refusal('lease_lost');
    return { ...withdrawal, claim };
  },
};
