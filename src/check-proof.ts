import * as z from 'zod/mini';
import { sha256 } from './sha256.ts';

/*
 * Checks a member's proof with nothing of the bank's: the page in the browser and the command line run this.
 * docs/PROOF.md says what is hashed.
 */

const hash = z.string().check(z.regex(/^[0-9a-f]{64}$/, 'is not a hash'));
const amount = z.string().check(z.regex(/^(?:0|[1-9]\d*)$/, 'is not an amount'));
const side = z.enum(['left', 'right']);

/** What `GET /user/{id}/proof` answers; of fields that are not checked, only what is shown. */
export const proofFile = z.object({
  seq: z.number(),
  at: z.string(),
  liabilitiesRoot: hash,
  robloxUserId: z.number(),
  salt: z.string(),
  assets: z.array(
    z.object({
      key: z.string(),
      amount,
      path: z.array(z.object({ side, hash, sum: amount })),
      root: z.object({ hash, sum: amount }),
      top: z.array(z.object({ side, hash })),
    }),
  ),
});
export type ProofFile = z.infer<typeof proofFile>;

/** Returns what is wrong with the proof, in words for people; undefined where it holds. */
export async function findProofError(proof: ProofFile): Promise<string | undefined> {
  const id = await sha256(`leaf-id\n${proof.robloxUserId}\n${proof.salt}`);
  for (const asset of proof.assets) {
    const { key, root } = asset;
    const climbed = await climb(id, asset);
    if (climbed.hash !== root.hash || climbed.sum !== BigInt(root.sum))
      return `${key}: what is written for you is not counted in what the bank says it owes`;
    if ((await climbTop(asset)) !== proof.liabilitiesRoot)
      return `${key}: the sum of all members is not the one that the bank has published`;
  }
  return undefined;
}

type Asset = ProofFile['assets'][number];

/** From the leaf to the root of the asset's tree. */
async function climb(id: string, { amount, path }: Asset): Promise<{ hash: string; sum: bigint }> {
  let hash = await sha256(`leaf\n${id}\n${amount}`);
  let sum = BigInt(amount);
  for (const sibling of path) {
    const own = `${hash}\n${sum}`;
    const other = `${sibling.hash}\n${sibling.sum}`;
    hash = await sha256(sibling.side === 'left' ? `node\n${other}\n${own}` : `node\n${own}\n${other}`);
    sum += BigInt(sibling.sum);
  }
  return { hash, sum };
}

/** From the asset to the root of all. */
async function climbTop({ key, root, top }: Asset): Promise<string> {
  let hash = await sha256(`asset\n${key}\n${root.hash}\n${root.sum}`);
  for (const { side, hash: sibling } of top)
    hash = await sha256(side === 'left' ? `node\n${sibling}\n${hash}` : `node\n${hash}\n${sibling}`);
  return hash;
}
