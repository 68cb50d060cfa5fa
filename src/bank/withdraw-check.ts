import { z } from 'zod';
import { goodsAnswer, goodsToAnswer, rfc3339, robloxUserIdSchema, timeAnswer } from './engine/fields.ts';
import { memberAccount, tellerAccount } from './engine/ledger.ts';
import type { Call, Operation, Rules } from './engine/operation.ts';
import { amountsToGoods, goodsToAmounts } from './engine/pets.ts';
import type { Claim, Withdrawal } from './engine/rows.ts';
import type { Step } from './engine/step.ts';
import { balanceReadKeys, type Reader } from './engine/view.ts';
import { notifyMember } from './events.ts';
import { requireNotFrozen, requireNotHalted } from './halt-and-freeze.ts';
import { readPaused } from './shortages.ts';
import { applyExpiry, sumWithdrawals, withdrawalReadKeys } from './withdrawals.ts';

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
    { kind: 'open_withdrawals_of_teller', tellerId: by },
    { kind: 'teller', id: by },
    { kind: 'joint_shortages', tellerId: by },
  ],
  moreReadKeys: (reader, { robloxUserId }, { by }) =>
    reader
      .openWithdrawalsOfMember(robloxUserId)
      .flatMap((withdrawal) => [
        ...withdrawalReadKeys(withdrawal),
        ...balanceReadKeys(withdrawal.goods, [tellerAccount(by)]),
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
        deliverable: isDeliverable(step, withdrawal, call.by),
      })),
      claimed,
    };
  },
};

function openStatus({ status }: Withdrawal): 'reserved' | 'claimed' | 'uncertain' {
  return status === 'reserved' || status === 'claimed' ? status : 'uncertain';
}

function claimOldest(step: Step, input: WithdrawCheckInput, { by: tellerId, rules }: Call) {
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
    (withdrawal) => withdrawal.status === 'reserved' && isDeliverable(step, withdrawal, tellerId),
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

/** Whether the teller holds all of it beside what its other claims may need, and none is paused there. */
function isDeliverable(reader: Reader, withdrawal: Withdrawal, tellerId: string): boolean {
  const others = reader.openWithdrawalsOfTeller(tellerId).filter((other) => other.id !== withdrawal.id);
  const promised = sumWithdrawals(others);
  const paused = readPaused(reader, tellerId);
  return goodsToAmounts(withdrawal.goods).every(([asset, amount]) => {
    const stock = -reader.balance(tellerAccount(tellerId), asset);
    return !paused.has(asset) && stock - (promised.get(asset) ?? 0n) >= amount;
  });
}
