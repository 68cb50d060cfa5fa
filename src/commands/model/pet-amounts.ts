import { parseAmount } from './input.ts';

/** One way to read a pet as it was typed: the words that name it, and the amounts before and after them. */
export interface PetReading {
  readonly name: string;
  /** In the order in which they were typed. */
  readonly amounts: readonly number[];
}

interface Stripped {
  readonly name: string;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

const AMOUNT = String.raw`(?<amount>\d+(?:[.,_]\d+)*[kmbt]?)`;
const GAP = String.raw`[\s,:]+`;
/** `x2 Cat`, `2x Cat` and `2×Cat`, `2 Cat`. An `x` needs room behind it, since a name may begin with one. */
const BEFORE = [
  `^[x×*]\\s*${AMOUNT}${GAP}(?<name>.+)$`,
  `^${AMOUNT}\\s*(?:[×*]\\s*|x(?:${GAP}|(?=")))(?<name>.+)$`,
  `^${AMOUNT}${GAP}(?<name>.+)$`,
].map((pattern) => new RegExp(pattern, 'i'));
/** `Cat x2` and `Cat×2`, `Cat 2x`, `Cat 2`, `Cat, 2`. */
const AFTER = [
  `^(?<name>.+?)[\\s,:]*(?:[×*]|(?<=[\\s,:"])x)\\s*${AMOUNT}$`,
  `^(?<name>.+?)${GAP}${AMOUNT}\\s*[x×*]$`,
  `^(?<name>.+?)(?:${GAP}|(?<="))${AMOUNT}$`,
].map((pattern) => new RegExp(pattern, 'i'));
/** `Cat (x2)`. */
const BRACKETED = /\(\s*([x×*]?\s*\d[^()]*)\)\s*$/i;
const QUOTES = /[\u201c-\u201f\u00ab\u00bb\uff02]/g;

/**
 * Returns the ways to read a pet with up to `most` amounts beside it, those with the fewest amounts first: a
 * pet may have a number in its name. What stands in double quotes is never an amount.
 */
export function readPetAmounts(typed: string, most: number): readonly PetReading[] {
  const text = typed.replace(QUOTES, '"').normalize('NFKC').replace(BRACKETED, ' $1').trim();
  const levels: Stripped[][] = [[{ name: text, before: [], after: [] }]];
  while (levels.length <= most) levels.push(levels.at(-1)?.flatMap(stripAmount) ?? []);
  const readings = new Map<string, PetReading>();
  for (const { name, before, after } of levels.flat()) {
    const amounts = [...before, ...after].map(parseAmount).filter((amount) => amount !== undefined);
    if (amounts.length < before.length + after.length) continue;
    readings.set(JSON.stringify([name, amounts]), { name, amounts });
  }
  return [...readings.values()];
}

function stripAmount({ name, before, after }: Stripped): Stripped[] {
  return [
    ...matchAll(BEFORE, name).map((found) => ({ ...found, before: [...before, found.amount], after })),
    ...matchAll(AFTER, name).map((found) => ({ ...found, before, after: [found.amount, ...after] })),
  ];
}

const matchAll = (patterns: readonly RegExp[], text: string): { name: string; amount: string }[] =>
  patterns.flatMap((pattern) => {
    const { name, amount } = pattern.exec(text)?.groups ?? {};
    return name === undefined || amount === undefined ? [] : [{ name, amount }];
  });
