import { z } from 'zod';
import { goodsAnswer, goodsToAnswer, rfc3339, robloxUserIdSchema, timeAnswer } from './engine/fields.ts';
import { memberAccount, reservedAccount } from './engine/ledger.ts';
import type { Call, Operation } from './engine/operation.ts';
import { amountsToGoods, goodsToAmounts, NO_GOODS } from './engine/pets.ts';
import type { Claim, Withdrawal } from './engine/rows.ts';
import type { Step } from './engine/step.ts';
import { notifyMember } from './events.ts';
import { givenBackReadKeys, mayBeHandedOver } from './given-back.ts';
import { requireNotFrozen, requireNotHalted } from './halt-and-freeze.ts';
import { canHandOver, handOverReadKeys } from './hand-over.ts';
import { splitReadKeys, takeClaimable } from './withdraw-split.ts';
import { expireOpen, withdrawalReadKeys } from './withdrawals.ts';

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
interface CheckInput {
  readonly robloxUserId: number;
  /** Null: only look. */
  readonly claim: {
    /** Of a new lease; from `createClaimToken`. */
    readonly token: string;
    /** Only this one may be claimed, where staff have chosen one. */
    readonly withdrawalId?: string;
  } | null;
}
export type WithdrawCheckAnswer = z.infer<typeof withdrawCheckAnswer>;

const TOKEN_BYTES = 16;

/** A token that nobody can guess. Each claim has its own, so that an answer to an older one is recognised. */
export const createClaimToken = (random: (length: number) => Uint8Array): string =>
  `c-${Buffer.from(random(TOKEN_BYTES)).toString('base64url')}`;

/**
 * What the member has, and which withdrawals wait for them. With `claim`, the oldest reserved one that this
 * teller can deliver, or none but the chosen one, is leased to it; while the lease lives, claiming again
 * returns the same token. What no teller at hand can deliver whole is split, and this teller's part leased.
 * Nothing is leased while another teller may be handing over, or while more has ended than one operation
 * writes. A new claim is refused `halted` and `frozen`.
 */
export const checkWithdrawals: Operation<CheckInput, WithdrawCheckAnswer> = {
  readKeys: ({ robloxUserId, claim }, { by }) => [
    { kind: 'member', robloxUserId },
    { kind: 'account', account: memberAccount(robloxUserId) },
    { kind: 'open_withdrawals_of_member', robloxUserId },
    ...handOverReadKeys(by, NO_GOODS),
    ...(claim ? [{ kind: 'all_tellers', of: 'bank' } as const] : []),
  ],
  moreReadKeys(reader, { robloxUserId, claim }, { by, at }) {
    const open = reader.openWithdrawalsOfMember(robloxUserId);
    return [
      ...givenBackReadKeys(reader, robloxUserId),
      ...open.flatMap(withdrawalReadKeys),
      ...open.flatMap(({ goods }) => handOverReadKeys(by, goods)),
      ...(claim ? splitReadKeys(reader, open, at) : []),
    ];
  },
  decide(step, input, call) {
    const { robloxUserId } = input;
    const isUpToDate = expireOpen(step, robloxUserId);
    const claimed =
      input.claim && isUpToDate ? claimOldest(step, robloxUserId, { ...input.claim, call }) : null;
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

interface NewClaim extends NonNullable<CheckInput['claim']> {
  readonly call: Call;
}

function claimOldest(step: Step, robloxUserId: number, claim: NewClaim) {
  const { withdrawalId, call } = claim;
  const tellerId = call.by;
  const open = step
    .openWithdrawalsOfMember(robloxUserId)
    .filter((withdrawal) => isReserved(step, withdrawal));
  const leased = open.find((withdrawal) => withdrawal.status === 'claimed');
  if (leased?.claim?.tellerId === tellerId) return claimAnswer(leased, leased.claim);
  requireNotHalted(step, call);
  requireNotFrozen(step, robloxUserId);
  // One trade at a time: while another teller holds a lease, no other one serves the member.
  if (leased || mayBeHandedOver(step, robloxUserId, call)) return null;
  const claimable = open.filter(({ id }) => withdrawalId === undefined || id === withdrawalId);
  for (const withdrawal of claimable) {
    const taken = withdrawal.status === 'reserved' ? takeClaimable(step, withdrawal, call) : null;
    if (taken) return lease(step, taken, { ...claim, isPart: taken !== withdrawal });
  }
  return null;
}

/** Whether the ledger has all of it: of one whose row was edited, no teller hands over more. */
const isReserved = (step: Step, { id, goods }: Withdrawal): boolean =>
  goodsToAmounts(goods).every(([asset, amount]) => step.balance(reservedAccount(id), asset) >= amount);

function lease(step: Step, withdrawal: Withdrawal, { token, call, isPart }: NewClaim & { isPart: boolean }) {
  const { by: tellerId, rules } = call;
  const { id: withdrawalId, robloxUserId, goods } = withdrawal;
  const about = { robloxUserId, tellerId, withdrawalId, goods };
  step.post({ kind: 'withdrawal_claimed', status: 'claimed', ...about });
  const claim = { tellerId, token, leaseUntil: step.at + rules.leaseMs };
  step.put('withdrawals', { ...withdrawal, status: 'claimed', claim });
  notifyMember(step, robloxUserId, isPart ? 'withdrawal_split' : 'withdrawal_claimed', goods);
  return claimAnswer(withdrawal, claim);
}

const claimAnswer = (withdrawal: Withdrawal, claim: Claim): NonNullable<WithdrawCheckAnswer['claimed']> => ({
  withdrawalId: withdrawal.id,
  claimToken: claim.token,
  leaseUntil: rfc3339(claim.leaseUntil),
  ...goodsToAnswer(withdrawal.goods),
});
