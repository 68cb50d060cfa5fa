import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

export type Random = ReturnType<typeof createRandom>;

/** Seeded randomness: the same seed always returns the same values. */
export function createRandom(seed: number) {
  const generator = xoroshiro128plus(seed);
  /** From 0 to below 1. */
  const fraction = (): number => uniformFloat64(generator);
  /** A whole number from `least` to `most`, both included. */
  const whole = (least: number, most: number): number => uniformInt(generator, least, most);
  return {
    fraction,
    whole,
    /** Whether something happens that has this probability, from 0 (never) to 1 (always). */
    happens: (rate: number): boolean => fraction() < rate,
    /** An element of the list; undefined if it is empty. */
    pick: <T>(list: readonly T[]): T | undefined =>
      list.length === 0 ? undefined : list[whole(0, list.length - 1)],
  };
}
