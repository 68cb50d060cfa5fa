import type { ValuePoint } from '../bank/engine/catalogue.ts';
import type { Instant } from '../bank/engine/rows.ts';

const DAY_MS = 86_400_000;
/**
 * Every point of the last two days stays, then the last of each day for two months, then the last of each
 * week for two years.
 */
const WHOLE_MS = 2 * DAY_MS;
const DAILY_MS = 60 * DAY_MS;
const WEEKLY_MS = 730 * DAY_MS;

/**
 * The history with one point more, thinned by age. While a value stays the same, its first and its last time
 * are enough.
 */
export function addPoint(points: readonly ValuePoint[], next: ValuePoint): readonly ValuePoint[] {
  const [beforeLast, last] = points.slice(-2);
  const isFlat = beforeLast?.value === next.value && last?.value === next.value;
  return thinPoints([...(isFlat ? points.slice(0, -1) : points), next], next.at);
}

/** What is kept at this time, oldest first: at most some two hundred points, however long the bank lives. */
export function thinPoints(points: readonly ValuePoint[], at: Instant): readonly ValuePoint[] {
  return points.filter((point, index) => {
    const later = points[index + 1];
    const age = at - point.at;
    if (later === undefined || age < WHOLE_MS) return true;
    if (age >= WEEKLY_MS) return false;
    const span = age < DAILY_MS ? DAY_MS : 7 * DAY_MS;
    return Math.floor(point.at / span) !== Math.floor(later.at / span);
  });
}
