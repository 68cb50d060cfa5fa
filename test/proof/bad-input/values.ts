import fc from 'fast-check';
import type { Dice } from '../dice.ts';
import type { SchemaNode } from './document.ts';
import type { Tree } from './tree.ts';

/**
 * Values that mean something to the bank as it is now, by the name of their field: a blind generator finds
 * nothing.
 */
export type Living = Readonly<Record<string, readonly (string | number)[]>>;

/** Values that a schema allows, the bank's own among them. */
export function makeValue(by: SchemaNode, name: string, dice: Dice, living: Living): Tree {
  if (by.anyOf) return makeValue(dice.pick([by.anyOf[0] ?? {}, ...by.anyOf]), name, dice, living);
  if (by.enum) return { kind: 'text', text: JSON.stringify(pickAny(by.enum, dice)), by };
  switch (by.type) {
    case 'object':
      return makeObject(by, dice, living);
    case 'array':
      return makeList(by, dice, living);
    case 'boolean':
      return { kind: 'text', text: dice.onceIn(2) ? 'true' : 'false', by };
    case 'integer':
      return { kind: 'text', text: String(known(by, name, dice, living) ?? makeInteger(by, dice)), by };
    default:
      return {
        kind: 'text',
        text: JSON.stringify(known(by, name, dice, living) ?? makeText(by, dice)),
        by,
      };
  }
}

const pickAny = <T>(all: readonly T[], dice: Dice): T | undefined => all[dice.below(all.length)];

/** A value that the bank knows under this name, more often than not, if it is of the schema's type. */
function known(by: SchemaNode, name: string, dice: Dice, living: Living): string | number | undefined {
  if (dice.onceIn(4)) return undefined;
  const type = by.type === 'integer' ? 'number' : 'string';
  const fitting = (living[name] ?? []).filter((value) => typeof value === type);
  return pickAny(fitting, dice);
}

function makeObject(by: SchemaNode, dice: Dice, living: Living): Tree {
  const chosen = Object.entries(by.properties ?? {}).filter(
    ([name]) => by.required?.includes(name) || !dice.onceIn(3),
  );
  const fields = chosen.map(([name, each]) => [name, makeValue(each, name, dice, living)] as const);
  return { kind: 'fields', fields: dice.onceIn(4) ? fields.toReversed() : fields, by };
}

function makeList(by: SchemaNode, dice: Dice, living: Living): Tree {
  const length = dice.onceIn(30) ? (by.maxItems ?? 10) : dice.below(4);
  const items = Array.from({ length }, () => makeValue(by.items ?? {}, '', dice, living));
  return { kind: 'list', items, by };
}

function makeInteger({ minimum = -1000, maximum = 1000 }: SchemaNode, dice: Dice): number {
  const middle = minimum + dice.below(Math.min(maximum - minimum, 2 ** 31) + 1);
  return dice.pick([middle, middle, middle, minimum, minimum + 1, maximum, maximum - 1]);
}

function makeText({ pattern, minLength = 0, maxLength = 80 }: SchemaNode, dice: Dice): string {
  if (pattern !== undefined) return pickAny(textsOf(pattern), dice) ?? '';
  const length = dice.pick([minLength, minLength + 1, dice.below(maxLength + 1), maxLength]);
  const letter = dice.pick(['a', 'Z', '9', ' ', "'", '"', '\\', '%', '+', '/', 'é', '\u200b', '\u202e']);
  return letter.repeat(Math.max(length, minLength));
}

const SAMPLES = 200;
const samples = new Map<string, readonly string[]>();

/** Texts that a pattern matches. Always the same: what differs from run to run is which are chosen. */
function textsOf(pattern: string): readonly string[] {
  const before = samples.get(pattern);
  if (before) return before;
  const regex = new RegExp(pattern);
  // The library reads no lookahead. It comes first in our patterns: the rest makes the texts, the whole
  // chooses among them.
  const bare = new RegExp(pattern.replace(/^\^\(\?=[^)]*\)/, '^'));
  const texts = fc
    .sample(fc.stringMatching(bare), { seed: 1, numRuns: SAMPLES })
    .filter((text) => regex.test(text));
  samples.set(pattern, texts);
  return texts;
}
