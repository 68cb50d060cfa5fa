import { assert } from './engine/assert.ts';
import {
  type AmountList,
  createAmountList,
  createHashList,
  createIndexList,
  type HashList,
  type IndexList,
} from './engine/compact-lists.ts';
import {
  EMPTY_ROOT,
  hashAsset,
  hashLeafId,
  joinHashes,
  joinSums,
  type LeafOwner,
  makeLeaf,
  type SumNode,
} from './engine/liability-hashes.ts';
import type { AssetKey } from './engine/pets.ts';

/** Awaited between small pieces of work, so that requests come between. */
export type Pause = () => Promise<void>;

/** What everyone holds, gathered in any order: the same owner and asset may come several times. */
export interface Holdings {
  readonly owners: Map<LeafOwner, number>;
  readonly columns: Map<AssetKey, Column>;
}
interface Column {
  /** Each owner's place in `owners`. */
  readonly owners: IndexList;
  readonly amounts: AmountList;
}

export const createHoldings = (): Holdings => ({ owners: new Map(), columns: new Map() });

export function addHolding({ owners, columns }: Holdings, owner: LeafOwner, held: [AssetKey, bigint]): void {
  const [asset, amount] = held;
  const place = owners.get(owner) ?? owners.size;
  owners.set(owner, place);
  const column = columns.get(asset) ?? { owners: createIndexList(), amounts: createAmountList() };
  columns.set(asset, column);
  column.owners.push(place);
  column.amounts.push(amount);
}

/** The trees of all assets, and the tree over them. */
export interface LiabilityTree {
  readonly root: string;
  /** How many members have a leaf. */
  readonly members: number;
  /** In the order of their keys. */
  readonly assets: readonly AssetTree[];
  /** The leaves' ids, in order. */
  readonly ids: HashList;
  /** The tree over the assets, from its leaves up. */
  readonly levels: readonly (readonly string[])[];
}

/**
 * One asset's tree, in few bytes: the lowest nodes aren't kept but made again, sixteen leaves at a time. Who
 * has a leaf is known by the rank of its id among all.
 */
export interface AssetTree {
  readonly key: AssetKey;
  readonly root: SumNode;
  readonly ranks: IndexList;
  readonly amounts: AmountList;
  /** Nodes over sixteen leaves each, and those above. */
  readonly levels: readonly NodeList[];
}
interface NodeList {
  readonly hashes: HashList;
  readonly sums: AmountList;
}

/** How many leaves the lowest nodes that are kept stand over. */
export const GROUP = 16;
/** After how many leaves there is a pause. */
const PIECE = 256;

/** Plants the trees of what everyone holds. Each owner's leaf has an id of its own. */
export async function plantTrees(
  { owners, columns }: Holdings,
  saltOf: (owner: LeafOwner) => string,
  pause: Pause,
): Promise<LiabilityTree> {
  const { ids, ranks } = await rankOwners([...owners.keys()], saltOf, pause);
  const hasLeaf = new Uint8Array(ids.length());
  const assets: AssetTree[] = [];
  for (const key of [...columns.keys()].sort()) {
    const column = columns.get(key);
    // Freed one by one: both forms of all of it at once would take twice the memory.
    columns.delete(key);
    const leaves = column && (await sortLeaves(column, ranks, pause));
    if (!leaves || leaves.ranks.length() === 0) continue;
    for (let leaf = 0; leaf < leaves.ranks.length(); leaf += 1) hasLeaf[leaves.ranks.at(leaf)] = 1;
    assets.push(await plantTree(key, { ids, ...leaves }, pause));
  }
  const bank = owners.get('bank');
  if (bank !== undefined) hasLeaf[ranks[bank] ?? 0] = 0;
  const levels = buildUp(
    assets.map(({ key, root }) => hashAsset(key, root)),
    joinHashes,
  );
  const members = hasLeaf.reduce((sum, has) => sum + has, 0);
  return { root: levels.at(-1)?.[0] ?? EMPTY_ROOT, members, assets, ids, levels };
}

/** How many parts the owners are sorted in, each of which blocks for a moment: by the first two digits. */
const PARTS = 256;
const FIRST_DIGITS = 2;

