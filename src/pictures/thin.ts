import type { Amount } from './amount.ts';

/** An amount at a moment (Unix milliseconds); null where it wasn't known. */
export interface Point<A extends Amount = Amount> {
  readonly at: number;
  readonly amount: A | null;
}

/** Of each stretch of time the first, the lowest, the highest and the last. */
const KEPT_OF_STRETCH = 4;

/**
 * At most `max` of the points, oldest first, that draw the same line: no peak, no gap and neither end is
 * lost. Runs on the event loop, so that ten thousand points needn't go to another thread: a millisecond or
 * two.
 */
export function thin(points: readonly Point[], max: number): readonly Point[] {
  const sorted = inOrder(points.filter(({ at }) => Number.isFinite(at)));
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
    if (end > begin) kept.push(...telling(sorted.slice(begin, end)));
    begin = end;
  }
  return kept;
}

/** Histories come newest first; turned round, points of one moment keep their order too. */
function inOrder(given: readonly Point[]): readonly Point[] {
  const isNewestFirst = (given.at(0)?.at ?? 0) > (given.at(-1)?.at ?? 0);
  const points = isNewestFirst ? given.toReversed() : given;
  const isInOrder = points.every(({ at }, index) => at >= (points[index - 1]?.at ?? at));
  return isInOrder ? points : points.toSorted((a, b) => a.at - b.at);
}

function telling(points: readonly Point[]): Point[] {
  const lowest = points.reduce((low, point) => (height(point) < height(low) ? point : low));
  const highest = points.reduce((high, point) => (height(point) > height(high) ? point : high));
  const kept = new Set([points.at(0), lowest, highest, points.at(-1)]);
  return points.filter((point) => kept.has(point));
}

/** What isn't known is lower than anything, so that a gap is kept. */
function height({ amount }: Point): Amount {
  return amount ?? -1;
}
