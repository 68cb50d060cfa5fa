/** The time of a simulation, in seconds since 1970. */
export interface Time {
  now(): number;
  /** How far the game may go on from here, `until` at the most. */
  reach(until: number): Promise<number>;
  /** The game has come so far. */
  arrive(seconds: number): void;
}

/** A time that is whatever the game has come to: nothing waits, and a day passes in a moment. */
export function createMadeUpTime(start: number): Time {
  let at = start;
  return {
    now: () => at,
    reach: async (until) => until,
    arrive(seconds) {
      at = seconds;
    },
  };
}

/** How finely the game keeps the world's time, in milliseconds. */
const STEP_MS = 50;

/** The world's own time, for a bank that keeps it too. */
export const realTime: Time = {
  now: () => Date.now() / 1_000,
  async reach(until) {
    await Bun.sleep(STEP_MS);
    return Math.min(until, Date.now() / 1_000);
  },
  arrive: () => undefined,
};
