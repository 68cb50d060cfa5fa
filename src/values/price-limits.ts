import type { ValueFlag } from '../bank/engine/catalogue.ts';
import type { RapPoint } from '../bank/pet-values.ts';

/** How many pets must stand at exactly the highest price: so many don't by chance. */
const CAP_SHARED_BY = 3;
/** The median is taken of so many: who wants to move a value must hold the price for three, half a day. */
export const RECENT_PRICES = 5;
/** Prices are made every four hours: one read sooner replaces the last, so asking often proves nothing. */
const SAME_PRICE_MS = 2 * 3_600_000;
/** A value at most doubles or halves from one price to the next. */
const MOST_TIMES = 2;

/**
 * Where BIG Games cuts prices off, by this list of them; null where it doesn't seem to. They have moved it
 * and lifted it, so no number is written down: many pets, whatever their forms, stand at one same price, and
 * none above.
 */
export function findCap(
  prices: readonly { readonly id: string; readonly rap: number | null }[],
): number | null {
  const top = prices.reduce((most, { rap }) => Math.max(most, rap ?? 0), 0);
  const sharing = new Set(prices.filter(({ rap }) => rap === top).map(({ id }) => id));
  // Where all have one price, nothing tells that there can be no higher one.
  const hasLower = prices.some(({ rap }) => rap !== null && rap < top);
  return hasLower && sharing.size >= CAP_SHARED_BY ? top : null;
}

/** The newest prices with this one. */
export function addRap(recent: readonly RapPoint[], next: RapPoint): readonly RapPoint[] {
  const last = recent.at(-1);
  if (last && next.at - last.at < SAME_PRICE_MS) return [...recent.slice(0, -1), { ...last, rap: next.rap }];
  return [...recent, next].slice(-RECENT_PRICES);
}

/** The middle of the prices; of two in the middle, the lower. Null where there is none. */
export function findMedian(recent: readonly RapPoint[]): number | null {
  const sorted = recent.map(({ rap }) => rap).sort((left, right) => left - right);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? null;
}

/** What a pet is worth by its newest prices, and what is odd about that. `before` is its value until now. */
export function judgePrice(
  recent: readonly RapPoint[],
  {
    rap,
    before,
    cap,
  }: { readonly rap: number | null; readonly before: number | null; readonly cap: number | null },
): { readonly value: number | null; readonly flags: readonly ValueFlag[] } {
  const median = findMedian(recent);
  const flags: ValueFlag[] = [];
  if (rap === null) flags.push('no_rap');
  if (rap !== null && rap === cap) flags.push('capped');
  if (rap !== null && before !== null && rap !== limitStep(rap, before)) flags.push('jump');
  return { value: median === null ? before : limitStep(median, before), flags };
}

/** The wanted value, or as far towards it as one step goes. From zero, any step may be taken. */
function limitStep(wanted: number, before: number | null): number {
  if (before === null || before === 0) return wanted;
  return Math.min(Math.max(wanted, Math.ceil(before / MOST_TIMES)), before * MOST_TIMES);
}
