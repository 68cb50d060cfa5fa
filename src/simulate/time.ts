/** The time of a simulation, in seconds since 1970. */
export interface Time {
  now(): number;
  /** How far the game may advance now, `until` at most. */
  reach(until: number): Promise<number>;
  /** The game has advanced to this time. */
  arrive(seconds: number): void;
}

/** A clock that follows the game: nothing waits, and a day passes in a moment. */
export function createSimulatedTime(start: number): Time {
  let at = start;
  return {
    now: () => at,
    reach: async (until) => until,
    arrive(seconds) {
      at = seconds;
    },
  };
}

/** How often the game catches up with the real time, in milliseconds. */
const STEP_MS = 50;

/** The real time, for a bank that runs on it too. */
export const realTime: Time = {
  now: () => Date.now() / 1_000,
  async reach(until) {
    await Bun.sleep(STEP_MS);
    return Math.min(until, Date.now() / 1_000);
  },
  arrive: () => undefined,
};
