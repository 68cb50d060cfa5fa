import { z } from 'zod';
import { aloneReadKeys, authorizeNamed, type StaffMove } from './alone-limit.ts';
import {
  callerIdSchema,
  goodsAnswer,
  goodsToAnswer,
  reasonSchema,
  requiringGoods,
  robloxUserIdSchema,
  tellerIdSchema,
} from './engine/fields.ts';
import { buildEntries, memberAccount, tellerAccount } from './engine/ledger.ts';
import { type Operation, operationId, type Rules } from './engine/operation.ts';
import {
  type Identify,
  identifyHeld,
  identifyIncoming,
  identifyPets,
  listHeldForms,
} from './engine/pet-identity.ts';
import { type Goods, goodsFields } from './engine/pets.ts';
import { balanceReadKeys } from './engine/read-key.ts';
import { invalid } from './engine/refusal.ts';
import { findReplay, type Request, sealRequest } from './engine/replay.ts';
import { type Draft, getMember, type Step } from './engine/step.ts';
import { notifyMember } from './events.ts';
import { requireHoldable } from './limits.ts';
import { type Agreement, agreementReadKeys } from './second-person.ts';
import { parseStaffName } from './staff.ts';
import { invalidateReport, requireUnpromised, stockReadKeys } from './tellers.ts';
import { requireBalance } from './withdraw-request.ts';
import { expireOpen, withdrawalReadKeys } from './withdrawals.ts';

export const adjustInput = requiringGoods(
  z.strictObject({
    adjustmentId: callerIdSchema,
    robloxUserId: robloxUserIdSchema,
    /** `credit`: the member gets what the teller holds too much of. `debit`: the other way round. */
    direction: z.enum(['credit', 'debit']),
    tellerId: tellerIdSchema,
    ...goodsFields,
    reason: reasonSchema,
    /** The second person's name, where there is one. */
    approvedBy: z.string().min(1).max(64).optional(),
  }),
);
export type AdjustInput = z.infer<typeof adjustInput>;

const adjustAnswer = z.object({
  ...goodsAnswer.shape,
  status: z.enum(['credited', 'debited']),
  seq: z.int().min(1),
  replayed: z.boolean(),
});
type AdjustAnswer = z.infer<typeof adjustAnswer>;

/**
 * Corrects what a member owns, against what a teller holds. Refuses, in this order: `request_reused`;
 * `invalid` (a second person is needed, or the teller or a pet to be credited is not known); `limit_exceeded`
 * (more than a member can hold); `insufficient_pets` and `insufficient_gems` (a debit of more than the member
 * has free, or than the teller holds beside what its claims may need).
 */
export const adjustMember: Operation<AdjustInput, AdjustAnswer> = {
  readKeys: (input, call) => [
    ...aloneReadKeys(call),
    { kind: 'operation', operationId: operationId('adjust', call.by, input.adjustmentId) },
    { kind: 'member', robloxUserId: input.robloxUserId },
    { kind: 'link_of_member', robloxUserId: input.robloxUserId },
    { kind: 'open_withdrawals_of_member', robloxUserId: input.robloxUserId },
    ...balanceReadKeys(listHeldForms(input, call.rules), [memberAccount(input.robloxUserId)]),
    ...stockReadKeys(input.tellerId, listHeldForms(input, call.rules)),
    ...agreementReadKeys(toAgreement(input, call.by)),
  ],
  moreReadKeys: (reader, { robloxUserId }) =>
    reader.openWithdrawalsOfMember(robloxUserId).flatMap(withdrawalReadKeys),
  decide(step, input, call) {
    const { by, rules } = call;
    const request = toRequest(input, by);
    const replay = findReplay(step, request, rules, adjustAnswer);
    if (replay) return replay;
    const identify = identifyAdjusted(step, input, rules);
    const identified = { ...input, ...identifyPets(input, identify) };
    const counted = authorizeNamed(step, toMove(identified), call, toAgreement(input, by));
    if (input.direction === 'credit') requireCreditable(step, identified, rules);
    else requireDebitable(step, identified);
    return adjust(step, identified, { operation: sealRequest(request, identify, rules), ...counted });
  },
};

function toRequest(input: AdjustInput, by: string): Request {
  const { adjustmentId, robloxUserId, direction, tellerId } = input;
  return {
    id: operationId('adjust', by, adjustmentId),
    goods: input,
    fields: [robloxUserId, direction, tellerId],
  };
}

/** What is credited comes in; what is debited is held already, or is free once a reservation has expired. */
function identifyAdjusted(step: Step, { direction, robloxUserId }: AdjustInput, rules: Rules): Identify {
  if (direction === 'credit') return identifyIncoming(rules);
  expireOpen(step, robloxUserId);
  return identifyHeld(rules, (asset) => step.balance(memberAccount(robloxUserId), asset));
}

/** Credited, the member gains; debited, whoever is the teller, if that is one of the staff. */
const toAgreement = ({ approvedBy, robloxUserId, tellerId }: AdjustInput, by: string): Agreement | null =>
  approvedBy === undefined ? null : { by, approvedBy, gainers: [robloxUserId, parseStaffName(tellerId)] };

/** Nobody corrects their own account alone, in either direction. */
export const toMove = ({
  robloxUserId,
  pets,
  gems,
}: Pick<AdjustInput, 'robloxUserId'> & Goods): StaffMove => ({
  goods: { pets, gems },
  receivers: [robloxUserId],
  mustBeKnown: true,
});

function requireCreditable(step: Step, input: AdjustInput, rules: Rules): void {
  if (!step.row('tellers', input.tellerId)) throw invalid('tellerId', 'no such teller');
  const unknown = input.pets.find((pet) => !rules.catalogue.find(pet.id));
  if (unknown) throw invalid('pets', `${unknown.id}: the bank doesn't know this pet`);
  requireHoldable(input, getMember(step, input.robloxUserId));
}

function requireDebitable(step: Step, input: AdjustInput): void {
  requireBalance(step, input.robloxUserId, input);
  requireUnpromised(step, { tellerId: input.tellerId, goods: input });
}

function adjust(
  step: Step,
  input: AdjustInput,
  posting: Pick<Draft, 'operation' | 'movedAlone'>,
): AdjustAnswer {
  const { robloxUserId, tellerId, reason, approvedBy, pets, gems } = input;
  const goods = { pets, gems };
  const isCredit = input.direction === 'credit';
  const [member, teller] = [memberAccount(robloxUserId), tellerAccount(tellerId)];
  const status = isCredit ? 'credited' : 'debited';
  const toAnswer = ({ seq }: { seq: number }): AdjustAnswer => ({
    ...goodsToAnswer(goods),
    status,
    seq,
    replayed: false,
  });
  const posted = step.post({
    kind: 'adjustment',
    status,
    robloxUserId,
    tellerId,
    goods,
    entries: buildEntries(goods, isCredit ? { from: teller, to: member } : { from: member, to: teller }),
    ...posting,
    answer: toAnswer,
    note: approvedBy === undefined ? reason : `with ${approvedBy}: ${reason}`,
  });
  invalidateReport(step, tellerId, posted.seq);
  notifyMember(step, robloxUserId, `adjustment_${status}`, goods, reason);
  return toAnswer(posted);
}
