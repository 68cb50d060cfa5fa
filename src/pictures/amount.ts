import { GROUPED } from '../messages/icu.ts';

/** A count, or a value in gems. A bigint where it may be above 2^53. */
export type Amount = bigint | number;

const SHORT_FROM = 100_000n;
/** Powers of a thousand: the game's own units, then those of large numbers. */
export const UNITS = ['', 'K', 'M', 'B', 'T', 'Qa', 'Qi', 'Sx', 'Sp', 'Oc', 'No', 'Dc'] as const;

/**
 * Returns `999`, `12,345`, `67.6M`, `1.2B`, `3.4T`: from 100 000 on three digits and a unit, never rounded up
 * to more than there is. The units, and the point before a tenth of one, are the game's own in any language.
 */
export function shortAmount(amount: Amount, language = 'en'): string {
  const whole = exact(amount);
  return whole < SHORT_FROM ? new Intl.NumberFormat(language, GROUPED).format(whole) : withUnit(whole);
}

/** Invalid amounts are 0, rather than fail a picture: NaN, infinite and negative numbers. */
export function exact(amount: Amount): bigint {
  if (typeof amount === 'number' && !Number.isFinite(amount)) return 0n;
  const whole = typeof amount === 'bigint' ? amount : BigInt(Math.trunc(amount));
  return whole > 0n ? whole : 0n;
}

function withUnit(whole: bigint): string {
  const power = Math.floor((String(whole).length - 1) / 3);
  const unit = UNITS[power];
  if (unit === undefined) return `999${UNITS.at(-1)}+`;
  const tenths = String(whole / 10n ** BigInt(power * 3 - 1));
  const integer = tenths.slice(0, -1);
  const fraction = tenths.slice(-1);
  return integer.length > 2 || fraction === '0' ? integer + unit : `${integer}.${fraction}${unit}`;
}
