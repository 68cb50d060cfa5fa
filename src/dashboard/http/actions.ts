import { z } from 'zod';
import { adjustInput } from '../../bank/adjust.ts';
import { previewMove } from '../../bank/alone-limit.ts';
import type { Caller } from '../../bank/engine/book.ts';
import { robloxUserIdSchema, tellerIdSchema } from '../../bank/engine/fields.ts';
import { readTellerId } from '../../commands/staff/inputs.ts';
import { describeAction, type StaffAction, toStaffMove } from '../../commands/staff/staff-actions.ts';
import type { Services } from '../../http/endpoint.ts';
import type { ActionPreview } from '../protocol.ts';
import { describeGoods, readGoods, writtenGoods } from './goods.ts';

/** What staff do, as they write it down. Beyond a limit, a second person has to agree to it. */
export const writtenAction = z.discriminatedUnion('action', [
  z.strictObject({
    action: z.literal('adjust'),
    robloxUserId: robloxUserIdSchema,
    direction: adjustInput.shape.direction,
    tellerId: tellerIdSchema,
    ...writtenGoods,
  }),
  z.strictObject({ action: z.literal('move'), from: tellerIdSchema, to: tellerIdSchema, ...writtenGoods }),
  z.strictObject({ action: z.literal('undo'), transactionId: z.string().trim().max(20) }),
]);

/** Reads what was written down: the pets by name, and `me` for the teller that whoever writes is. */
export function readAction(
  written: z.output<typeof writtenAction>,
  { by }: Caller,
  services: Services,
): StaffAction {
  if (written.action === 'undo') return written;
  const { pets, gems, ...action } = written;
  const read = readGoods({ pets, gems }, services);
  return action.action === 'adjust'
    ? { ...action, tellerId: readTellerId(action.tellerId, { by }), ...read }
    : { ...action, from: readTellerId(action.from, { by }), to: readTellerId(action.to, { by }), ...read };
}

/** What will happen, and whether a second person has to agree to it. */
export async function previewAction(
  action: StaffAction,
  caller: Caller,
  services: Services,
): Promise<ActionPreview> {
  const { move, gift } = await toStaffMove(action, services);
  const needsSecond = await services.book.query(previewMove, move, caller);
  return { ...describeGoods(move.goods, services), sentence: describeAction(action, gift), needsSecond };
}
