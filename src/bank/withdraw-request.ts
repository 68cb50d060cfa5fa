import { z } from 'zod';
import { goodsToAnswer, petStackAnswer, timeAnswer } from './engine/answers.ts';
import { buildEntries, memberAccount, reservedAccount } from './engine/ledger.ts';
import {
  callerIdSchema,
  digestContent,
  discordUserIdSchema,
  findReplay,
  GOODS_REQUIRED,
  GOODS_REQUIRED_META,
  hasGoods,
  type Operation,
  replayAnswer,
  resolvePetNames,
  rfc3339,
  robloxUserIdSchema,
} from './engine/operation.ts';
import { GEMS, type Goods, goodsFields, goodsToAmounts, petKey } from './engine/pets.ts';
import { Refusal } from './engine/refusal.ts';
import type { Rules } from './engine/rules.ts';
import { getMember, type Step } from './engine/step.ts';
import { balanceReadKeys, type Reader } from './engine/view.ts';
import { requireWithinLimits } from './limits.ts';
import {
  addToUsage,
  applyExpiry,
  getUsage,
  notifyMember,
  toUtcDay,
  withdrawalReadKeys,
} from './withdrawals.ts';

export const withdrawRequestInput = z
  .strictObject({
    requestId: callerIdSchema,
    robloxUserId: robloxUserIdSchema,
    discordUserId: discordUserIdSchema.optional(),
    ...goodsFields,
  })
  .refine(hasGoods, GOODS_REQUIRED)
  .meta(GOODS_REQUIRED_META);
type WithdrawRequestInput = z.infer<typeof withdrawRequestInput>;

export const withdrawRequestAnswer = z.object({
  withdrawalId: z.string(),
  seq: z.int().min(1),
  status: z.literal('reserved'),
  pets: z.array(petStackAnswer),
  gems: z.int().min(0),
  expiresAt: timeAnswer,
  replayed: z.boolean(),
});
type WithdrawRequestAnswer = z.infer<typeof withdrawRequestAnswer>;

/**
 * Moves what was asked for out of the member's balance into a reservation: all of it or nothing.
 * Refuses, in this order: `request_reused`, `halted`, `frozen`, `not_linked`, `link_cooldown`,
 * `untradable`, `limit_exceeded`, `insufficient_pets`, `insufficient_gems`.
 */
export const requestWithdrawal: Operation<WithdrawRequestInput, WithdrawRequestAnswer> = {
  name: 'withdraw_request',
  readKeys(input, { by, at, rules }) {
    const { robloxUserId } = input;
    return [
      { kind: 'operation', operationId: operationIdOf(input, by) },
      { kind: 'member', robloxUserId },
      { kind: 'link_of_member', robloxUserId },
      { kind: 'open_withdrawals_of_member', robloxUserId },
      { kind: 'usage', robloxUserId, day: toUtcDay(at) },
      ...balanceReadKeys(resolvePetNames(input, rules), [memberAccount(robloxUserId)]),
    ];
  },
  moreReadKeys: (reader, { robloxUserId }) =>
    reader.openWithdrawalsOfMember(robloxUserId).flatMap(withdrawalReadKeys),
  decide(step, input, { by, rules }) {
    const operation = operationOf(input, by, rules);
    const done = findReplay(step, operation);
    if (done) return replayAnswer(done, withdrawRequestAnswer);
    requireEligible(step, input);
    for (const withdrawal of step.openWithdrawalsOfMember(input.robloxUserId)) applyExpiry(step, withdrawal);
    const goods = resolvePetNames(input, rules);
    requireTradable(goods, rules);
    requireWithinLimits(goods, {
      limits: rules.limits,
      usage: getUsage(step, input.robloxUserId, toUtcDay(step.at)),
      openWithdrawals: step.openWithdrawalsOfMember(input.robloxUserId).length,
      at: step.at,
    });
    requireBalance(step, input.robloxUserId, goods);
    return reserve(step, { robloxUserId: input.robloxUserId, goods, operation, rules });
  },
};

const operationIdOf = ({ requestId }: WithdrawRequestInput, by: string): string =>
  `request:${by}:${requestId}`;
const operationOf = (input: WithdrawRequestInput, by: string, rules: Rules) => ({
  id: operationIdOf(input, by),
  digest: digestContent(resolvePetNames(input, rules), input.robloxUserId, input.discordUserId ?? null),
});

/** Whether this member may ask at all, now and through this Discord user. */
function requireEligible(step: Step, { robloxUserId, discordUserId }: WithdrawRequestInput): void {
  const member = getMember(step, robloxUserId);
  if (step.bank().haltedReason !== null) throw new Refusal('halted');
  if (member.frozenReason !== null) throw new Refusal('frozen');
  if (discordUserId !== undefined && step.linkOfMember(robloxUserId)?.discordUserId !== discordUserId) {
    throw new Refusal('not_linked');
  }
  if (member.cooldownUntil !== null && step.at < member.cooldownUntil) {
    throw new Refusal('link_cooldown', { untilMs: member.cooldownUntil });
  }
}

function requireTradable(goods: Goods, { catalogue }: Rules): void {
  const untradable = goods.pets.find((pet) => catalogue.find(pet.id)?.tradableInGame === false);
  if (untradable) throw new Refusal('untradable', { asset: petKey(untradable) });
}

/** Refuses `insufficient_pets` and `insufficient_gems` when the member has less than the goods free. */
export function requireBalance(reader: Reader, robloxUserId: number, goods: Goods): void {
  for (const [asset, amount] of goodsToAmounts(goods)) {
    const available = reader.balance(memberAccount(robloxUserId), asset);
    if (available < amount) {
      throw new Refusal(asset === GEMS ? 'insufficient_gems' : 'insufficient_pets', { asset, available });
    }
  }
}

function reserve(
  step: Step,
  request: { robloxUserId: number; goods: Goods; operation: { id: string; digest: string }; rules: Rules },
): WithdrawRequestAnswer {
  const { robloxUserId, goods, operation, rules } = request;
  const id = `w-${step.bank().seq + 1}`;
  const expiresAt = step.at + rules.reservationMs;
  const answerOf = ({ seq }: { seq: number }): WithdrawRequestAnswer => ({
    withdrawalId: id,
    seq,
    status: 'reserved',
    ...goodsToAnswer(goods),
    expiresAt: rfc3339(expiresAt),
    replayed: false,
  });
  // The account is new, so nothing was loaded of it: it holds nothing.
  for (const [asset] of goodsToAmounts(goods)) {
    step.put('balances', { account: reservedAccount(id), asset, amount: 0n });
  }
  const posted = step.post({
    kind: 'withdrawal_reserved',
    status: 'reserved',
    robloxUserId,
    withdrawalId: id,
    goods,
    entries: buildEntries(goodsToAmounts(goods), {
      from: memberAccount(robloxUserId),
      to: reservedAccount(id),
    }),
    operation,
    answer: answerOf,
  });
  step.put('withdrawals', {
    id,
    seq: posted.seq,
    robloxUserId,
    requestedBy: step.by,
    status: 'reserved',
    goods,
    requestedAt: step.at,
    expiresAt,
    claim: null,
  });
  addToUsage(step, { robloxUserId, requestedAt: step.at }, { goods, times: 1n });
  notifyMember(step, robloxUserId, 'withdrawal_reserved', goods);
  return answerOf(posted);
}
