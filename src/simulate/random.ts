import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Chance that comes out the same for the same seed. */
export interface Random {
  /** From 0 to below 1. */
  fraction(): number;
  /** Whether something happens that happens so often, from 0 (never) to 1 (always). */
  happens(rate: number): boolean;
  /** A whole number from `least` to `most`, both included. */
  whole(least: number, most: number): number;
  /** One of them; undefined of none. */
  pick<T>(of: readonly T[]): T | undefined;
}

export function createRandom(seed: number): Random {
  const generator = xoroshiro128plus(seed);
  const whole = (least: number, most: number): number => uniformInt(generator, least, most);
  return {
    fraction: () => uniformFloat64(generator),
    happens: (rate) => uniformFloat64(generator) < rate,
    whole,
    pick: (of) => (of.length === 0 ? undefined : of[whole(0, of.length - 1)]),
  };
}
