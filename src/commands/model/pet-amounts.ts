import { parseAmount } from './input.ts';

/** One way to read a pet as it was typed: the words that name it, and the amounts before and after them. */
export interface PetReading {
  readonly name: string;
  /** In the order in which they were typed. */
  readonly amounts: readonly number[];
  /** Whether each amount has an `x` beside it, and so is none of the name. */
  readonly isSigned: boolean;
}

interface Stripped {
  readonly name: string;
  readonly before: readonly string[];
  readonly after: readonly string[];
  readonly isSigned: boolean;
}

const AMOUNT = String.raw`(?<amount>\d+(?:[.,_]\d+)*[kmbt]?)`;
const GAP = String.raw`[\s,:]+`;
/** Straight double quotes, and those that phones and word processors put in their place. */
export const DOUBLE_QUOTES = String.raw`"\u201c-\u201f\u00ab\u00bb\uff02`;
/** `x2 Cat`, `2x Cat` and `2×Cat`, `2 Cat`. An `x` needs room behind it, since a name may begin with one. */
const BEFORE = [
  `^[x×*]\\s*${AMOUNT}${GAP}(?<name>.+)$`,
  `^${AMOUNT}\\s*(?:[×*]\\s*|x(?:${GAP}|(?=[${DOUBLE_QUOTES}])))(?<name>.+)$`,
  `^${AMOUNT}${GAP}(?<name>.+)$`,
].map((pattern) => new RegExp(pattern, 'i'));
/** `Cat x2` and `Cat×2`, `Cat 2x`, `Cat 2` and `Cat, 2`, `Cat (2)`. */
const AFTER = [
  `^(?<name>.+?)[\\s,:]*(?:[×*]|(?<=[\\s,:${DOUBLE_QUOTES}])x)\\s*${AMOUNT}$`,
  `^(?<name>.+?)${GAP}${AMOUNT}\\s*[x×*]$`,
  `^(?<name>.+?)(?:${GAP}|(?<=[${DOUBLE_QUOTES}]))${AMOUNT}$`,
  `^(?<name>.+?)\\s*\\(\\s*[x×*]?\\s*${AMOUNT}\\s*[x×*]?\\s*\\)$`,
].map((pattern) => new RegExp(pattern, 'i'));
const WIDE_DIGITS = /[\uff10-\uff19]/g;
/** In how many of the patterns, the first ones, an `x` tells that a number is an amount. */
const SIGNED = 2;

/**
 * Returns the ways to read a pet with up to `most` amounts beside it, those with the fewest amounts first: a
 * pet may have a number in its name. What stands in double quotes is never an amount.
 */
export function readPetAmounts(typed: string, most: number): readonly PetReading[] {
  const text = typed.replace(WIDE_DIGITS, (digit) => digit.normalize('NFKC')).trim();
  const levels: Stripped[][] = [[{ name: text, before: [], after: [], isSigned: true }]];
  while (levels.length <= most) levels.push(levels.at(-1)?.flatMap(stripAmount) ?? []);
  const readings = new Map<string, PetReading>();
  for (const { name, before, after, isSigned } of levels.flat()) {
    const amounts = [...before, ...after].map(parseAmount).filter((amount) => amount !== undefined);
    if (amounts.length < before.length + after.length) continue;
    const key = JSON.stringify([name, amounts]);
    if (!readings.has(key)) readings.set(key, { name, amounts, isSigned });
  }
  return [...readings.values()];
}

function stripAmount({ name, before, after, isSigned }: Stripped): Stripped[] {
  const strip = (
    patterns: readonly RegExp[],
    toStripped: (amount: string) => Omit<Stripped, 'name' | 'isSigned'>,
  ) =>
    patterns.flatMap((pattern, at) => {
      const groups = pattern.exec(name)?.groups;
      if (groups?.name === undefined || groups.amount === undefined) return [];
      return [{ name: groups.name, isSigned: isSigned && at < SIGNED, ...toStripped(groups.amount) }];
    });
  return [
    ...strip(BEFORE, (amount) => ({ before: [...before, amount], after })),
    ...strip(AFTER, (amount) => ({ before, after: [amount, ...after] })),
  ];
}
