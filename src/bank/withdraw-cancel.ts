import { z } from 'zod';
import type { Operation } from './engine/operation.ts';
import { Refusal } from './engine/refusal.ts';
import { getPlace, type Withdrawal } from './engine/rows.ts';
import { requireLink, requireLinkedTo } from './member.ts';
import { listOpenWithdrawals, releaseReservation, statusAt, withdrawalReadKeys } from './withdrawals.ts';

export const withdrawCancelInput = z.strictObject({ withdrawalId: z.string().min(1).max(64) });
export const withdrawCancelAnswer = z.object({ withdrawalId: z.string(), status: z.literal('cancelled') });

/** The Discord user whose account it must be, where a person asks: no request of a program names it. */
type CancelInput = z.infer<typeof withdrawCancelInput> & { readonly discordUserId?: string };

/**
 * Returns a reservation to the balance. Cancelling what is cancelled returns the same answer. Refuses
 * `withdrawal_not_found`, `not_linked` (its account is not this Discord user's), `withdrawal_claimed` (a
 * teller may be handing it over) and `withdrawal_already_closed`.
 */
export const cancelWithdrawal: Operation<CancelInput, z.infer<typeof withdrawCancelAnswer>> = {
  readKeys: ({ withdrawalId }) => [{ kind: 'withdrawal', id: withdrawalId }],
  moreReadKeys: (reader, { withdrawalId }) => withdrawalReadKeys(reader.row('withdrawals', withdrawalId)),
  decide(step, { withdrawalId, discordUserId }) {
    const withdrawal = step.row('withdrawals', withdrawalId);
    if (!withdrawal) throw new Refusal('withdrawal_not_found');
    requireLinkedTo(step, withdrawal.robloxUserId, discordUserId);
    const status = statusAt(withdrawal, step.at);
    switch (status) {
      case 'reserved':
        releaseReservation(step, withdrawal, 'cancelled');
        return { withdrawalId, status: 'cancelled' };
      case 'cancelled':
        return { withdrawalId, status: 'cancelled' };
      case 'claimed':
      case 'uncertain':
        throw new Refusal('withdrawal_claimed');
      case 'delivered':
      case 'partly_delivered':
      case 'expired':
        throw new Refusal('withdrawal_already_closed');
      default:
        return status satisfies never;
    }
  },
};

/** A withdrawal, and the other parts of its request that are open, oldest first. */
interface WithdrawalInParts {
  readonly withdrawal: Withdrawal;
  readonly others: readonly Withdrawal[];
}

/**
 * A withdrawal of the account that this Discord user is linked to, with its status as of now. Refuses
 * `not_linked`, and `withdrawal_not_found` also for one that is someone else's.
 */
export const readWithdrawal: Operation<Required<CancelInput>, WithdrawalInParts> = {
  readKeys: ({ withdrawalId, discordUserId }) => [
    { kind: 'withdrawal', id: withdrawalId },
    { kind: 'link_of_user', discordUserId },
  ],
  moreReadKeys(reader, { discordUserId }) {
    const link = reader.linkOfUser(discordUserId);
    return link ? [{ kind: 'open_withdrawals_of_member', robloxUserId: link.robloxUserId }] : [];
  },
  decide(step, { withdrawalId, discordUserId }) {
    const link = requireLink(step, discordUserId);
    const withdrawal = step.row('withdrawals', withdrawalId);
    if (withdrawal?.robloxUserId !== link.robloxUserId) throw new Refusal('withdrawal_not_found');
    return {
      withdrawal: { ...withdrawal, status: statusAt(withdrawal, step.at) },
      others: listOpenWithdrawals(step, link.robloxUserId).filter(
        (other) => other.id !== withdrawalId && getPlace(other) === getPlace(withdrawal),
      ),
    };
  },
};
