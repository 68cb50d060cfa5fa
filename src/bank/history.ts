import { z } from 'zod';
import { goodsAnswer, goodsToAnswer, timeAnswer } from './engine/answers.ts';
import { rfc3339 } from './engine/operation.ts';
import { HISTORY_KINDS, type Transaction } from './engine/rows.ts';

export const transactionAnswer = z.object({
  id: z.string(),
  seq: z.int().min(1),
  kind: z.enum(HISTORY_KINDS),
  status: z.string(),
  ...goodsAnswer.shape,
  tellerId: z.string().nullable(),
  at: timeAnswer,
  hash: z.string(),
});
type TransactionAnswer = z.infer<typeof transactionAnswer>;

export const historyAnswer = z.object({
  transactions: z.array(transactionAnswer),
  nextCursor: z.string().nullable(),
});

/**
 * A page of a member's history: `rows` hold up to one more than `limit`, which shows whether there is a next
 * page.
 */
export function toHistoryPage(rows: readonly Transaction[], limit: number): z.infer<typeof historyAnswer> {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    transactions: page.flatMap(transactionToAnswer),
    nextCursor: rows.length > limit && last ? String(last.seq) : null,
  };
}

function transactionToAnswer(transaction: Transaction): TransactionAnswer[] {
  const kind = HISTORY_KINDS.find((each) => each === transaction.kind);
  if (!kind) return [];
  const { id, seq, status, tellerId, hash } = transaction;
  return [
    {
      id,
      seq,
      kind,
      status,
      ...goodsToAnswer(transaction.goods),
      tellerId,
      at: rfc3339(transaction.at),
      hash,
    },
  ];
}
