import type { Operation } from './engine/operation.ts';
import { Refusal } from './engine/refusal.ts';
import { openNewCase } from './events.ts';
import { requireLink } from './member.ts';

interface Dispute {
  readonly withdrawalId: string;
  /** Whoever says so: the member's Discord user. */
  readonly discordUserId: string;
}

const disputeCaseId = (withdrawalId: string): string => `disputed:${withdrawalId}`;

/**
 * A member says that they did not get what a teller reported as delivered: staff get a case, once for each
 * withdrawal, and nothing moves. Refuses `not_linked`, and `withdrawal_not_found` also for one that is
 * somebody else's, or of which nothing was delivered.
 */
export const disputeDelivery: Operation<Dispute, { readonly isNew: boolean }> = {
  readKeys: ({ withdrawalId, discordUserId }) => [
    { kind: 'withdrawal', id: withdrawalId },
    { kind: 'link_of_user', discordUserId },
    { kind: 'case', id: disputeCaseId(withdrawalId) },
  ],
  decide(step, { withdrawalId, discordUserId }) {
    const { robloxUserId } = requireLink(step, discordUserId);
    const withdrawal = step.row('withdrawals', withdrawalId);
    const isDelivered = withdrawal?.status === 'delivered' || withdrawal?.status === 'partly_delivered';
    if (!withdrawal || withdrawal.robloxUserId !== robloxUserId || !isDelivered)
      throw new Refusal('withdrawal_not_found');
    const id = disputeCaseId(withdrawalId);
    if (step.row('cases', id)) return { isNew: false };
    const tellerId = withdrawal.claim?.tellerId ?? '';
    const { goods } = withdrawal;
    openNewCase(step, {
      id,
      kind: 'disputed',
      robloxUserId,
      tellerId,
      withdrawalId,
      goods,
      summary: `${tellerId} reported ${withdrawalId} as delivered, and its member says that it was not.`,
    });
    return { isNew: true };
  },
};
