import { z } from 'zod';
import { aloneReadKeys, authorizeNamed } from './alone-limit.ts';
import {
  callerIdSchema,
  goodsAnswer,
  goodsToAnswer,
  reasonSchema,
  requiringGoods,
  tellerIdSchema,
} from './engine/fields.ts';
import { buildEntries, tellerAccount } from './engine/ledger.ts';
import { type Operation, operationId } from './engine/operation.ts';
import { identifyHeld, identifyPets, listHeldForms } from './engine/pet-identity.ts';
import { goodsFields } from './engine/pets.ts';
import { Refusal } from './engine/refusal.ts';
import { findReplay, type Request, sealRequest } from './engine/replay.ts';
import { newTeller } from './engine/rows.ts';
import type { Step } from './engine/step.ts';
import { type Agreement, agreementReadKeys } from './second-person.ts';
import { parseStaffName } from './staff.ts';
import { invalidateReport, requireUnpromised, stockReadKeys } from './tellers.ts';

export const stockMoveInput = requiringGoods(
  z.strictObject({
    moveId: callerIdSchema,
    /** The teller that hands the goods over, and the one that takes them. */
    from: tellerIdSchema,
    to: tellerIdSchema,
    ...goodsFields,
    reason: reasonSchema,
    /** The second person's name, where there is one. */
    approvedBy: z.string().min(1).max(64).optional(),
  }),
);
type StockMoveInput = z.infer<typeof stockMoveInput>;

const stockMoveAnswer = z.object({ ...goodsAnswer.shape, seq: z.int().min(1), replayed: z.boolean() });

/**
 * Records that one teller handed goods to another in the game; what members own stays as it is. Refuses
 * `request_reused`; `invalid` (a teller is not known, both are the same, or a second person is needed);
 * `insufficient_pets` and `insufficient_gems` (the first holds less than that beside what its claims may
 * need).
 */
export const moveStock: Operation<StockMoveInput, z.infer<typeof stockMoveAnswer>> = {
  readKeys: (input, call) => [
    ...aloneReadKeys(call),
    { kind: 'operation', operationId: operationId('move', call.by, input.moveId) },
    ...[input.from, input.to].flatMap((id) => stockReadKeys(id, listHeldForms(input, call.rules))),
    ...agreementReadKeys(toAgreement(input, call.by)),
  ],
  decide(step, input, call) {
    const { by, rules } = call;
    const { from, to, reason, moveId } = input;
    const request: Request = { id: operationId('move', by, moveId), goods: input, fields: [from, to] };
    const replay = findReplay(step, request, rules, stockMoveAnswer);
    if (replay) return replay;
    requireTellers(step, input);
    const identify = identifyHeld(rules, (asset) => -step.balance(tellerAccount(from), asset));
    const goods = identifyPets(input, identify);
    const counted = authorizeNamed(step, { goods, receivers: [] }, call, toAgreement(input, by));
    const second = input.approvedBy === undefined ? '' : `with ${input.approvedBy}: `;
    requireUnpromised(step, { tellerId: from, goods });
    const toAnswer = ({ seq }: { seq: number }) => ({ ...goodsToAnswer(goods), seq, replayed: false });
    const posted = step.post({
      kind: 'adjustment',
      status: 'moved',
      tellerId: from,
      goods,
      // A teller's account is below zero by what it holds: what it hands over goes back into it.
      entries: buildEntries(goods, { from: tellerAccount(to), to: tellerAccount(from) }),
      operation: sealRequest(request, identify, rules),
      answer: toAnswer,
      note: `${from} to ${to}: ${second}${reason}`,
      ...counted,
    });
    for (const id of [from, to]) invalidateReport(step, id, posted.seq);
    if (!step.row('tellers', to)) step.put('tellers', newTeller(to));
    return toAnswer(posted);
  },
};

/** Either teller may gain by it: one has what it did not get, or has got rid of what it still holds. */
const toAgreement = ({ approvedBy, from, to }: StockMoveInput, by: string): Agreement | null =>
  approvedBy === undefined ? null : { by, approvedBy, gainers: [parseStaffName(from), parseStaffName(to)] };

/** Both must be known, unless the caller is the second: a mistyped name must not create a teller. */
function requireTellers(step: Step, { from, to }: StockMoveInput): void {
  const errors = [
    ...(from === to ? [{ path: 'to', message: 'is the same teller' }] : []),
    ...(step.row('tellers', from) ? [] : [{ path: 'from', message: 'no such teller' }]),
    ...(step.row('tellers', to) || to === step.by ? [] : [{ path: 'to', message: 'no such teller' }]),
  ];
  if (errors.length > 0) throw new Refusal('invalid', { errors });
}
