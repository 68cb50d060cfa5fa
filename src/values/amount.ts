/** The largest amount that is exact as a number. */
const MAX_VALUE = Number.MAX_SAFE_INTEGER;
export const AMOUNT = `must be a whole number from 0 to ${MAX_VALUE}`;

const EXAMPLES = `${AMOUNT}, such as 61000000, 61,000,000, 6.1E+07 or 61M`;
const NOT_WHOLE = 'is no whole number of gems';
const AMBIGUOUS = 'can be read in two ways, as thousands or as a fraction: write it in plain digits';

/** An amount, or what is wrong with it. */
export type AmountReading = { readonly amount: number } | { readonly error: string };

/** A number with a power of ten behind it, as in `6.1E+07` or `1.2B`. */
const SCALED = /^(?<number>\d[\d.,'’ ]*?)(?:e(?<exponent>[+-]?\d{1,2})| ?(?<unit>[kmbt]))?$/i;
const POWERS: Readonly<Record<string, number>> = { k: 3, m: 6, b: 9, t: 12 };
/** Thousands, all behind the same mark; then perhaps a fraction behind another. */
const GROUPED =
  /^(?<whole>[1-9]\d{0,2}(?<mark>[.,'’ ])\d{3}(?:\k<mark>\d{3})*)(?:(?!\k<mark>)[.,](?<fraction>\d+))?$/;
const PLAIN = /^(?<whole>0|[1-9]\d*)(?:[.,](?<fraction>\d+))?$/;
/** Longer than any amount: what follows is exact, so its size is bounded. */
const MAX_LENGTH = 60;

/**
 * Reads an amount as people and spreadsheets write it. A mark that stands once, before three digits, may
 * divide thousands or begin a fraction, and is refused; but where `commaGroups`, a comma divides thousands.
 * What isn't whole is refused too: nothing is rounded.
 */
export function readAmount(cell: string, { commaGroups }: { readonly commaGroups: boolean }): AmountReading {
  const text = cell
    .replace(/[\s\u{1f48e}]+/gu, ' ')
    .replace(/ ?gems?$/i, '')
    .trim();
  const scaled = text.length > MAX_LENGTH ? undefined : SCALED.exec(text)?.groups;
  if (!scaled) return { error: EXAMPLES };
  const { number = '', exponent, unit } = scaled;
  const grouped = exponent === undefined ? GROUPED.exec(number)?.groups : undefined;
  const { whole, fraction = '' } = grouped ?? PLAIN.exec(number)?.groups ?? {};
  if (whole === undefined) return { error: EXAMPLES };
  const marks = number.replace(/\d/g, '');
  const isScaled = number !== text;
  if (grouped ? marks === '.' || (marks === ',' && !commaGroups) : marks === ',' && commaGroups && !isScaled)
    return { error: AMBIGUOUS };
  return scale(
    whole.replace(/\D/g, ''),
    fraction,
    Number(exponent ?? POWERS[unit?.toLowerCase() ?? ''] ?? 0),
  );
}

function scale(whole: string, fraction: string, power: number): AmountReading {
  const shift = power - fraction.length;
  const digits = BigInt(whole + fraction);
  const divisor = 10n ** BigInt(Math.max(0, -shift));
  if (digits % divisor !== 0n) return { error: NOT_WHOLE };
  const amount = (digits * 10n ** BigInt(Math.max(0, shift))) / divisor;
  return amount > MAX_VALUE ? { error: EXAMPLES } : { amount: Number(amount) };
}