async function rankOwners(owners: readonly LeafOwner[], saltOf: (owner: LeafOwner) => string, pause: Pause) {
  const parts = Array.from({ length: PARTS }, (): { id: string; place: number }[] => []);
  for (const [place, owner] of owners.entries()) {
    const id = hashLeafId(owner, saltOf(owner));
    parts[Number.parseInt(id.slice(0, FIRST_DIGITS), 16)]?.push({ id, place });
    if (place % PIECE === 0) await pause();
  }
  const ids = createHashList();
  const ranks = new Uint32Array(owners.length);
  for (const part of parts) {
    for (const { id, place } of part.sort((one, other) => (one.id < other.id ? -1 : 1))) {
      ranks[place] = ids.length();
      ids.push(id);
    }
    await pause();
  }
  return { ids, ranks };
}

/** A rank and a place in the column, as one number: sorting numbers is what engines do best. */
const PLACES = 2 ** 26;

/** The column in the order of the leaves, an owner's amounts added up, without what comes to nothing. */
async function sortLeaves(column: Column, ranks: Uint32Array, pause: Pause) {
  const length = column.owners.length();
  assert(length <= PLACES, 'an asset has fewer holders than there are places');
  const order = new Float64Array(length);
  for (let place = 0; place < length; place += 1) {
    order[place] = (ranks[column.owners.at(place)] ?? 0) * PLACES + place;
  }
  order.sort();
  await pause();
  const leaves = { ranks: createIndexList(), amounts: createAmountList() };
  let amount = 0n;
  for (let at = 0; at < length; at += 1) {
    const packed = order[at] ?? 0;
    const rank = Math.floor(packed / PLACES);
    amount += column.amounts.at(packed % PLACES);
    if (Math.floor((order[at + 1] ?? -1) / PLACES) !== rank) {
      assert(amount >= 0n, 'nobody holds less than nothing');
      if (amount > 0n) {
        leaves.ranks.push(rank);
        leaves.amounts.push(amount);
      }
      amount = 0n;
    }
    if (at % PIECE === 0) await pause();
  }
  return leaves;
}

type Leaves = Pick<AssetTree, 'ranks' | 'amounts'> & Pick<LiabilityTree, 'ids'>;

async function plantTree(key: AssetKey, leaves: Leaves, pause: Pause): Promise<AssetTree> {
  const groups = createNodeList();
  for (let first = 0; first < leaves.ranks.length(); first += GROUP) {
    pushNode(groups, rootOf(buildUp(makeLeaves(leaves, first), joinSums)));
    if (first % PIECE === 0) await pause();
  }
  const levels = [groups];
  for (let below = groups; below.sums.length() > 1; ) {
    const level = createNodeList();
    for (let left = 0; left < below.sums.length(); left += 2) {
      const node = nodeAt(below, left);
      pushNode(level, left + 1 < below.sums.length() ? joinSums(node, nodeAt(below, left + 1)) : node);
    }
    await pause();
    levels.push(level);
    below = level;
  }
  const { ranks, amounts } = leaves;
  return { key, root: nodeAt(levels.at(-1) ?? groups, 0), ranks, amounts, levels };
}

const createNodeList = (): NodeList => ({ hashes: createHashList(), sums: createAmountList() });
export const nodeAt = ({ hashes, sums }: NodeList, at: number): SumNode => ({
  hash: hashes.at(at),
  sum: sums.at(at),
});
function pushNode({ hashes, sums }: NodeList, { hash, sum }: SumNode): void {
  hashes.push(hash);
  sums.push(sum);
}

/** Up to sixteen leaves, from the first on. */
export function makeLeaves({ ids, ranks, amounts }: Leaves, first: number): SumNode[] {
  const count = Math.min(GROUP, ranks.length() - first);
  return Array.from({ length: count }, (_, at) =>
    makeLeaf(ids.at(ranks.at(first + at)), amounts.at(first + at)),
  );
}

/** Every level of a tree, from its leaves up to its root. An odd one out goes up as it is. */
export function buildUp<Node>(leaves: readonly Node[], join: (left: Node, right: Node) => Node): Node[][] {
  const levels = [[...leaves]];
  for (let below = levels[0] ?? []; below.length > 1; ) {
    const level: Node[] = [];
    for (let left = 0; left < below.length; left += 2) {
      const [one, other] = below.slice(left, left + 2);
      if (one !== undefined) level.push(other === undefined ? one : join(one, other));
    }
    levels.push(level);
    below = level;
  }
  return levels;
}

const rootOf = (levels: readonly (readonly SumNode[])[]): SumNode => {
  const root = levels.at(-1)?.[0];
  assert(root !== undefined, 'a tree has a leaf');
  return root;
};
