import { z } from 'zod';
import { countAlone, mayMoveAlone, staffReadKeys } from './alone-limit.ts';
import { recordTrade } from './clearing.ts';
import { openStaffCase } from './credit-hold.ts';
import { invariant } from './engine/assert.ts';
import { callerIdSchema, previousTradeSeqAnswer, type WithReason } from './engine/fields.ts';
import { buildEntries, memberAccount, reservedAccount, tellerAccount } from './engine/ledger.ts';
import { type Operation, operationId, type Rules } from './engine/operation.ts';
import { type Identify, identifyHeld, identifyPets } from './engine/pet-identity.ts';
import {
  amountsToGoods,
  type Goods,
  goodsFields,
  goodsToAmounts,
  isEmpty,
  NO_GOODS,
  subtractGoods,
} from './engine/pets.ts';
import { invalid, Refusal } from './engine/refusal.ts';
import { findReplay, type Request, sealRequest } from './engine/replay.ts';
import type { Withdrawal } from './engine/rows.ts';
import type { Draft, Posted, Step } from './engine/step.ts';
import { closeCase, notifyMember, openCase } from './events.ts';
import { noteGivenBack } from './given-back.ts';
import { getTeller } from './holds.ts';
import { parseStaffName } from './staff.ts';
import { addToUsage, requeue, uncertainCaseId, withdrawalReadKeys } from './withdrawals.ts';

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
  previousTradeSeq: previousTradeSeqAnswer,
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
  readKeys: (input, { by, at }) => [
    ...staffReadKeys({ by, at }),
    { kind: 'operation', operationId: operationId('complete', by, input.tradeId) },
    { kind: 'withdrawal', id: input.withdrawalId },
    { kind: 'teller', id: by },
    { kind: 'case', id: refusedCaseId(by, input.tradeId) },
    { kind: 'case', id: uncertainCaseId(input.withdrawalId) },
  ],
  moreReadKeys: (reader, { withdrawalId }) => withdrawalReadKeys(reader.row('withdrawals', withdrawalId)),
  decide(step, input, call) {
    const { by, rules } = call;
    requireConsistent(input);
    const request = toRequest(input, by);
    const replay = findReplay(step, request, rules, withdrawCompleteAnswer);
    if (replay) return replay;
    const withdrawal = requireClaimed(step, input, by);
    const claimed = new Map(goodsToAmounts(withdrawal.goods));
    const identify = identifyHeld(rules, (asset) => claimed.get(asset) ?? 0n);
    const delivered = resolveDelivered(withdrawal.goods, input, identify);
    const operation = sealRequest(request, identify, rules);
    const teller = getTeller(step, by);
    const toAnswer = (posted: { id: string; seq: number }): WithdrawCompleteAnswer => ({
      withdrawalId: withdrawal.id,
      seq: posted.seq,
      status: statusAfter(withdrawal.goods, delivered),
      transactionId: posted.id,
      previousTradeSeq: teller.lastTradeSeq,
      replayed: false,
    });
    const note = input.reason === undefined ? {} : { note: input.reason };
    const isByHand = parseStaffName(by) !== null && !isEmpty(delivered);
    const isAlone = isByHand && mayMoveAlone(step, { goods: delivered, receivers: [] }, call);
    const counted = isAlone ? countAlone(step, delivered, call) : {};
    const settlement = { delivered, rules, operation, answer: toAnswer, ...note, ...counted };
    const posted = settle(step, withdrawal, settlement);
    if (isByHand && !isAlone) openStaffCase(step, posted);
    step.put('tellers', recordTrade(teller, { at: step.at, seq: posted.seq }));
    // Staff who gave it back by hand, with a reason, know that they did.
    if (input.outcome !== 'delivered' && input.reason === undefined) {
      noteGivenBack(step, withdrawal.robloxUserId, call, posted.seq);
    }
    return toAnswer(posted);
  },
  afterRefusal(step, input, { by }, refusal) {
    if (input.outcome === 'declined' && !input.delivered) return;
    // Staff see at once what doesn't fit, and say it again: nothing is left for the operator.
    if (input.reason !== undefined && refusal.code === 'invalid') return;
    const withdrawal = step.row('withdrawals', input.withdrawalId);
    openCase(step, {
      id: refusedCaseId(by, input.tradeId),
      kind: 'refused_trade',
      robloxUserId: withdrawal?.robloxUserId ?? null,
      tellerId: by,
      withdrawalId: input.withdrawalId,
      goods: input.delivered ?? withdrawal?.goods ?? NO_GOODS,
      summary: `${by} reported trade ${input.tradeId} as ${input.outcome}; refused: ${refusal.code}.`,
    });
  },
};

