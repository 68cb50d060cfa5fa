import { z } from 'zod';
import { adjustInput, adjustMember, toMove } from '../../bank/adjust.ts';
import type { StaffMove } from '../../bank/alone-limit.ts';
import type { Book, Caller } from '../../bank/engine/book.ts';
import type { Rules } from '../../bank/engine/operation.ts';
import type { Transaction } from '../../bank/engine/rows.ts';
import { moveStock, stockMoveInput } from '../../bank/stock-move.ts';
import { findGift, toUndoMove, undoTransaction } from '../../bank/undo-gift.ts';

const goods = { pets: adjustInput.shape.pets, gems: adjustInput.shape.gems };
const { robloxUserId, direction, tellerId } = adjustInput.shape;
const { from, to } = stockMoveInput.shape;

/** What one of the staff may have to have agreed to, as it is kept for a second person. */
export const staffAction = z.discriminatedUnion('action', [
  z.strictObject({ action: z.literal('adjust'), robloxUserId, direction, tellerId, ...goods }),
  z.strictObject({ action: z.literal('move'), from, to, ...goods }),
  z.strictObject({ action: z.literal('undo'), transactionId: z.string() }),
]);
export type StaffAction = z.output<typeof staffAction>;

/** What it moves, and the gift or trade that it undoes, if any. */
export async function toStaffMove(
  action: StaffAction,
  { book, rules }: { readonly book: Book; readonly rules: () => Rules },
): Promise<{ readonly move: StaffMove; readonly gift: Transaction | null }> {
  switch (action.action) {
    case 'adjust':
      return { move: toMove(action), gift: null };
    case 'move':
      return { move: { goods: { pets: action.pets, gems: action.gems }, receivers: [] }, gift: null };
    case 'undo': {
      const gift = await findGift(book.reads, action.transactionId);
      return { move: toUndoMove(gift, rules()), gift };
    }
    default:
      return action satisfies never;
  }
}

/** What it does, in words. */
export function describeAction(action: StaffAction, gift: Transaction | null = null): string {
  switch (action.action) {
    case 'adjust': {
      const who = `member ${action.robloxUserId}`;
      return action.direction === 'credit'
        ? `Credit to ${who}: ${action.tellerId} holds it, and nobody owns it yet.`
        : `Debit from ${who}: ${action.tellerId} still holds it, for nobody.`;
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
export interface ActionDecision {
  readonly id: string;
  readonly reason: string;
  readonly approvedBy?: string;
}

/** Carries it out. The same id again does nothing again. Returns the id of the transaction. */
export async function carryOut(
  book: Book,
  { action, decision, caller }: { action: StaffAction; decision: ActionDecision; caller: Caller },
): Promise<string> {
  const { id, ...why } = decision;
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
