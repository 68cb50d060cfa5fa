import type { Operation } from './operation.ts';
import { Refusal } from './refusal.ts';
import type { Withdrawal } from './rows.ts';
import { statusAt } from './withdrawals.ts';

/** A member's withdrawal, as time has made it. Refuses `withdrawal_not_found`, also for one that is someone else's. */
export const readWithdrawal: Operation<
  { readonly withdrawalId: string; readonly robloxUserId: number },
  Withdrawal
> = {
  name: 'withdrawal',
  needs: ({ withdrawalId }) => [{ kind: 'withdrawal', id: withdrawalId }],
  decide(step, { withdrawalId, robloxUserId }) {
    const one = step.row('withdrawals', withdrawalId);
    if (one?.robloxUserId !== robloxUserId) throw new Refusal('withdrawal_not_found');
    return { ...one, status: statusAt(one, step.at) };
  },
};
