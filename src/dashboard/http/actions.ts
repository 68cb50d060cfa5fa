import { z } from 'zod';
import { adjustInput, adjustMember, toMove } from '../../bank/adjust.ts';
import { previewMove, type StaffMove } from '../../bank/alone-limit.ts';
import type { Caller } from '../../bank/engine/book.ts';
import {
  callerIdSchema,
  reasonSchema,
  robloxUserIdSchema,
  tellerIdSchema,
} from '../../bank/engine/fields.ts';
import type { Goods } from '../../bank/engine/pets.ts';
import type { Transaction } from '../../bank/engine/rows.ts';
import { moveStock, stockMoveInput } from '../../bank/stock-move.ts';
import { findGift, toUndoMove, undoTransaction } from '../../bank/undo-gift.ts';
import { readTellerId } from '../../commands/staff/inputs.ts';
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
  z.strictObject({
    action: z.literal('move'),
    from: tellerIdSchema,
    to: tellerIdSchema,
    ...writtenGoods,
  }),
  z.strictObject({ action: z.literal('undo'), transactionId: z.string().trim().max(20) }),
]);
export type WrittenAction = z.output<typeof writtenAction>;

const goods = { pets: adjustInput.shape.pets, gems: adjustInput.shape.gems };

/** The same once it was read: as it is carried out, and kept for a second person. */
export const staffAction = z.discriminatedUnion('action', [
  z.strictObject({
    action: z.literal('adjust'),
    robloxUserId: robloxUserIdSchema,
    direction: adjustInput.shape.direction,
    tellerId: tellerIdSchema,
    ...goods,
  }),
  z.strictObject({ action: z.literal('move'), from: tellerIdSchema, to: tellerIdSchema, ...goods }),
  z.strictObject({ action: z.literal('undo'), transactionId: z.string() }),
]);
export type StaffAction = z.output<typeof staffAction>;

/** Reads what was written down: the pets by name, and `me` for the teller that whoever writes is. */
export function readAction(written: WrittenAction, { by }: Caller, services: Services): StaffAction {
  if (written.action === 'undo') return written;
  const { pets, gems, ...action } = written;
  const read = { ...readGoods({ pets, gems }, services) };
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

async function toStaffMove(
  action: StaffAction,
  { book, rules }: Services,
): Promise<{ readonly move: StaffMove; readonly gift: Transaction | null }> {
  switch (action.action) {
    case 'adjust':
      return { move: toMove(action), gift: null };
    case 'move':
      return { move: { goods: toGoods(action), receivers: [] }, gift: null };
    case 'undo': {
      const gift = await findGift(book.reads, action.transactionId);
      return { move: toUndoMove(gift, rules()), gift };
    }
    default:
      return action satisfies never;
  }
}

const toGoods = ({ pets, gems }: Goods): Goods => ({ pets, gems });

/** What it does, in words. */
export function describeAction(action: StaffAction, gift: Transaction | null = null): string {
  switch (action.action) {
    case 'adjust': {
      const { direction, robloxUserId, tellerId } = action;
      return direction === 'credit'
        ? `Credit to member ${robloxUserId}: ${tellerId} holds it, and nobody owns it yet.`
        : `Debit from member ${robloxUserId}: ${tellerId} still holds it, for nobody.`;
    }
    case 'move':
      return `${action.from} has handed it to ${action.to} in the game. What members own stays as it is.`;
    case 'undo': {
      const who = gift ? ` between members ${gift.robloxUserId} and ${gift.otherRobloxUserId}` : '';
      return `Undo ${action.transactionId}${who}, whole: it goes back to where it came from.`;
    }
    default:
      return action satisfies never;
  }
}

/** How an action is carried out: with its id, why, and who agrees, if anybody has to. */
export interface Decision {
  readonly id: string;
  readonly reason: string;
  readonly approvedBy?: string;
}

export const decisionInput = { id: callerIdSchema, reason: reasonSchema };

/** Carries it out as Discord does. The same id again does nothing again. Returns the transaction's id. */
export async function carryOut(
  action: StaffAction,
  { id, ...why }: Decision,
  { book, caller }: Pick<Services, 'book'> & { readonly caller: Caller },
): Promise<string> {
  switch (action.action) {
    case 'adjust': {
      const { action: _, ...wish } = action;
      const input = adjustInput.parse({ adjustmentId: id, ...wish, ...why });
      return `t-${(await book.perform(adjustMember, input, caller)).seq}`;
    }
    case 'move': {
      const { action: _, ...wish } = action;
      const input = stockMoveInput.parse({ moveId: id, ...wish, ...why });
      return `t-${(await book.perform(moveStock, input, caller)).seq}`;
    }
    case 'undo': {
      const gift = await findGift(book.reads, action.transactionId);
      return `t-${(await book.perform(undoTransaction, { gift, ...why }, caller)).seq}`;
    }
    default:
      return action satisfies never;
  }
}
