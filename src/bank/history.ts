import { z } from 'zod';
import { goodsAnswer, goodsToAnswer, rfc3339, robloxUserIdSchema, timeAnswer } from './engine/fields.ts';
import { holdingChange, memberAccount } from './engine/ledger.ts';
import type { Rules } from './engine/operation.ts';
import { amountsToGoods, GEMS, type Goods, type Pet, parseAssetKey } from './engine/pets.ts';
import { type Entry, HISTORY_KINDS, type Instant, type Transaction } from './engine/rows.ts';

export const transactionAnswer = z.object({
  id: z.string(),
  seq: z.int().min(1),
  kind: z.enum(HISTORY_KINDS),
  status: z.string(),
  ...goodsAnswer.shape,
  gave: goodsAnswer.optional().meta({
    description: 'Of a trade: what went out, while pets and gems came in.',
  }),
  tellerId: z.string().nullable(),
  withdrawalId: z.string().nullable(),
  otherRobloxUserId: robloxUserIdSchema
    .nullable()
    .meta({ description: 'Of a gift or a trade: the other member.' }),
  at: timeAnswer,
  hash: z.string(),
});

export const historyAnswer = z.object({
  transactions: z.array(transactionAnswer),
  nextCursor: z.string().nullable(),
});

/** A page of a member's history: `rows` hold up to one more than `limit`, if there is a next page. */
export const toHistoryPage = (
  rows: readonly Transaction[],
  { robloxUserId, limit }: { readonly robloxUserId: number; readonly limit: number },
): z.infer<typeof historyAnswer> =>
  toPage(rows, limit, (transaction) => transactionToAnswer(transaction, robloxUserId));

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
function transactionToAnswer(
  transaction: Transaction,
  robloxUserId: number,
): z.infer<typeof transactionAnswer>[] {
  const kind = HISTORY_KINDS.find((each) => each === transaction.kind);
  if (!kind) return [];
  const { id, seq, tellerId, withdrawalId, at, hash } = transaction;
  const { status, goods, gave, otherRobloxUserId } = viewOf(transaction, robloxUserId);
  return [
    {
      id,
      seq,
      kind,
      status,
      ...goodsToAnswer(goods),
      ...(gave ? { gave: goodsToAnswer(gave) } : {}),
      tellerId,
      withdrawalId,
      otherRobloxUserId,
      at: rfc3339(at),
      hash,
    },
  ];
}

/** A transaction as one of its members sees it. */
export interface TransactionView {
  readonly status: string;
  /** Of a trade, and of one that staff have undone: what came in. */
  readonly goods: Goods;
  /** What went out where something came in too. */
  readonly gave: Goods | null;
  readonly otherRobloxUserId: number | null;
}

/** What the transaction is to this member, where two may be in it. */
export function viewOf(transaction: Transaction, robloxUserId: number): TransactionView {
  const { kind, status, goods, entries, otherRobloxUserId } = transaction;
  if (otherRobloxUserId === null) return { status, goods, gave: null, otherRobloxUserId };
  const isFirst = transaction.robloxUserId === robloxUserId;
  const other = isFirst ? otherRobloxUserId : transaction.robloxUserId;
  const [cameIn, wentOut] = [
    sumEntries(entries, 'to', robloxUserId),
    sumEntries(entries, 'from', robloxUserId),
  ];
  const isBoth = [cameIn, wentOut].every(({ pets, gems }) => pets.length > 0 || gems > 0);
  return {
    status: kind !== 'transfer' ? status : isFirst ? 'sent' : 'received',
    goods: isBoth ? cameIn : goods,
    gave: isBoth ? wentOut : null,
    otherRobloxUserId: other,
  };
}

const sumEntries = (entries: readonly Entry[], side: 'from' | 'to', robloxUserId: number): Goods =>
  amountsToGoods(
    entries
      .filter((entry) => entry[side] === memberAccount(robloxUserId))
      .map(({ asset, amount }) => [asset, amount]),
  );

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
  now: { readonly robloxUserId: number; readonly gems: bigint; readonly worth: bigint },
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
      const change = holdingChange(entry, now.robloxUserId);
      if (entry.asset === GEMS) gems -= change;
      worth -= change * (pet === 'gems' ? 1n : BigInt(worthOfOne(pet, seq)));
    }
  }
  return points.reverse();
}
