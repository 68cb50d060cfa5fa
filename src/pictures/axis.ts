import { UNITS } from './amount.ts';

export interface Scale {
  readonly from: number;
  readonly to: number;
}

export interface Tick {
  readonly at: number;
  readonly label: string;
}

const MAX_AMOUNT_STEPS = 5;
const NICE = [1, 2, 2.5, 5, 10] as const;

/**
 * A scale that holds the amounts, between round numbers, and its ticks. Amounts are whole, and so are the
 * ticks.
 */
export function amountAxis(lowest: number, highest: number): { scale: Scale; ticks: Tick[] } {
  const step = amountStep(Math.max(highest - lowest, highest * 0.01, 1));
  const first = Math.floor(lowest / step);
  const last = Math.max(Math.ceil(highest / step), first + 1);
  const count = last - first + 1;
  const ticks = Array.from({ length: count }, (_, at) => (first + at) * step);
  const top = last * step;
  return {
    scale: { from: first * step, to: top },
    ticks: ticks.map((at) => ({ at, label: amountLabel(at, { step, top }) })),
  };
}

function amountStep(span: number): number {
  const rough = span / MAX_AMOUNT_STEPS;
  const power = 10 ** Math.floor(Math.log10(rough));
  const nice = NICE.find((one) => one * power >= rough * 0.999) ?? 10;
  return Math.max(Math.round(nice * power), 1);
}

/** All ticks of an axis have one unit, and as many decimals as keep them apart. */
function amountLabel(at: number, { step, top }: { readonly step: number; readonly top: number }): string {
  if (at === 0) return '0';
  const thousands = top < 10_000 ? 0 : Math.min(Math.floor(Math.log10(top) / 3 + 1e-9), UNITS.length - 1);
  const inUnit = 1000 ** thousands;
  const decimals = [0, 1, 2, 3].find((count) => isWhole((step / inUnit) * 10 ** count)) ?? 3;
  const shown = (at / inUnit).toLocaleString('en', {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
  return `${shown}${UNITS[thousands]}`;
}

function isWhole(number: number): boolean {
  return Math.abs(number - Math.round(number)) < 1e-6;
}
