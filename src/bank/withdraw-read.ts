import type { Operation } from './operation.ts';
import { Refusal } from './refusal.ts';
import type { Withdrawal } from './rows.ts';
import { statusAt } from './withdrawals.ts';

/**
 * A withdrawal of the account that this Discord user is linked to, as time has made it. Refuses `not_linked`, and `withdrawal_not_found` also for
 * one that is someone else's.
 */
export const readWithdrawal: Operation<
  { readonly withdrawalId: string; readonly discordUserId: string },
  Withdrawal
> = {
  name: 'withdrawal',
  needs: ({ withdrawalId, discordUserId }) => [
    { kind: 'withdrawal', id: withdrawalId },
    { kind: 'link_of_user', discordUserId },
  ],
  decide(step, { withdrawalId, discordUserId }) {
    const link = step.linkOfUser(discordUserId);
    if (!link) throw new Refusal('not_linked');
    const one = step.row('withdrawals', withdrawalId);
    if (one?.robloxUserId !== link.robloxUserId) throw new Refusal('withdrawal_not_found');
    return { ...one, status: statusAt(one, step.at) };
  },
};
