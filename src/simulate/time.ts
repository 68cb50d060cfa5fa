/** The time of a simulation, in seconds since 1970. */
export interface Time {
  now(): number;
  waitUntil(seconds: number): Promise<void>;
}

/** A time that is whatever it is moved to: nothing waits, and a day passes in a moment. */
export function createMadeUpTime(start: number): Time {
  let at = start;
  return {
    now: () => at,
    async waitUntil(seconds) {
      at = Math.max(at, seconds);
    },
  };
}

/** The world's own time, for a bank that keeps it too. */
export const realTime: Time = {
  now: () => Date.now() / 1_000,
  waitUntil: (seconds) => Bun.sleep(Math.max(0, seconds * 1_000 - Date.now())),
};
