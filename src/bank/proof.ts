import { z } from 'zod';
import { createAliases } from './engine/aliases.ts';
import type { Reads } from './engine/book.ts';
import { assetAnswer, rfc3339, timeAnswer } from './engine/fields.ts';
import {
  type Amounts,
  type AssetKey,
  mapAssetId,
  parseAssetKey,
  sumAmounts,
  unpackAmounts,
} from './engine/pets.ts';

const sum = z.string().meta({ description: 'A whole number of any size, as decimal digits.' });
export const proofAnswer = z.object({
  seq: z.int().min(0),
  head: z.string(),
  at: timeAnswer,
  assets: z.array(z.object({ asset: assetAnswer, owed: sum, reported: sum.nullable() })),
  tellers: z.array(z.object({ id: z.string(), reportedAt: timeAnswer.nullable() })),
});

/**
 * What the bank owes beside what its tellers last reported, and the head of the log. What is owed is the
 * other side of their accounts: every transaction sums to zero, as `verify-ledger` proves. Names no member.
 */
export async function readProof(reads: Reads): Promise<z.infer<typeof proofAnswer>> {
  const [head, stock, tellers, reports] = await Promise.all([
    reads.head(),
    reads.tellerBalances(),
    reads.tellers(),
    reads.reports(),
  ]);
  // Read last: what a process is renaming just now counts under its new id, moved yet or not.
  const renaming = (await reads.aliases()).filter(({ status }) => status === 'renaming');
  const { newest } = createAliases(renaming, 0);
  const rename = (key: AssetKey): AssetKey => mapAssetId(key, newest);
  const owed = sumAmounts(stock.map(({ asset, amount }) => [rename(asset), -amount] as const));
  const reported: Amounts = new Map();
  for (const { amounts } of reports)
    for (const [key, amount] of unpackAmounts(amounts)) sumAmounts([[rename(key), amount]], reported);
  return {
    seq: head.seq,
    head: head.hash,
    at: rfc3339(head.headAt),
    assets: [...new Set([...owed.keys(), ...reported.keys()])].sort().map((key) => ({
      asset: parseAssetKey(key),
      owed: String(owed.get(key) ?? 0n),
      reported: reports.length > 0 ? String(reported.get(key) ?? 0n) : null,
    })),
    tellers: tellers.map(({ id, report }) => ({ id, reportedAt: report && rfc3339(report.receivedAt) })),
  };
}
