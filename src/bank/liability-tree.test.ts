import { describe, expect, test } from 'bun:test';
import { createHash } from 'node:crypto';
import { findProofError, type Holder, rebuildTree } from '../../test/support/check-liabilities.ts';
import { EMPTY_ROOT, hashLeafId, makeSalt } from './engine/liability-hashes.ts';
import { proveHoldings } from './liability-paths.ts';
import { addHolding, createHoldings, plantTrees } from './liability-tree.ts';
import { proveMember } from './proof.ts';

const KEY = 'cd';
const SEQ = 7;
const pause = async (): Promise<void> => undefined;

type Held = readonly (readonly [owner: number | 'bank', asset: string, amount: bigint])[];

async function plant(held: Held) {
  const holdings = createHoldings();
  for (const [owner, asset, amount] of held) addHolding(holdings, owner, [asset, amount]);
  const tree = await plantTrees(holdings, (owner) => makeSalt(KEY, SEQ, owner), pause);
  return { ...tree, saltKey: KEY, head: { seq: SEQ, hash: '', headAt: 0 } };
}

/** The same, for the checker. */
function toHolders(held: Held): Holder[] {
  const owners = Map.groupBy(held, ([owner]) => owner);
  return [...owners].map(([owner, rows]) => {
    const sums = new Map<string, bigint>();
    for (const [, asset, amount] of rows) sums.set(asset, (sums.get(asset) ?? 0n) + amount);
    return { owner, salt: makeSalt(KEY, SEQ, owner), held: sums };
  });
}

/** Holdings that look random, and are the same each time. */
function manyHoldings(members: number): Held {
  const digit = (text: string): number => createHash('sha256').update(text).digest()[0] ?? 0;
  return Array.from({ length: members }, (_, at) => at + 1).flatMap((member): Held => {
    const assets = ['gems', 'pet/golden/-/-/Huge Cat', `pet/normal/-/-/Pet ${member % 5}`];
    return assets
      .filter((asset) => digit(`${member} ${asset}`) < 200)
      .map((asset) => [member, asset, BigInt(1 + digit(`${asset} ${member}`)) ** 3n] as const);
  });
}

describe('the tree of liabilities', () => {
  // Around the sixteen leaves that share a kept node, and the odd ones out above them.
  test.each([1, 2, 3, 15, 16, 17, 31, 32, 33, 48, 49, 255, 257, 1000])(
    'of %i members is what the contract says',
    async (members) => {
      const held = manyHoldings(members);
      const tree = await plant(held);
      const rebuilt = rebuildTree(toHolders(held));
      expect(tree.root).toBe(rebuilt.liabilitiesRoot ?? EMPTY_ROOT);
      const roots = tree.assets.map(
        ({ key, root: { hash, sum } }) => [key, { hash, sum: String(sum) }] as const,
      );
      expect(new Map(roots)).toEqual(rebuilt.roots);
      expect(tree.members).toBe(new Set(held.map(([owner]) => owner)).size);
      for (const { owner, held: owned } of toHolders(held)) {
        const proof = await proveMember(tree, Number(owner), pause);
        expect(findProofError(proof)).toBeUndefined();
        expect(new Map(proof.assets.map(({ key, amount }) => [key, BigInt(amount)]))).toEqual(new Map(owned));
      }
    },
  );

  test('adds up what an owner has in several places, and leaves out what comes to nothing', async () => {
    const tree = await plant([
      [1, 'gems', 5n],
      [2, 'gems', 7n],
      [1, 'gems', 6n],
      [2, 'gems', -7n],
    ]);
    expect(tree.members).toBe(1);
    expect(tree.assets.map(({ root }) => root.sum)).toEqual([11n]);
    expect((await proveMember(tree, 2, pause)).assets).toEqual([]);
  });

  test('is exact above 2^64', async () => {
    const held: Held = [
      [1, 'gems', 2n ** 63n],
      [2, 'gems', 2n ** 70n + 1n],
      ['bank', 'gems', 3n],
    ];
    const tree = await plant(held);
    expect(tree.root).toBe(rebuildTree(toHolders(held)).liabilitiesRoot ?? '');
    expect(tree.assets[0]?.root.sum).toBe(2n ** 63n + 2n ** 70n + 4n);
    expect((await proveMember(tree, 2, pause)).assets[0]?.amount).toBe(String(2n ** 70n + 1n));
  });

  test("does not count the bank's own leaf among members", async () => {
    const tree = await plant([
      ['bank', 'gems', 5n],
      [1, 'gems', 5n],
    ]);
    expect(tree.members).toBe(1);
    const bank = hashLeafId('bank', makeSalt(KEY, SEQ, 'bank'));
    expect((await proveHoldings(tree, bank, pause))[0]?.amount).toBe(5n);
  });

  test('of nothing has the root of no text', async () => {
    expect(await plant([])).toMatchObject({ root: EMPTY_ROOT, members: 0, assets: [] });
  });

  test('orders its assets by UTF-16 code units', async () => {
    const keys = ['pet/normal/-/-/\u{1f408}', 'pet/normal/-/-/\uff01', 'gems'];
    const tree = await plant(keys.map((key) => [1, key, 1n] as const));
    // By code points, the emoji would come last.
    expect(tree.assets.map(({ key }) => key)).toEqual([
      'gems',
      'pet/normal/-/-/\u{1f408}',
      'pet/normal/-/-/\uff01',
    ]);
  });
});

describe('a bank that lies is found', () => {
  const held: Held = manyHoldings(40);
  const of = async (liars: Held, member: number) => proveMember(await plant(liars), member, pause);
  const owned = (member: number) => toHolders(held).find(({ owner }) => owner === member)?.held ?? new Map();

  test('by the member whom it left out', async () => {
    const proof = await of(
      held.filter(([owner]) => owner !== 3),
      3,
    );
    expect(owned(3).size).toBeGreaterThan(0);
    expect(proof.assets).toEqual([]);
  });

  test('by the member of whose holdings it counts less', async () => {
    const proof = await of(
      held.map((row) => (row[0] === 3 ? [3, row[1], 1n] : row)),
      3,
    );
    const told = new Map(proof.assets.map(({ key, amount }) => [key, BigInt(amount)]));
    expect(told).not.toEqual(new Map(owned(3)));
  });

  test('by any member below a sum that it lowered', async () => {
    const proof = await of(held, 2);
    const changes = proof.assets.flatMap((asset, at) => [
      ...asset.path.map((_, step) => (copy: typeof proof) => {
        const node = copy.assets[at]?.path[step];
        if (node) node.sum = '0';
      }),
      (copy: typeof proof) => {
        const other = copy.assets[at];
        if (other) other.root.sum = '1';
      },
      (copy: typeof proof) => {
        const other = copy.assets[at];
        if (other) other.amount = String(BigInt(other.amount) + 1n);
      },
    ]);
    expect(changes.length).toBeGreaterThan(10);
    for (const change of changes) {
      const copy = structuredClone(proof);
      change(copy);
      expect(findProofError(copy)).toBeDefined();
    }
  });
});
