import { z } from 'zod';
import type { Reads } from './engine/book.ts';
import { assetAnswer, rfc3339, robloxUserIdSchema, timeAnswer } from './engine/fields.ts';
import { EMPTY_ROOT, type SumNode } from './engine/liability-hashes.ts';
import { type Amounts, parseAssetKey, sumAmounts, unpackAmounts } from './engine/pets.ts';
import { identifyLeaf, type Liabilities } from './liabilities.ts';
import { readRename } from './liability-holdings.ts';
import { proveHoldings } from './liability-paths.ts';
import type { Pause } from './liability-tree.ts';

const sum = z.string().meta({ description: 'A whole number of any size, as decimal digits.' });
const hash = z.string().meta({ description: 'SHA-256, as lower-case hexadecimal digits.' });
const root = z
  .object({ hash, sum })
  .meta({ description: "The root of the asset's tree. Nothing owed: no tree, and the hash of no text." });

export const proofAnswer = z.object({
  seq: z.int().min(0),
  head: z.string(),
  at: timeAnswer,
  liabilitiesRoot: hash,
  members: z.int().min(0).meta({ description: 'How many members have a leaf in a tree.' }),
  assets: z.array(z.object({ asset: assetAnswer, owed: sum, reported: sum.nullable(), root })),
  tellers: z.array(z.object({ id: z.string(), reportedAt: timeAnswer.nullable() })),
});

/**
 * What the bank owes as of a snapshot, beside what its tellers last reported, the head of the log at the
 * snapshot, and the root of the tree of liabilities. Names no member.
 */
export async function readProof(
  reads: Reads,
  liabilities: Liabilities,
): Promise<z.infer<typeof proofAnswer>> {
  const [tellers, reports, rename] = await Promise.all([reads.tellers(), reads.reports(), readRename(reads)]);
  const reported: Amounts = new Map();
  for (const { amounts } of reports)
    for (const [key, amount] of unpackAmounts(amounts)) sumAmounts([[rename(key), amount]], reported);
  const roots = new Map(liabilities.assets.map(({ key, root }) => [key, root]));
  return {
    ...describeSnapshot(liabilities),
    head: liabilities.head.hash,
    members: liabilities.members,
    assets: [...new Set([...roots.keys(), ...reported.keys()])].sort().map((key) => {
      const root = roots.get(key) ?? { hash: EMPTY_ROOT, sum: 0n };
      return {
        asset: parseAssetKey(key),
        owed: String(root.sum),
        reported: reports.length > 0 ? String(reported.get(key) ?? 0n) : null,
        root: nodeToAnswer(root),
      };
    }),
    tellers: tellers.map(({ id, report }) => ({ id, reportedAt: report && rfc3339(report.receivedAt) })),
  };
}

const describeSnapshot = ({ root, head }: Liabilities) => ({
  seq: head.seq,
  at: rfc3339(head.headAt),
  liabilitiesRoot: root,
});

const nodeToAnswer = ({ hash, sum }: SumNode) => ({ hash, sum: String(sum) });

const side = z.enum(['left', 'right']).meta({ description: 'The side on which the sibling stands.' });

export const memberProofAnswer = z.object({
  seq: z.int().min(0),
  at: timeAnswer,
  liabilitiesRoot: hash,
  robloxUserId: robloxUserIdSchema,
  salt: z.string(),
  assets: z.array(
    z.object({
      asset: assetAnswer,
      key: z.string().meta({ description: "The asset's name in hashes." }),
      amount: sum,
      path: z.array(z.object({ side, hash, sum })).meta({ description: 'From the leaf up to `root`.' }),
      root: z.object({ hash, sum }),
      top: z.array(z.object({ side, hash })).meta({ description: 'From there up to `liabilitiesRoot`.' }),
    }),
  ),
});
export type MemberProof = z.infer<typeof memberProofAnswer>;

/** The last snapshot of what the bank owes, for who shows it. Both wait for one where there is none yet. */
export interface LiabilityReads {
  current(): Promise<Liabilities>;
  prove(robloxUserId: number): Promise<MemberProof>;
}

/** That a member's holdings are counted in a snapshot; empty for one who isn't in it. */
export async function proveMember(
  liabilities: Liabilities,
  robloxUserId: number,
  pause: Pause,
): Promise<MemberProof> {
  const { salt, id } = identifyLeaf(liabilities, robloxUserId);
  const proofs = await proveHoldings(liabilities, id, pause);
  return {
    ...describeSnapshot(liabilities),
    robloxUserId,
    salt,
    assets: proofs.map(({ key, amount, path, root, top }) => ({
      asset: parseAssetKey(key),
      key,
      amount: String(amount),
      path: path.map(({ side, ...node }) => ({ side, ...nodeToAnswer(node) })),
      root: nodeToAnswer(root),
      top: [...top],
    })),
  };
}
