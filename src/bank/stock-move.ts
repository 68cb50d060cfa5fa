import { z } from 'zod';
import { goodsAnswer, goodsToAnswer } from './engine/answers.ts';
import { buildEntries, tellerAccount } from './engine/ledger.ts';
import {
  callerIdSchema,
  digestContent,
  findReplay,
  GOODS_REQUIRED,
  hasGoods,
  type Operation,
  replayAnswer,
  resolvePetNames,
} from './engine/operation.ts';
import { goodsFields, goodsToAmounts } from './engine/pets.ts';
import { Refusal } from './engine/refusal.ts';
import { newTeller } from './engine/rows.ts';
import type { Step } from './engine/step.ts';
import { reasonSchema } from './reason.ts';
import { invalidateReport, requireUnpromised, stockReadKeys } from './stock.ts';

/** A teller's name: that of its keys, or `staff-<Roblox id>`. */
export const tellerIdSchema = z.string().regex(/^[A-Za-z0-9_.-]{1,64}$/, '1 to 64 of A-Z a-z 0-9 _ . -');

export const stockMoveInput = z
  .strictObject({
    moveId: callerIdSchema,
    /** The teller that hands the goods over, and the one that takes them. */
    from: tellerIdSchema,
    to: tellerIdSchema,
    ...goodsFields,
    reason: reasonSchema,
  })
  .refine(hasGoods, GOODS_REQUIRED);
type StockMoveInput = z.infer<typeof stockMoveInput>;

const stockMoveAnswer = z.object({ ...goodsAnswer.shape, seq: z.int().min(1), replayed: z.boolean() });

/**
 * Records that one teller handed goods to another in the game: what members own stays as it is, and another
 * teller holds it. Refuses `request_reused`; `invalid` when a teller is not known or both are the same;
 * `insufficient_pets` and `insufficient_gems` when the first does not hold so much beside what its claims may
 * need.
 */
export const moveStock: Operation<StockMoveInput, z.infer<typeof stockMoveAnswer>> = {
  name: 'stock_move',
  readKeys: (input, { by, rules }) => [
    { kind: 'operation', operationId: operationIdOf(input, by) },
    ...[input.from, input.to].flatMap((id) => stockReadKeys(id, resolvePetNames(input, rules))),
  ],
  decide(step, input, { by, rules }) {
    const { from, to, reason } = input;
    const goods = resolvePetNames(input, rules);
    const operation = { id: operationIdOf(input, by), digest: digestContent(goods, from, to) };
    const done = findReplay(step, operation);
    if (done) return replayAnswer(done, stockMoveAnswer);
    requireTellers(step, input);
    requireUnpromised(step, { tellerId: from, goods });
    const answerOf = ({ seq }: { seq: number }) => ({ ...goodsToAnswer(goods), seq, replayed: false });
    const posted = step.post({
      kind: 'adjustment',
      status: 'moved',
      tellerId: from,
      goods,
      // A teller's account stands below zero by what it holds: what it hands over comes back into it.
      entries: buildEntries(goodsToAmounts(goods), { from: tellerAccount(to), to: tellerAccount(from) }),
      operation,
      answer: answerOf,
      note: `${from} to ${to}: ${reason}`,
    });
    for (const id of [from, to]) invalidateReport(step, id, posted.seq);
    if (!step.row('tellers', to)) step.put('tellers', newTeller(to));
    return answerOf(posted);
  },
};

const operationIdOf = ({ moveId }: StockMoveInput, by: string): string => `move:${by}:${moveId}`;

/** Both are known, but for the one of who asks: a mistyped name would be a teller that nobody is. */
function requireTellers(step: Step, { from, to }: StockMoveInput): void {
  const errors = [
    ...(from === to ? [{ path: 'to', message: 'is the same teller' }] : []),
    ...(step.row('tellers', from) ? [] : [{ path: 'from', message: 'no such teller' }]),
    ...(step.row('tellers', to) || to === step.by ? [] : [{ path: 'to', message: 'no such teller' }]),
  ];
  if (errors.length > 0) throw new Refusal('invalid', { errors });
}
