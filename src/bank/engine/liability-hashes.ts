import { createHmac } from 'node:crypto';
import type { AssetKey } from './pets.ts';
import { sha256 } from './sha256.ts';

/* The hashes of the tree of liabilities, as docs/PROOF.md writes them: anyone can make them again. */

/** A node of an asset's tree: what is owed below it, and a hash that fixes all of it. */
export interface SumNode {
  readonly hash: string;
  readonly sum: bigint;
}

/** A member by Roblox id, or `bank` for what belongs to nobody. */
export type LeafOwner = number | 'bank';

/** Hides whose leaf it is: new for each owner and snapshot, and whoever has the key can make it again. */
export const makeSalt = (saltKey: string, seq: number, owner: LeafOwner): string =>
  createHmac('sha256', saltKey).update(`${seq}\n${owner}`).digest('hex');

export const hashLeafId = (owner: LeafOwner, salt: string): string => sha256(`leaf-id\n${owner}\n${salt}`);

export const makeLeaf = (id: string, amount: bigint): SumNode => ({
  hash: sha256(`leaf\n${id}\n${amount}`),
  sum: amount,
});

export const joinSums = (left: SumNode, right: SumNode): SumNode => ({
  hash: sha256(`node\n${left.hash}\n${left.sum}\n${right.hash}\n${right.sum}`),
  sum: left.sum + right.sum,
});

/** An asset's leaf in the tree of assets. */
export const hashAsset = (key: AssetKey, root: SumNode): string =>
  sha256(`asset\n${key}\n${root.hash}\n${root.sum}`);

export const joinHashes = (left: string, right: string): string => sha256(`node\n${left}\n${right}`);

/** The root of a tree without leaves. */
export const EMPTY_ROOT = sha256('');
