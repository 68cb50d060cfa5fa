/** Random numbers from a seed: the same seed gives the same, so that a failure can be repeated. */
export interface Dice {
  /** A whole number from 0 to below `count`. */
  below(count: number): number;
  pick<T>(choices: readonly [T, ...T[]]): T;
  /** True about once in `times`. */
  onceIn(times: number): boolean;
}

/** The seed of this run: PETBANK_SEED, or a new one. */
export const SEED = Number(process.env.PETBANK_SEED ?? crypto.getRandomValues(new Uint32Array(1))[0]);

/** Mulberry32: small, quick, and good enough to choose by. */
export function createDice(seed: number): Dice {
  let state = seed >>> 0;
  const below = (count: number): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % count;
  };
  return {
    below,
    pick: (choices) => choices[below(choices.length)] ?? choices[0],
    onceIn: (times) => below(times) === 0,
  };
}
