import { findPlace, type HashList } from './engine/compact-lists.ts';
import { joinSums, type SumNode } from './engine/liability-hashes.ts';
import type { AssetKey } from './engine/pets.ts';
import {
  type AssetTree,
  buildUp,
  GROUP,
  type LiabilityTree,
  makeLeaves,
  nodeAt,
  type Pause,
} from './liability-tree.ts';

/** A sibling on the way up, and the side on which it stands. */
type PathStep<Node> = Node & { readonly side: 'left' | 'right' };

/** A leaf in an asset's tree: its amount, and the siblings on the way up to the root. */
export interface AssetProof {
  readonly key: AssetKey;
  readonly amount: bigint;
  readonly path: readonly PathStep<SumNode>[];
  readonly root: SumNode;
  readonly top: readonly PathStep<{ readonly hash: string }>[];
}

/** The proofs of every asset of which this leaf holds some. */
export async function proveHoldings(tree: LiabilityTree, id: string, pause: Pause): Promise<AssetProof[]> {
  const { ids, assets } = tree;
  const rank = findPlace(ids.length(), (at) => (ids.at(at) < id ? -1 : 0));
  if (rank === ids.length() || ids.at(rank) !== id) return [];
  const proofs: AssetProof[] = [];
  for (const [place, asset] of assets.entries()) {
    const leaf = findPlace(asset.ranks.length(), (at) => asset.ranks.at(at) - rank);
    if (leaf === asset.ranks.length() || asset.ranks.at(leaf) !== rank) continue;
    const { key, root } = asset;
    const top = listSiblings(tree.levels, place, (level, at) => wrap(level[at]));
    proofs.push({ key, amount: asset.amounts.at(leaf), path: findPath(asset, ids, leaf), root, top });
    await pause();
  }
  return proofs;
}

const wrap = (hash: string | undefined) => (hash === undefined ? undefined : { hash });

function findPath(asset: AssetTree, ids: HashList, leaf: number): PathStep<SumNode>[] {
  const group = Math.floor(leaf / GROUP);
  const below = buildUp(makeLeaves({ ids, ...asset }, group * GROUP), joinSums);
  return [
    ...listSiblings(below, leaf % GROUP, (level, at) => level[at]),
    ...listSiblings(asset.levels, group, (level, at) =>
      at < level.sums.length() ? nodeAt(level, at) : undefined,
    ),
  ];
}

/** The siblings of a node and of those above it, up to the root. */
function listSiblings<Level, Node extends object>(
  levels: readonly Level[],
  place: number,
  at: (level: Level, place: number) => Node | undefined,
): PathStep<Node>[] {
  return levels.flatMap((level, height): PathStep<Node>[] => {
    const own = place >> height;
    const node = at(level, own ^ 1);
    return node ? [{ side: own % 2 === 0 ? 'right' : 'left', ...node }] : [];
  });
}
