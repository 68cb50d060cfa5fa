import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Seeded randomness: the same seed always returns the same values. */
export interface Random {
  /** From 0 to below 1. */
  fraction(): number;
  /** Whether something happens that has this probability, from 0 (never) to 1 (always). */
  happens(rate: number): boolean;
  /** A whole number from `least` to `most`, both included. */
  whole(least: number, most: number): number;
  /** An element of the list; undefined if it is empty. */
  pick<T>(list: readonly T[]): T | undefined;
}

export function createRandom(seed: number): Random {
  const generator = xoroshiro128plus(seed);
  const whole = (least: number, most: number): number => uniformInt(generator, least, most);
  return {
    fraction: () => uniformFloat64(generator),
    happens: (rate) => uniformFloat64(generator) < rate,
    whole,
    pick: (list) => (list.length === 0 ? undefined : list[whole(0, list.length - 1)]),
  };
}
