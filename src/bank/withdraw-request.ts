import { z } from 'zod';
import {
  callerIdSchema,
  discordUserIdSchema,
  goodsAnswer,
  goodsToAnswer,
  requiringGoods,
  rfc3339,
  robloxUserIdSchema,
  timeAnswer,
} from './engine/fields.ts';
import { buildEntries, memberAccount, reservedAccount } from './engine/ledger.ts';
import { type Call, type Operation, operationId, type Rules } from './engine/operation.ts';
import { identifyHeld, identifyPets, listHeldForms } from './engine/pet-identity.ts';
import { type Goods, goodsFields, petKey } from './engine/pets.ts';
import { balanceReadKeys } from './engine/read-key.ts';
import type { Reader } from './engine/reader.ts';
import { Refusal } from './engine/refusal.ts';
import { findReplay, type Request, sealRequest } from './engine/replay.ts';
import { getMember, type Step } from './engine/step.ts';
import { notifyMember } from './events.ts';
import { requireNotFrozen, requireNotHalted } from './halt-and-freeze.ts';
import { anyHandOverReadKeys, listDeliverers } from './hand-over.ts';
import { requireCleared } from './holds.ts';
import { requireAvailable, requireWithinLimits } from './limits.ts';
import { requireLinkedTo } from './member.ts';
import {
  addToUsage,
  expireOpen,
  getUsage,
  openReservation,
  toUtcDay,
  withdrawalReadKeys,
} from './withdrawals.ts';

export const withdrawRequestInput = requiringGoods(
  z.strictObject({
    requestId: callerIdSchema,
    robloxUserId: robloxUserIdSchema,
    discordUserId: discordUserIdSchema.optional(),
    ...goodsFields,
  }),
);
type WithdrawRequestInput = z.infer<typeof withdrawRequestInput>;

export const withdrawRequestAnswer = z.object({
  withdrawalId: z.string(),
  seq: z.int().min(1),
  status: z.literal('reserved'),
  ...goodsAnswer.shape,
  expiresAt: timeAnswer,
  deliverableBy: z.array(z.string()).default([]).meta({
    description: 'The tellers that can hand over all of it now; none: it waits, or comes in parts.',
  }),
  replayed: z.boolean(),
});
type WithdrawRequestAnswer = z.infer<typeof withdrawRequestAnswer>;

/**
 * Moves the requested goods out of the member's balance into a reservation: all of it or nothing.
 * Refuses, in this order: `request_reused`, `halted`, `frozen`, `not_linked`, `link_cooldown`,
 * `untradable`, `limit_exceeded`, `insufficient_pets`, `insufficient_gems`, `on_hold`.
 */
export const requestWithdrawal: Operation<WithdrawRequestInput, WithdrawRequestAnswer> = {
  readKeys(input, { by, at, rules }) {
    const { requestId, robloxUserId } = input;
    return [
      { kind: 'operation', operationId: operationId('request', by, requestId) },
      { kind: 'member', robloxUserId },
      { kind: 'link_of_member', robloxUserId },
      { kind: 'open_withdrawals_of_member', robloxUserId },
      { kind: 'usage', robloxUserId, day: toUtcDay(at) },
      { kind: 'all_tellers', of: 'bank' },
      ...balanceReadKeys(listHeldForms(input, rules), [memberAccount(robloxUserId)]),
    ];
  },
  moreReadKeys: (reader, input, { rules }) => [
    ...reader.openWithdrawalsOfMember(input.robloxUserId).flatMap(withdrawalReadKeys),
    ...anyHandOverReadKeys(reader, listHeldForms(input, rules)),
  ],
  decide(step, input, call) {
    const { by, rules } = call;
    const { robloxUserId } = input;
    const request = toRequest(input, by);
    const replay = findReplay(step, request, rules, withdrawRequestAnswer);
    if (replay) return replay;
    requireNotHalted(step, call);
    requireEligible(step, input);
    expireOpen(step, robloxUserId);
    const identify = identifyHeld(rules, (asset) => step.balance(memberAccount(robloxUserId), asset));
    const goods = identifyPets(input, identify);
    requireTradable(goods, rules);
    requireWithinLimits(goods, {
      limits: rules.limits,
      usage: getUsage(step, robloxUserId, toUtcDay(step.at)),
      openWithdrawals: step.openWithdrawalsOfMember(robloxUserId).length,
      at: step.at,
    });
    requireBalance(step, robloxUserId, goods);
    requireCleared(step, memberAccount(robloxUserId), goods, call);
    const operation = sealRequest(request, identify, rules);
    return reserve(step, { robloxUserId, goods, operation }, call);
  },
};

const toRequest = (input: WithdrawRequestInput, by: string): Request => ({
  id: operationId('request', by, input.requestId),
  goods: input,
  fields: [input.robloxUserId, input.discordUserId ?? null],
});

/** Whether this member may request a withdrawal at all, now and through this Discord user. */
function requireEligible(step: Step, { robloxUserId, discordUserId }: WithdrawRequestInput): void {
  requireNotFrozen(step, robloxUserId);
  requireLinkedTo(step, robloxUserId, discordUserId);
  requireNoCooldown(step, robloxUserId);
}

/** Refuses `link_cooldown` while nothing may leave the account, which has changed hands. */
export function requireNoCooldown(step: Step, robloxUserId: number): void {
  const { cooldownUntil: untilMs } = getMember(step, robloxUserId);
  if (untilMs !== null && step.at < untilMs) throw new Refusal('link_cooldown', { untilMs });
}

function requireTradable(goods: Goods, { catalogue }: Rules): void {
  const untradable = goods.pets.find((pet) => catalogue.find(pet.id)?.tradableInGame === false);
  if (untradable) throw new Refusal('untradable', { asset: petKey(untradable) });
}

/** Refuses `insufficient_pets` and `insufficient_gems` when the member has less than the goods free. */
export function requireBalance(reader: Reader, robloxUserId: number, goods: Goods): void {
  requireAvailable(goods, (asset) => reader.balance(memberAccount(robloxUserId), asset));
}

function reserve(
  step: Step,
  request: { robloxUserId: number; goods: Goods; operation: { id: string; digest: string } },
  call: Call,
): WithdrawRequestAnswer {
  const { robloxUserId, goods, operation } = request;
  const id = `w-${step.bank().seq + 1}`;
  const expiresAt = step.at + call.rules.reservationMs;
  const deliverableBy = listDeliverers(step, { id, goods }, call);
  const toAnswer = ({ seq }: { seq: number }): WithdrawRequestAnswer => ({
    withdrawalId: id,
    seq,
    status: 'reserved',
    ...goodsToAnswer(goods),
    expiresAt: rfc3339(expiresAt),
    deliverableBy,
    replayed: false,
  });
  openReservation(step, id, goods);
  const posted = step.post({
    kind: 'withdrawal_reserved',
    status: 'reserved',
    robloxUserId,
    withdrawalId: id,
    goods,
    entries: buildEntries(goods, { from: memberAccount(robloxUserId), to: reservedAccount(id) }),
    operation,
    answer: toAnswer,
  });
  step.put('withdrawals', {
    id,
    seq: posted.seq,
    placeSeq: null,
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
  return toAnswer(posted);
}
