import { z } from 'zod';
import { goodsAnswer, goodsToAnswer, rfc3339, robloxUserIdSchema, timeAnswer } from './engine/fields.ts';
import { memberAccount } from './engine/ledger.ts';
import type { Call, Operation, Rules } from './engine/operation.ts';
import { amountsToGoods, NO_GOODS } from './engine/pets.ts';
import type { Claim, Withdrawal } from './engine/rows.ts';
import type { Step } from './engine/step.ts';
import { notifyMember } from './events.ts';
import { requireNotFrozen, requireNotHalted } from './halt-and-freeze.ts';
import { canHandOver, handOverReadKeys } from './hand-over.ts';
import { applyExpiry, withdrawalReadKeys } from './withdrawals.ts';

export const withdrawCheckInput = z.strictObject({
  robloxUserId: robloxUserIdSchema,
  claim: z.boolean().default(false),
});

export const withdrawCheckAnswer = z.object({
  robloxUserId: robloxUserIdSchema,
  ...goodsAnswer.shape,
  withdrawals: z.array(
    z.object({
      withdrawalId: z.string(),
      status: z.enum(['reserved', 'claimed', 'uncertain']),
      ...goodsAnswer.shape,
      expiresAt: timeAnswer,
      deliverable: z.boolean(),
    }),
  ),
  claimed: z
    .object({
      withdrawalId: z.string(),
      claimToken: z.string(),
      leaseUntil: timeAnswer,
      ...goodsAnswer.shape,
    })
    .nullable(),
});
type WithdrawCheckInput = z.infer<typeof withdrawCheckInput> & {
  /** Only this one may be claimed, where staff have chosen one. */
  readonly withdrawalId?: string;
};
export type WithdrawCheckAnswer = z.infer<typeof withdrawCheckAnswer>;

/**
 * What the member has, and which withdrawals wait for them. With `claim`, the oldest reserved one that this
 * teller can deliver, or none but the chosen one, is leased to it; while the lease lives, claiming again
 * returns the same token. A new claim is refused `halted` and `frozen`.
 */
export const checkWithdrawals: Operation<WithdrawCheckInput, WithdrawCheckAnswer> = {
  readKeys: ({ robloxUserId }, { by }) => [
    { kind: 'member', robloxUserId },
    { kind: 'account', account: memberAccount(robloxUserId) },
    { kind: 'open_withdrawals_of_member', robloxUserId },
    ...handOverReadKeys(by, NO_GOODS),
  ],
  moreReadKeys: (reader, { robloxUserId }, { by }) =>
    reader
      .openWithdrawalsOfMember(robloxUserId)
      .flatMap((withdrawal) => [
        ...withdrawalReadKeys(withdrawal),
        ...handOverReadKeys(by, withdrawal.goods),
      ]),
  decide(step, input, call) {
    const { robloxUserId } = input;
    for (const withdrawal of step.openWithdrawalsOfMember(robloxUserId)) applyExpiry(step, withdrawal);
    const claimed = input.claim ? claimOldest(step, input, call) : null;
    const balances = step.balancesOf(memberAccount(robloxUserId));
    const free = amountsToGoods(balances.map(({ asset, amount }) => [asset, amount]));
    return {
      robloxUserId,
      ...goodsToAnswer(free),
      withdrawals: step.openWithdrawalsOfMember(robloxUserId).map((withdrawal) => ({
        withdrawalId: withdrawal.id,
        status: openStatus(withdrawal),
        ...goodsToAnswer(withdrawal.goods),
        expiresAt: rfc3339(withdrawal.expiresAt),
        deliverable: canHandOver(step, withdrawal, call.by, call),
      })),
      claimed,
    };
  },
};

function openStatus({ status }: Withdrawal): 'reserved' | 'claimed' | 'uncertain' {
  return status === 'reserved' || status === 'claimed' ? status : 'uncertain';
}

function claimOldest(step: Step, input: WithdrawCheckInput, call: Call) {
  const { by: tellerId, rules } = call;
  const { robloxUserId, withdrawalId } = input;
  const open = step.openWithdrawalsOfMember(robloxUserId);
  const leased = open.find((withdrawal) => withdrawal.status === 'claimed');
  if (leased?.claim?.tellerId === tellerId) return claimAnswer(leased, leased.claim);
  requireNotHalted(step);
  requireNotFrozen(step, robloxUserId);
  // One trade at a time: while another teller holds a lease, no other one serves the member.
  if (leased) return null;
  const claimable = open.filter(({ id }) => withdrawalId === undefined || id === withdrawalId);
  const next = claimable.find(
    (withdrawal) => withdrawal.status === 'reserved' && canHandOver(step, withdrawal, tellerId, call),
  );
  return next ? lease(step, next, tellerId, rules) : null;
}

/** Leases the withdrawal. Each claim has a new token, so that an answer to an older one is recognised. */
function lease(step: Step, withdrawal: Withdrawal, tellerId: string, rules: Rules) {
  const { id: withdrawalId, robloxUserId, goods } = withdrawal;
  const about = { robloxUserId, tellerId, withdrawalId, goods };
  const { seq } = step.post({ kind: 'withdrawal_claimed', status: 'claimed', ...about });
  const claim = { tellerId, token: `c-${seq}`, leaseUntil: step.at + rules.leaseMs };
  step.put('withdrawals', { ...withdrawal, status: 'claimed', claim });
  notifyMember(step, robloxUserId, 'withdrawal_claimed', goods);
  return claimAnswer(withdrawal, claim);
}

const claimAnswer = (withdrawal: Withdrawal, claim: Claim): NonNullable<WithdrawCheckAnswer['claimed']> => ({
  withdrawalId: withdrawal.id,
  claimToken: claim.token,
  leaseUntil: rfc3339(claim.leaseUntil),
  ...goodsToAnswer(withdrawal.goods),
});
