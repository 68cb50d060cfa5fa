import { z } from 'zod';
import { goodsAnswer, goodsToAnswer, rfc3339, timeAnswer } from './engine/fields.ts';
import type { Operation } from './engine/operation.ts';
import { OPEN_STATUSES, type Withdrawal } from './engine/rows.ts';
import type { Step } from './engine/step.ts';
import { anyHandOverReadKeys, listDeliverers } from './hand-over.ts';
import type { HoldContext } from './holds.ts';
import { listOpenWithdrawals } from './withdrawals.ts';

export const openWithdrawalsAnswer = z.object({
  withdrawals: z.array(
    z.object({
      withdrawalId: z.string(),
      status: z.enum(OPEN_STATUSES),
      ...goodsAnswer.shape,
      requestedAt: timeAnswer,
      expiresAt: timeAnswer,
      deliverableBy: z.array(z.string()),
    }),
  ),
});
type OpenWithdrawals = z.infer<typeof openWithdrawalsAnswer>;

/** A member's withdrawals that are open now, oldest first, and who can hand each over. Refuses nothing. */
export const readOpenWithdrawals: Operation<number, OpenWithdrawals> = {
  readKeys: (robloxUserId) => [
    { kind: 'open_withdrawals_of_member', robloxUserId },
    { kind: 'all_tellers', of: 'bank' },
  ],
  moreReadKeys: (reader, robloxUserId) =>
    reader.openWithdrawalsOfMember(robloxUserId).flatMap(({ goods }) => anyHandOverReadKeys(reader, goods)),
  decide: (step, robloxUserId, call) => ({
    withdrawals: listOpenWithdrawals(step, robloxUserId).flatMap((withdrawal) => {
      const status = OPEN_STATUSES.find((open) => open === withdrawal.status);
      if (!status) return [];
      return {
        withdrawalId: withdrawal.id,
        status,
        ...goodsToAnswer(withdrawal.goods),
        requestedAt: rfc3339(withdrawal.requestedAt),
        expiresAt: rfc3339(withdrawal.expiresAt),
        deliverableBy: listDeliverersOf(step, withdrawal, call),
      };
    }),
  }),
};

/** While it is leased, nobody but the teller that has it; while it is uncertain, nobody. */
function listDeliverersOf(step: Step, withdrawal: Withdrawal, context: HoldContext): string[] {
  if (withdrawal.status === 'reserved') return listDeliverers(step, withdrawal, context);
  return withdrawal.status === 'claimed' && withdrawal.claim ? [withdrawal.claim.tellerId] : [];
}
