import { createHash } from 'node:crypto';

/*
 * A checker of proofs that knows nothing of the bank's code: it follows the contract's text alone, and is
 * plainer and slower than the bank.
 */

const H = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

interface Proof {
  readonly liabilitiesRoot: string;
  readonly robloxUserId: number;
  readonly salt: string;
  readonly assets: readonly {
    readonly key: string;
    readonly amount: string;
    readonly path: readonly { readonly side: string; readonly hash: string; readonly sum: string }[];
    readonly root: { readonly hash: string; readonly sum: string };
    readonly top: readonly { readonly side: string; readonly hash: string }[];
  }[];
}

/** What is wrong with a member's proof; undefined where it holds. */
export function findProofError(proof: Proof): string | undefined {
  const id = H(`leaf-id\n${proof.robloxUserId}\n${proof.salt}`);
  for (const { key, amount, path, root, top } of proof.assets) {
    if (![amount, ...path.map(({ sum }) => sum)].every((sum) => /^\d+$/.test(sum)))
      return `${key}: a sum is no amount`;
    const [hash, sum] = path.reduce<Node>(
      ([below, own], { side, hash: sibling, sum: other }) => [
        side === 'left'
          ? H(`node\n${sibling}\n${other}\n${below}\n${own}`)
          : H(`node\n${below}\n${own}\n${sibling}\n${other}`),
        own + BigInt(other),
      ],
      [H(`leaf\n${id}\n${amount}`), BigInt(amount)],
    );
    if (hash !== root.hash || String(sum) !== root.sum) return `${key}: the path does not lead to the root`;
    const above = top.reduce(
      (below, { side, hash: sibling }) =>
        side === 'left' ? H(`node\n${sibling}\n${below}`) : H(`node\n${below}\n${sibling}`),
      H(`asset\n${key}\n${root.hash}\n${root.sum}`),
    );
    if (above !== proof.liabilitiesRoot) return `${key}: it is not below liabilitiesRoot`;
  }
  return undefined;
}

type Node = readonly [hash: string, sum: bigint];

function climb<T>(nodes: readonly T[], join: (left: T, right: T) => T): T | undefined {
  let level = [...nodes];
  while (level.length > 1) {
    const next: T[] = [];
    for (let at = 0; at < level.length; at += 2) {
      const left = level[at];
      const right = level[at + 1];
      if (left !== undefined) next.push(right === undefined ? left : join(left, right));
    }
    level = next;
  }
  return level[0];
}

/** A leaf: whose, their salt, and what they hold of each asset by its key. */
export interface Holder {
  readonly owner: number | 'bank';
  readonly salt: string;
  readonly held: ReadonlyMap<string, bigint>;
}

/** The whole tree again: each asset's root by its key, and the root of all. */
export function rebuildTree(holders: readonly Holder[]) {
  const leaves = holders
    .map(({ owner, salt, held }) => ({ id: H(`leaf-id\n${owner}\n${salt}`), held }))
    .sort((one, other) => (one.id < other.id ? -1 : 1));
  const keys = [...new Set(holders.flatMap(({ held }) => [...held.keys()]))].sort();
  const roots = new Map<string, { hash: string; sum: string }>();
  for (const key of keys) {
    const nodes = leaves.flatMap(({ id, held }): Node[] => {
      const amount = held.get(key) ?? 0n;
      return amount === 0n ? [] : [[H(`leaf\n${id}\n${amount}`), amount]];
    });
    const root = climb<Node>(nodes, ([left, one], [right, other]) => [
      H(`node\n${left}\n${one}\n${right}\n${other}`),
      one + other,
    ]);
    if (root) roots.set(key, { hash: root[0], sum: String(root[1]) });
  }
  return { roots, liabilitiesRoot: joinRoots(roots) };
}

/** The root of all, from each asset's root by its key. */
export function joinRoots(roots: ReadonlyMap<string, { hash: string; sum: string }>): string | undefined {
  const leaves = [...roots]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, { hash, sum }]) => H(`asset\n${key}\n${hash}\n${sum}`));
  return climb(leaves, (left, right) => H(`node\n${left}\n${right}`));
}
