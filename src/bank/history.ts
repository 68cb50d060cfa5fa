import { z } from 'zod';
import { goodsAnswer, goodsToAnswer, rfc3339, timeAnswer } from './engine/fields.ts';
import { holdingChange } from './engine/ledger.ts';
import type { Rules } from './engine/operation.ts';
import { GEMS, type Pet, parseAssetKey } from './engine/pets.ts';
import { HISTORY_KINDS, type Instant, type Transaction } from './engine/rows.ts';

export const transactionAnswer = z.object({
  id: z.string(),
  seq: z.int().min(1),
  kind: z.enum(HISTORY_KINDS),
  status: z.string(),
  ...goodsAnswer.shape,
  tellerId: z.string().nullable(),
  withdrawalId: z.string().nullable(),
  at: timeAnswer,
  hash: z.string(),
});

export const historyAnswer = z.object({
  transactions: z.array(transactionAnswer),
  nextCursor: z.string().nullable(),
});

/** A page of a member's history: `rows` hold up to one more than `limit`, if there is a next page. */
export const toHistoryPage = (rows: readonly Transaction[], limit: number): z.infer<typeof historyAnswer> =>
  toPage(rows, limit, transactionToAnswer);

/** A page of transactions: `rows` hold up to one more than `limit`, if there is a next page. */
export function toPage<T>(
  rows: readonly Transaction[],
  limit: number,
  toAnswer: (transaction: Transaction) => T | readonly T[],
): { transactions: T[]; nextCursor: string | null } {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const nextCursor = rows.length > limit && last ? String(last.seq) : null;
  return { transactions: page.flatMap(toAnswer), nextCursor };
}

/** Empty for a kind that members don't see. */
function transactionToAnswer(transaction: Transaction): z.infer<typeof transactionAnswer>[] {
  const kind = HISTORY_KINDS.find((each) => each === transaction.kind);
  if (!kind) return [];
  const { id, seq, status, goods, tellerId, withdrawalId, at, hash } = transaction;
  return [{ id, seq, kind, status, ...goodsToAnswer(goods), tellerId, withdrawalId, at: rfc3339(at), hash }];
}

/** A member's gems after a transaction, reserved ones included, and the worth of all at today's values. */
export interface BalancePoint {
  readonly at: Instant;
  readonly gems: bigint;
  readonly value: bigint;
}

/**
 * A member's balance after each of these transactions of theirs, oldest first, computed backwards from what
 * they hold now. `transactions` are the newest ones, newest first, with none left out.
 */
export function computeBalanceHistory(
  transactions: readonly Transaction[],
  now: { readonly gems: bigint; readonly worth: bigint },
  { catalogue, aliases }: Pick<Rules, 'catalogue' | 'aliases'>,
): BalancePoint[] {
  // What a pet was called then is worth what it is worth now.
  const worthOfOne = (pet: Pet, seq: number): number =>
    catalogue.value({ ...pet, id: aliases.idsSince(pet.id, seq).at(-1) ?? pet.id }) ?? 0;
  let { gems, worth } = now;
  const points: BalancePoint[] = [];
  for (const { at, seq, entries } of transactions) {
    points.push({ at, gems, value: worth });
    for (const entry of entries) {
      const pet = parseAssetKey(entry.asset);
      const change = holdingChange(entry);
      if (entry.asset === GEMS) gems -= change;
      worth -= change * (pet === 'gems' ? 1n : BigInt(worthOfOne(pet, seq)));
    }
  }
  return points.reverse();
}
