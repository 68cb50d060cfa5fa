import type { Dice } from '../dice.ts';
import { ODD_BODIES, ODD_NAMES, ODD_VALUES } from './odd.ts';
import { countNodes, replacePart, type Tree, writeTree } from './tree.ts';

type Break = (part: Tree, dice: Dice) => Tree;

const text = (value: string): Tree => ({ kind: 'text', text: value });
const oddValue = (dice: Dice): Tree => text(dice.pick(ODD_VALUES));

/**
 * A body that was right, with one or two things done to it. Some of what comes out is still right: the
 * document says which.
 */
export function breakBody(
  right: Tree,
  { number, largest }: { readonly number: number; readonly largest: number },
  dice: Dice,
): string | Uint8Array {
  const listed = number % 2 === 0 ? ODD_BODIES[number / 2] : undefined;
  if (listed) return listed(writeTree(right), largest);
  if (dice.onceIn(6)) return dice.pick(ODD_BODIES)(writeTree(right), largest);
  const once = breakPart(right, dice);
  return writeTree(dice.onceIn(4) ? breakPart(once, dice) : once);
}

function breakPart(tree: Tree, dice: Dice): Tree {
  const change = dice.pick<Break>([oddly, atBounds, atBounds, atField, atField]);
  return replacePart(tree, dice.below(countNodes(tree)), (part) => change(part, dice));
}

const oddly: Break = (_part, dice) => oddValue(dice);

/** At the declared bounds of the part, and just beyond. */
const atBounds: Break = (part, dice) => {
  switch (part.kind) {
    case 'text':
      return part.by?.type === 'integer' ? boundOfInteger(part, dice) : boundOfText(part, dice);
    case 'list':
      return boundOfList(part, dice);
    case 'fields':
      return atField(part, dice);
    default:
      return part satisfies never;
  }
};

function boundOfInteger({ by }: Tree, dice: Dice): Tree {
  const { minimum = 0, maximum = 0 } = by ?? {};
  const near = [minimum - 1, minimum, minimum + 1, maximum - 1, maximum, maximum + 1];
  const whole = near[dice.below(near.length)] ?? 0;
  const written = [
    `${whole}`,
    `${whole}.0`,
    `${whole}.5`,
    `"${whole}"`,
    `[${whole}]`,
    `${whole}e0`,
    `${whole}e1`,
  ];
  return { ...text(written[dice.below(dice.onceIn(2) ? 1 : written.length)] ?? ''), ...(by && { by }) };
}

function boundOfText(part: Tree & { readonly kind: 'text' }, dice: Dice): Tree {
  const { by } = part;
  const letters = part.text.startsWith('"') ? String(JSON.parse(part.text)) : part.text;
  const longest = by?.maxLength ?? longestOf(by?.pattern);
  const lengths = [0, 1, 2, by?.minLength ?? 3, longest - 1, longest, longest + 1];
  const near = [
    ...lengths.map((length) => letters.padEnd(length, letters.at(-1) ?? 'a').slice(0, Math.max(0, length))),
    ...[`${letters} `, ` ${letters}`, `${letters}\n`, `\n${letters}`, `${letters}\u0000`, `${letters}\u200b`],
    ...[
      letters.toUpperCase(),
      letters.slice(1),
      `${letters}😀`,
      `${letters}\ud800`,
      letters.replace(/./, '_'),
    ],
    ...[`${letters}${letters}`, '😀'.repeat(longest), letters.normalize('NFD'), letters.replaceAll('0', '٠')],
  ];
  return { ...text(JSON.stringify(near[dice.below(near.length)] ?? '')), ...(by && { by }) };
}

/** How often a pattern's last count lets something come: mostly the longest text that it matches. */
function longestOf(pattern = ''): number {
  return Number(/,(\d+)\}(?!.*,\d+\})/.exec(pattern)?.[1] ?? 20);
}

/** How many letters a list may grow to: a report's, of an odd part, would be longer than any text can be. */
const MOST_LETTERS = 16 * 2 ** 20;

function boundOfList(part: Tree & { readonly kind: 'list' }, dice: Dice): Tree {
  const first = part.items[0] ?? oddValue(dice);
  const longest = part.by?.maxItems ?? 10;
  const length = dice.pick([0, 1, 2, longest - 1, longest, longest + 1, longest * 3]);
  const most = Math.ceil(MOST_LETTERS / writeTree(first).length);
  const items = Array.from({ length: Math.min(length, most) }, (_, at) => part.items[at] ?? first);
  return { ...part, items };
}

/** Drops a field, adds one, gives one twice, spells one otherwise. */
const atField: Break = (part, dice) => {
  if (part.kind !== 'fields') return oddly(part, dice);
  const { fields } = part;
  const at = dice.below(Math.max(1, fields.length));
  const [name, value] = fields[at] ?? ['x', oddValue(dice)];
  const change = dice.pick(['drop', 'add', 'twice', 'before', 'after', 'rename', 'proto']);
  switch (change) {
    case 'drop':
      return { ...part, fields: fields.toSpliced(at, 1) };
    case 'add':
      return { ...part, fields: fields.toSpliced(at, 0, [dice.pick(ODD_NAMES), oddValue(dice)]) };
    case 'twice':
      return { ...part, fields: [...fields, [name, value]] };
    case 'before':
      return { ...part, fields: [[name, oddValue(dice)], ...fields] };
    case 'after':
      return { ...part, fields: [...fields, [name, oddValue(dice)]] };
    case 'rename':
      return {
        ...part,
        fields: fields.toSpliced(at, 1, [dice.pick([`${name} `, name.toUpperCase(), `${name}s`]), value]),
      };
    default:
      return { ...part, fields: [...fields, ['__proto__', part]] };
  }
};
