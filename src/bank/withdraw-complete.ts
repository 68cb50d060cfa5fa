import { z } from 'zod';
import { invariant } from './engine/assert.ts';
import { buildEntries, memberAccount, reservedAccount, tellerAccount } from './engine/ledger.ts';
import {
  callerIdSchema,
  digestContent,
  findReplay,
  type Operation,
  replayAnswer,
  resolvePetNames,
} from './engine/operation.ts';
import { amountsToGoods, type Goods, goodsFields, goodsToAmounts, isEmpty, NO_GOODS } from './engine/pets.ts';
import { invalid, Refusal } from './engine/refusal.ts';
import type { Withdrawal } from './engine/rows.ts';
import type { Rules } from './engine/rules.ts';
import type { Draft, Step } from './engine/step.ts';
import type { WithReason } from './reason.ts';
import {
  addToUsage,
  closeCase,
  notifyMember,
  openCase,
  requeue,
  uncertainCaseId,
  withdrawalReadKeys,
} from './withdrawals.ts';

export const withdrawCompleteInput = z.strictObject({
  withdrawalId: z.string().min(1).max(64),
  claimToken: z.string().min(1).max(64),
  tradeId: callerIdSchema,
  outcome: z.enum(['delivered', 'declined', 'partial']),
  delivered: z.strictObject(goodsFields).optional(),
});
type WithdrawCompleteInput = z.infer<typeof withdrawCompleteInput> & WithReason;

export const withdrawCompleteAnswer = z.object({
  withdrawalId: z.string(),
  seq: z.int().min(1),
  status: z.enum(['delivered', 'reserved', 'partly_delivered']),
  transactionId: z.string(),
  replayed: z.boolean(),
});
type WithdrawCompleteAnswer = z.infer<typeof withdrawCompleteAnswer>;

/**
 * Records how a claimed withdrawal ended in the game, also after its lease. Refuses, in this order: `invalid`
 * (an outcome that contradicts `delivered`), `request_reused`, `withdrawal_not_found`,
 * `withdrawal_already_closed`, `withdrawal_not_claimed`, `lease_lost`, `invalid` (more than was claimed).
 * What may have happened in the game then becomes a case for the operator.
 */
export const completeWithdrawal: Operation<WithdrawCompleteInput, WithdrawCompleteAnswer> = {
  name: 'withdraw_complete',
  readKeys: (input, { by }) => [
    { kind: 'operation', operationId: operationIdOf(input, by) },
    { kind: 'withdrawal', id: input.withdrawalId },
    { kind: 'teller', id: by },
    { kind: 'case', id: refusedCaseId(input, by) },
  ],
  moreReadKeys(reader, { withdrawalId }) {
    const withdrawal = reader.row('withdrawals', withdrawalId);
    return withdrawal ? withdrawalReadKeys(withdrawal) : [];
  },
  decide(step, input, { by, rules }) {
    requireSense(input);
    const operation = operationOf(input, by, rules);
    const done = findReplay(step, operation);
    if (done) return replayAnswer(done, withdrawCompleteAnswer);
    const withdrawal = claimedBy(step, input, by);
    const delivered = deliveredOf(withdrawal, input, rules);
    const answerOf = (posted: { id: string; seq: number }): WithdrawCompleteAnswer => ({
      withdrawalId: withdrawal.id,
      seq: posted.seq,
      status: statusAfter(withdrawal.goods, delivered),
      transactionId: posted.id,
      replayed: false,
    });
    const note = input.reason === undefined ? {} : { note: input.reason };
    const posted = settle(step, withdrawal, { delivered, rules, operation, answer: answerOf, ...note });
    const teller = step.row('tellers', by);
    if (teller) step.put('tellers', { ...teller, lastTradeSeq: posted.seq });
    return answerOf(posted);
  },
  afterRefusal(step, input, { by }, refusal) {
    if (input.outcome === 'declined' && !input.delivered) return;
    // Staff see at once what doesn't fit, and say it again: nothing is left for the operator.
    if (input.reason !== undefined && refusal.code === 'invalid') return;
    const withdrawal = step.row('withdrawals', input.withdrawalId);
    openCase(step, {
      id: refusedCaseId(input, by),
      kind: 'refused_trade',
      robloxUserId: withdrawal?.robloxUserId ?? null,
      tellerId: by,
      withdrawalId: input.withdrawalId,
      goods: input.delivered ?? withdrawal?.goods ?? NO_GOODS,
      summary: `${by} reported trade ${input.tradeId} as ${input.outcome}; refused: ${refusal.code}.`,
    });
  },
};

const operationIdOf = ({ tradeId }: WithdrawCompleteInput, tellerId: string): string =>
  `complete:${tellerId}:${tradeId}`;
const operationOf = (input: WithdrawCompleteInput, tellerId: string, rules: Rules) => ({
  id: operationIdOf(input, tellerId),
  digest: digestContent(
    resolvePetNames(input.delivered ?? NO_GOODS, rules),
    input.withdrawalId,
    input.claimToken,
    input.outcome,
  ),
});
const refusedCaseId = (input: WithdrawCompleteInput, tellerId: string): string =>
  `refused:complete:${tellerId}:${input.tradeId}`;

