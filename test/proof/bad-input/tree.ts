import type { SchemaNode } from './document.ts';

/**
 * JSON as it will be written, letter for letter, so that it can say what no JavaScript value can: 1e400, a
 * key that comes twice, `__proto__`. Each part keeps the schema it was made by, to be broken by.
 */
export type Tree =
  | { readonly kind: 'text'; readonly text: string; readonly by?: SchemaNode }
  | { readonly kind: 'list'; readonly items: readonly Tree[]; readonly by?: SchemaNode }
  | {
      readonly kind: 'fields';
      readonly fields: readonly (readonly [name: string, value: Tree])[];
      readonly by?: SchemaNode;
    };

export function writeTree(tree: Tree): string {
  switch (tree.kind) {
    case 'text':
      return tree.text;
    case 'list':
      return `[${tree.items.map(writeTree).join(',')}]`;
    case 'fields':
      return `{${tree.fields.map(([name, value]) => `${JSON.stringify(name)}:${writeTree(value)}`).join(',')}}`;
    default:
      return tree satisfies never;
  }
}

/** How many nodes the tree has, itself counted. */
export function countNodes(tree: Tree): number {
  return 1 + childrenOf(tree).reduce((sum, child) => sum + countNodes(child), 0);
}

/** The tree with its part number `at` (0 is the root, then in the order of writing) replaced. */
export function replacePart(tree: Tree, at: number, replace: (part: Tree) => Tree): Tree {
  if (at === 0) return replace(tree);
  let from = 1;
  const inChild = (child: Tree): Tree => {
    const first = from;
    from += countNodes(child);
    return at >= first && at < from ? replacePart(child, at - first, replace) : child;
  };
  switch (tree.kind) {
    case 'text':
      return tree;
    case 'list':
      return { ...tree, items: tree.items.map(inChild) };
    case 'fields':
      return { ...tree, fields: tree.fields.map(([name, value]) => [name, inChild(value)] as const) };
    default:
      return tree satisfies never;
  }
}

function childrenOf(tree: Tree): readonly Tree[] {
  switch (tree.kind) {
    case 'text':
      return [];
    case 'list':
      return tree.items;
    case 'fields':
      return tree.fields.map(([, value]) => value);
    default:
      return tree satisfies never;
  }
}
