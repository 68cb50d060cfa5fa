import { type ScaleLinear, type ScaleTime, scaleLinear, scaleUtc } from 'd3-scale';
import type { Language } from '../messages/languages.ts';
import { UNITS } from './amount.ts';

interface Axis<Scale> {
  /** Converts a value to pixels, once it has a range. */
  readonly scale: Scale;
  readonly ticks: readonly { readonly at: number; readonly label: string }[];
}

/** Some more or fewer, so that they are round numbers. */
const AMOUNT_TICKS = 4;

/** An axis that holds these amounts and ends at round numbers. Amounts are whole, and so are its ticks. */
export function amountAxis(lowest: number, highest: number): Axis<ScaleLinear<number, number>> {
  // From bottom to top it covers at least 1 % of the amount, or noise would look like a crash.
  const missing = Math.max(highest * 0.01, 1) - (highest - lowest);
  const padding = Math.ceil(Math.max(missing, 0) / 2);
  const scale = scaleLinear()
    .domain([Math.max(lowest - padding, 0), highest + padding])
    .nice(AMOUNT_TICKS);
  const ticks = scale.ticks(AMOUNT_TICKS).filter(Number.isInteger);
  const format = amountFormat(ticks);
  return { scale, ticks: ticks.map((at) => ({ at, label: format(at) })) };
}

/** All ticks of an axis have one unit, and as many decimals as keep them apart. */
function amountFormat(ticks: readonly number[]): (amount: number) => string {
  const [first = 0, second = 1] = ticks;
  const top = ticks.at(-1) ?? second;
  const thousands = top < 10_000 ? 0 : Math.min(Math.floor(Math.log10(top) / 3 + 1e-9), UNITS.length - 1);
  const unit = 1000 ** thousands;
  const isWhole = (number: number): boolean => Math.abs(number - Math.round(number)) < 1e-6;
  const decimals = [0, 1, 2].find((count) => isWhole(((second - first) / unit) * 10 ** count)) ?? 3;
  const options = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
  return (amount) =>
    amount === 0 ? '0' : `${(amount / unit).toLocaleString('en', options)}${UNITS[thousands]}`;
}

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** How many labels fit beside each other. */
const MAX_TIME_TICKS = 9;

/** An axis with ticks at round times of UTC: full hours, midnights, firsts of a month. */
export function timeAxis(from: number, to: number, language: Language): Axis<ScaleTime<number, number>> {
  const scale = scaleUtc().domain([from, to]);
  const moments = [8, 6, 4, 2]
    .map((count) => scale.ticks(count).map(Number))
    .find(({ length }) => length <= MAX_TIME_TICKS);
  const ticks = (moments ?? []).filter((at) => at % MINUTE_MS === 0);
  const stepMs = Math.min(to - from, ...ticks.slice(1).map((at, index) => at - (ticks[index] ?? 0)));
  return {
    scale,
    ticks: ticks.map((at) => ({ at, label: utcFormat(language, timeForm(at, stepMs)).format(at) })),
  };
}

const CLOCK = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
const DATE = { day: 'numeric', month: 'short' } as const;
const MONTH = { month: 'short', year: 'numeric' } as const;
const YEAR = { year: 'numeric' } as const;

function timeForm(at: number, stepMs: number): Intl.DateTimeFormatOptions {
  if (stepMs >= 365 * DAY_MS) return YEAR;
  if (stepMs >= 28 * DAY_MS) return MONTH;
  return stepMs >= DAY_MS || at % DAY_MS === 0 ? DATE : CLOCK;
}

/** English is that of Britain: the day stands before the month, as in the other languages. */
export function utcFormat(language: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { timeZone: 'UTC', ...options });
}
