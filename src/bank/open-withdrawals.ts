import { z } from 'zod';
import { goodsAnswer, goodsToAnswer, rfc3339, timeAnswer } from './engine/fields.ts';
import type { Operation } from './engine/operation.ts';
import { Refusal } from './engine/refusal.ts';
import { type Claim, getPlace, OPEN_STATUSES, WITHDRAWAL_STATUSES, type Withdrawal } from './engine/rows.ts';
import type { Step } from './engine/step.ts';
import { anyHandOverReadKeys, listDeliverers } from './hand-over.ts';
import type { HoldContext } from './holds.ts';
import { listOpenWithdrawals, statusAt } from './withdrawals.ts';

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

export const staffWithdrawalAnswer = z.object({
  withdrawalId: z.string(),
  status: z.enum(WITHDRAWAL_STATUSES),
  robloxUserId: z.int(),
  ...goodsAnswer.shape,
  requestedAt: timeAnswer,
  expiresAt: timeAnswer,
  requestedBy: z.string(),
  tellerId: z.string().nullable(),
  leaseUntil: timeAnswer.nullable(),
});
type StaffWithdrawal = z.infer<typeof staffWithdrawalAnswer>;

/** A withdrawal as staff see it, with its status as of a time. The claim's token is the teller's alone. */
export function toStaffWithdrawal(withdrawal: Withdrawal, at: number): StaffWithdrawal {
  const { id, robloxUserId, goods, requestedAt, expiresAt, requestedBy, claim } = withdrawal;
  return {
    withdrawalId: id,
    status: statusAt(withdrawal, at),
    robloxUserId,
    ...goodsToAnswer(goods),
    requestedAt: rfc3339(requestedAt),
    expiresAt: rfc3339(expiresAt),
    requestedBy,
    tellerId: claim?.tellerId ?? null,
    leaseUntil: claim ? rfc3339(claim.leaseUntil) : null,
  };
}

/** A withdrawal, who can hand it over now, and the other open parts of its request. */
export interface WithdrawalForStaff extends StaffWithdrawal {
  readonly deliverableBy: readonly string[];
  readonly parts: readonly string[];
}

/** Any withdrawal, open or closed. Refuses `withdrawal_not_found`. */
export const readStaffWithdrawal: Operation<string, WithdrawalForStaff> = {
  readKeys: (id) => [
    { kind: 'withdrawal', id },
    { kind: 'all_tellers', of: 'bank' },
  ],
  moreReadKeys(reader, id) {
    const withdrawal = reader.row('withdrawals', id);
    if (!withdrawal) return [];
    const { robloxUserId, goods } = withdrawal;
    return [{ kind: 'open_withdrawals_of_member', robloxUserId }, ...anyHandOverReadKeys(reader, goods)];
  },
  decide(step, id, call) {
    const withdrawal = step.row('withdrawals', id);
    if (!withdrawal) throw new Refusal('withdrawal_not_found');
    const parts = listOpenWithdrawals(step, withdrawal.robloxUserId).filter(
      (other) => other.id !== id && getPlace(other) === getPlace(withdrawal),
    );
    const now = { ...withdrawal, status: statusAt(withdrawal, step.at) };
    return {
      ...toStaffWithdrawal(withdrawal, step.at),
      deliverableBy: listDeliverersOf(step, now, call),
      parts: parts.map((part) => part.id),
    };
  },
};

/** A withdrawal, open or closed, with its status as of now; null where there is none. Refuses nothing. */
export const findWithdrawal: Operation<string, Withdrawal | null> = {
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
