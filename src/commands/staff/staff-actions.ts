import { z } from 'zod';
import { adjustInput, adjustMember, toMove } from '../../bank/adjust.ts';
import type { StaffMove } from '../../bank/alone-limit.ts';
import type { Book, Caller } from '../../bank/engine/book.ts';
import type { Rules } from '../../bank/engine/operation.ts';
import type { Transaction } from '../../bank/engine/rows.ts';
import { moveStock, stockMoveInput } from '../../bank/stock-move.ts';
import { findGift, toUndoMove, undoTransaction } from '../../bank/undo-gift.ts';
import { DEFAULT_LANGUAGE } from '../../messages/languages.ts';
import { type Text, t } from '../model/text.ts';
import { toLine } from '../model/translate.ts';

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
export function wordAction(action: StaffAction, gift: Transaction | null = null): Text {
  switch (action.action) {
    case 'adjust': {
      const who = { member: String(action.robloxUserId), teller: action.tellerId };
      return t(`second.${action.direction}`, who);
    }
    case 'move':
      return t('second.move', { from: action.from, to: action.to });
    case 'undo': {
      const { transactionId: id } = action;
      if (!gift) return t('second.undo', { id });
      const [giver, receiver] = [gift.robloxUserId, gift.otherRobloxUserId].map(String);
      return t('second.undo-between', { id, giver: giver ?? '', receiver: receiver ?? '' });
    }
    default:
      return action satisfies never;
  }
}

/** The same in English, for what is kept, and for the dashboard. */
export const describeAction = (action: StaffAction, gift: Transaction | null = null): string =>
  toLine(wordAction(action, gift), DEFAULT_LANGUAGE);

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
