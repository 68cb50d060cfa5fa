import type { Language } from '../messages/languages.ts';
import { createSay } from '../messages/say.ts';
import { type Amount, exact } from './amount.ts';

/** More would not be visible: a plot has some 1000 pixels across. */
const MAX_POINTS = 800;
/** No bank will hold more; it keeps the arithmetic of the axes finite. */
const MAX_PLOTTED = 1e60;

/** Lines over time. Plain data: it is the key of a cached picture and goes to another thread. */
export interface Plot {
  readonly language: Language;
  readonly title: string;
  readonly name: string;
  readonly lines: readonly PlotLine[];
  /** A balance holds until the next point; a value is read now and then, and its points are joined. */
  readonly shape: 'steps' | 'joined';
  /** How many pets the total leaves out, because nobody knows their worth. */
  readonly unvalued?: Amount;
  /** Unix milliseconds. */
  readonly asOf: number;
}

export interface PlotLine {
  readonly label: string;
  /** Of the theme's colours. */
  readonly color: 'gem' | 'worth';
  readonly latest: bigint | null;
  readonly points: readonly Point<number>[];
}

/** An amount at a moment (Unix milliseconds); null where it wasn't known. */
export interface Point<A extends Amount = Amount> {
  readonly at: number;
  readonly amount: A | null;
}

export interface BalancePicture {
  readonly language: Language;
  readonly owner: string;
  readonly points: readonly { readonly at: number; readonly gems: Amount; readonly value: Amount | null }[];
  /** How many pets count for nothing in the newest value, because nobody knows their worth. */
  readonly unvalued: Amount;
  readonly asOf: number;
}

export interface ValuePicture {
  readonly language: Language;
  readonly name: string;
  readonly points: readonly { readonly at: number; readonly value: Amount | null }[];
  readonly asOf: number;
}

/**
 * A member's gems and total value over time. Before the first point the balance is unknown; the last point
 * holds until now.
 */
export function balancePlot({ language, owner, points, unvalued, asOf }: BalancePicture): Plot {
  const say = createSay(language);
  const gems = points.map(({ at, gems }) => ({ at, amount: gems }));
  const worth = points.map(({ at, value }) => ({ at, amount: value }));
  return {
    language,
    title: say('picture.balance'),
    name: owner,
    lines: [
      plotLine(say(unvalued > 0 ? 'picture.total-at-least' : 'picture.total'), 'worth', worth),
      plotLine(say('balance.gems'), 'gem', gems),
    ],
    shape: 'steps',
    unvalued,
    asOf,
  };
}

/** What a pet was worth over time. */
export function valuePlot({ language, name, points, asOf }: ValuePicture): Plot {
  const say = createSay(language);
  const values = points.map(({ at, value }) => ({ at, amount: value }));
  return {
    language,
    title: say('picture.value'),
    name,
    lines: [plotLine(say('value.value'), 'worth', values)],
    shape: 'joined',
    asOf,
  };
}

function plotLine(label: string, color: PlotLine['color'], points: readonly Point[]): PlotLine {
  const kept = thin(points, MAX_POINTS);
  const latest = kept.at(-1)?.amount ?? null;
  return {
    label,
    color,
    latest: latest === null ? null : exact(latest),
    // A pixel needs no more digits than a number has.
    points: kept.map(({ at, amount }) => ({
      at,
      amount: amount === null ? null : Math.min(Number(exact(amount)), MAX_PLOTTED),
    })),
  };
}

/** Of each stretch of time the first, the lowest, the highest and the last. */
const KEPT_OF_STRETCH = 4;

/**
 * Returns at most `max` of the points, oldest first, that draw the same line: no peak, no gap and neither end
 * is lost. Takes a millisecond or two on the event loop for ten thousand points, which then needn't go to
 * another thread.
 */
export function thin(points: readonly Point[], max: number): readonly Point[] {
  const sorted = oldestFirst(points.filter(({ at }) => Number.isFinite(at)));
  const [first, last] = [sorted.at(0), sorted.at(-1)];
  if (!first || !last || sorted.length <= max) return sorted;
  const stretches = Math.floor(max / KEPT_OF_STRETCH);
  const lengthMs = (last.at - first.at) / stretches;
  const kept: Point[] = [];
  let begin = 0;
  for (let stretch = 1; stretch <= stretches; stretch++) {
    const until = stretch === stretches ? Number.POSITIVE_INFINITY : first.at + stretch * lengthMs;
    let end = begin;
    while (end < sorted.length && (sorted[end]?.at ?? 0) < until) end++;
    if (end > begin) kept.push(...pickExtremes(sorted.slice(begin, end)));
    begin = end;
  }
  return kept;
}

/** Histories come newest first; reversed before sorting, points of one moment keep their order too. */
function oldestFirst(points: readonly Point[]): readonly Point[] {
  const isNewestFirst = (points.at(0)?.at ?? 0) > (points.at(-1)?.at ?? 0);
  return (isNewestFirst ? points.toReversed() : points).toSorted((a, b) => a.at - b.at);
}

function pickExtremes(points: readonly Point[]): Point[] {
  const lowest = points.reduce((low, point) => (height(point) < height(low) ? point : low));
  const highest = points.reduce((high, point) => (height(point) > height(high) ? point : high));
  const kept = new Set([points.at(0), lowest, highest, points.at(-1)]);
  return points.filter((point) => kept.has(point));
}

/** Unknown is lower than anything, so that a gap is kept. */
const height = ({ amount }: Point): Amount => amount ?? -1;