/**
 * The outcome and what is said to have been delivered fit together. Decided here and not by the schema: a
 * case is opened.
 */
function requireSense({ outcome, delivered }: WithdrawCompleteInput): void {
  if (outcome === 'partial' && (!delivered || isEmpty(delivered)))
    throw invalid('delivered', 'say what was delivered');
  if (outcome === 'declined' && delivered)
    throw invalid('delivered', 'nothing is delivered when the trade was declined');
}

function claimedBy(step: Step, input: WithdrawCompleteInput, tellerId: string): Withdrawal {
  const withdrawal = step.row('withdrawals', input.withdrawalId);
  if (!withdrawal) throw new Refusal('withdrawal_not_found');
  switch (withdrawal.status) {
    case 'delivered':
    case 'partly_delivered':
    case 'cancelled':
    case 'expired':
      throw new Refusal('withdrawal_already_closed');
    case 'reserved':
      // One whose expiry has passed is closed, though nothing has written it down yet.
      throw new Refusal(
        step.at >= withdrawal.expiresAt ? 'withdrawal_already_closed' : 'withdrawal_not_claimed',
      );
    case 'claimed':
    case 'uncertain':
      if (withdrawal.claim?.token !== input.claimToken || withdrawal.claim.tellerId !== tellerId) {
        throw new Refusal('lease_lost');
      }
      return withdrawal;
    default:
      return withdrawal.status satisfies never;
  }
}

/** What changed hands: all of it, nothing, or what the teller says, which is at most what was claimed. */
function deliveredOf(withdrawal: Withdrawal, input: WithdrawCompleteInput, rules: Rules): Goods {
  if (input.outcome === 'declined') return NO_GOODS;
  if (!input.delivered) return withdrawal.goods;
  const delivered = resolvePetNames(input.delivered, rules);
  const claimed = new Map(goodsToAmounts(withdrawal.goods));
  const isTooMuch = goodsToAmounts(delivered).some(([asset, amount]) => amount > (claimed.get(asset) ?? 0n));
  if (isTooMuch) throw invalid('delivered', 'more than was claimed');
  if (input.outcome === 'delivered' && !isEmpty(rest(withdrawal.goods, delivered))) {
    throw invalid('delivered', 'less than was claimed: the outcome is partial');
  }
  return delivered;
}

/** What of the goods remains when a part is taken away. */
function rest(goods: Goods, part: Goods): Goods {
  const taken = new Map(goodsToAmounts(part));
  return amountsToGoods(
    goodsToAmounts(goods).map(([asset, amount]) => [asset, amount - (taken.get(asset) ?? 0n)] as const),
  );
}

/** What a claim of these goods ends as. */
function statusAfter(goods: Goods, delivered: Goods): WithdrawCompleteAnswer['status'] {
  if (isEmpty(delivered)) return 'reserved';
  return isEmpty(rest(goods, delivered)) ? 'delivered' : 'partly_delivered';
}

/**
 * Ends a claim: what was delivered leaves the bank, the rest returns to the balance; when nothing was
 * delivered, the withdrawal waits for its next claim.
 */
export function settle(
  step: Step,
  withdrawal: Withdrawal,
  settlement: { delivered: Goods; rules: Rules } & Pick<Draft, 'operation' | 'answer' | 'note'>,
): { id: string; seq: number } {
  const { delivered, rules, ...draft } = settlement;
  const { tellerId } = invariant(withdrawal.claim, 'the claim that ends');
  const status = statusAfter(withdrawal.goods, delivered);
  const common = {
    ...draft,
    status,
    robloxUserId: withdrawal.robloxUserId,
    tellerId,
    withdrawalId: withdrawal.id,
  };
  if (status === 'reserved') {
    requeue(step, withdrawal, rules);
    notifyMember(step, withdrawal.robloxUserId, 'withdrawal_declined', withdrawal.goods);
    return step.post({ ...common, kind: 'withdrawal_declined', goods: withdrawal.goods });
  }
  const returned = rest(withdrawal.goods, delivered);
  const from = reservedAccount(withdrawal.id);
  step.put('withdrawals', { ...withdrawal, status });
  closeCase(step, uncertainCaseId(withdrawal.id), status);
  if (!isEmpty(returned)) addToUsage(step, withdrawal, { goods: returned, times: -1n });
  notifyMember(step, withdrawal.robloxUserId, `withdrawal_${status}`, delivered);
  return step.post({
    ...common,
    kind: 'withdrawal_delivered',
    goods: delivered,
    entries: [
      ...buildEntries(goodsToAmounts(delivered), { from, to: tellerAccount(tellerId) }),
      ...buildEntries(goodsToAmounts(returned), { from, to: memberAccount(withdrawal.robloxUserId) }),
    ],
  });
}
