import type { Scale, Tick } from './axis.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const MAX_TIME_STEPS = 8;

/**
 * Steps that a reader counts in, each in milliseconds or months, with how a moment is written at that step.
 */
const STEPS = [
  ...[1, 5, 15, 30].map((count) => ({ ms: count * MINUTE, months: 0 })),
  ...[1, 3, 6, 12].map((count) => ({ ms: count * HOUR, months: 0 })),
  ...[1, 2, 7, 14].map((count) => ({ ms: count * DAY, months: 0 })),
  ...[1, 3, 6, 12, 24, 60, 120, 240, 600].map((months) => ({ ms: months * 30.4 * DAY, months })),
] as const;
type Step = (typeof STEPS)[number];

/** Ticks at round times of UTC: full hours, midnights, firsts of a month. */
export function timeTicks({ from, to }: Scale): Tick[] {
  const step = STEPS.find(({ ms }) => (to - from) / ms <= MAX_TIME_STEPS);
  if (!step) return [];
  const moments = step.months > 0 ? monthsBetween(from, to, step.months) : momentsBetween(from, to, step.ms);
  return moments.map((at) => ({ at, label: timeLabel(at, step) }));
}

function momentsBetween(from: number, to: number, ms: number): number[] {
  const first = Math.ceil(from / ms) * ms;
  const count = Math.max(Math.floor((to - first) / ms) + 1, 0);
  return Array.from({ length: count }, (_, at) => first + at * ms);
}

function monthsBetween(from: number, to: number, months: number): number[] {
  const date = new Date(from);
  const year = date.getUTCFullYear();
  // From the first of a year that the step counts from, so that quarters begin in January and decades in '30.
  const start = months > 12 ? Math.floor(year / (months / 12)) * (months / 12) : year;
  const reach =
    Math.ceil((to - from) / (28 * DAY) / months) + Math.ceil(((year - start) * 12 + 12) / months) + 1;
  return Array.from({ length: reach }, (_, at) => Date.UTC(start, at * months)).filter(
    (at) => at >= from && at <= to,
  );
}

const CLOCK = format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const DATE = format({ day: 'numeric', month: 'short' });
const MONTH = format({ month: 'short', year: 'numeric' });
const YEAR = format({ year: 'numeric' });

function timeLabel(at: number, step: Step): string {
  if (step.months >= 12) return YEAR.format(at);
  if (step.months > 0) return MONTH.format(at);
  return step.ms >= DAY || at % DAY === 0 ? DATE.format(at) : CLOCK.format(at);
}

function format(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', ...options });
}
