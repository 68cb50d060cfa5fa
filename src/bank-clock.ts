export interface BankClockSources {
  /** The machine's time, in milliseconds since 1970: somebody, or the network, may set it at any moment. */
  readonly wall: () => number;
  /** Milliseconds since some moment, which only ever grow, at the pace of time. */
  readonly monotonic: () => number;
}

/** How much of a difference one reading makes up for at most, however long ago the last one was. */
const MAX_CORRECTION_MS = 1_000;

/**
 * The time by which the bank's deadlines run, in whole milliseconds since 1970. It starts with the machine's
 * time and advances with monotonic time. What the machine's time differs is made up for by at most a second
 * in each second: ahead, the bank's time runs up to twice as fast; back, it stands still. So no setting of
 * the machine's clock ends what was promised for longer, and time never goes back.
 */
export function createBankClock({ wall, monotonic }: BankClockSources): () => number {
  let time = wall();
  let readAt = monotonic();
  return () => {
    const passed = monotonic() - readAt;
    readAt += passed;
    time += passed;
    const limit = Math.min(passed, MAX_CORRECTION_MS);
    time += Math.min(Math.max(wall() - time, -limit), limit);
    return Math.floor(time);
  };
}