const toRequest = (input: WithdrawCompleteInput, by: string): Request => ({
  id: operationId('complete', by, input.tradeId),
  goods: input.delivered ?? NO_GOODS,
  fields: [input.withdrawalId, input.claimToken, input.outcome],
});

const refusedCaseId = (tellerId: string, tradeId: string): string =>
  `refused:${operationId('complete', tellerId, tradeId)}`;

/** Refuses `invalid` when these contradict each other. The schema doesn't, so that a case is opened. */
function requireConsistent({ outcome, delivered }: WithdrawCompleteInput): void {
  if (outcome === 'partial' && (!delivered || isEmpty(delivered)))
    throw invalid('delivered', 'say what was delivered');
  if (outcome === 'declined' && delivered)
    throw invalid('delivered', 'nothing is delivered when the trade was declined');
}

function requireClaimed(step: Step, input: WithdrawCompleteInput, tellerId: string): Withdrawal {
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

/** What changed hands: all of it, nothing, or what the teller reports, which is at most what was claimed. */
function resolveDelivered(
  claimed: Goods,
  { outcome, delivered }: WithdrawCompleteInput,
  identify: Identify,
): Goods {
  if (outcome === 'declined') return NO_GOODS;
  if (!delivered) return claimed;
  const reported = identifyPets(delivered, identify);
  const amounts = [...subtractGoods(claimed, reported).values()];
  if (amounts.some((amount) => amount < 0n)) throw invalid('delivered', 'more than was claimed');
  if (outcome === 'delivered' && amounts.some((amount) => amount > 0n)) {
    throw invalid('delivered', 'less than was claimed: the outcome is partial');
  }
  return reported;
}

/** What a claim of these goods ends as. */
function statusAfter(goods: Goods, delivered: Goods): WithdrawCompleteAnswer['status'] {
  if (isEmpty(delivered)) return 'reserved';
  const isWhole = [...subtractGoods(goods, delivered).values()].every((amount) => amount === 0n);
  return isWhole ? 'delivered' : 'partly_delivered';
}

/**
 * Ends a claim: what was delivered leaves the bank, the rest returns to the balance; when nothing was
 * delivered, the withdrawal waits for its next claim.
 */
export function settle(
  step: Step,
  withdrawal: Withdrawal,
  settlement: { delivered: Goods; rules: Rules } & Pick<
    Draft,
    'operation' | 'answer' | 'note' | 'movedAlone'
  >,
): Posted {
  const { delivered, rules, ...draft } = settlement;
  const { id: withdrawalId, robloxUserId, goods } = withdrawal;
  const { tellerId } = invariant(withdrawal.claim, 'the claim that ends');
  const status = statusAfter(goods, delivered);
  const common = { ...draft, status, robloxUserId, tellerId, withdrawalId };
  if (status === 'reserved') {
    requeue(step, withdrawal, rules);
    notifyMember(step, robloxUserId, 'withdrawal_declined', goods);
    return step.post({ ...common, kind: 'withdrawal_declined', goods });
  }
  const returned = amountsToGoods(subtractGoods(goods, delivered));
  const from = reservedAccount(withdrawalId);
  step.put('withdrawals', { ...withdrawal, status });
  closeCase(step, uncertainCaseId(withdrawalId), status);
  if (!isEmpty(returned)) addToUsage(step, withdrawal, { goods: returned, times: -1n });
  // By its id its member says, at the press of a button, that it did not arrive.
  notifyMember(step, robloxUserId, `withdrawal_${status}`, delivered, withdrawalId);
  return step.post({
    ...common,
    kind: 'withdrawal_delivered',
    goods: delivered,
    entries: [
      ...buildEntries(delivered, { from, to: tellerAccount(tellerId) }),
      ...buildEntries(returned, { from, to: memberAccount(robloxUserId) }),
    ],
  });
}
