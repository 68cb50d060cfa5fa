/** What must not be: a fault of ours, never of a caller's, which waiting doesn't mend. */
export class Fault extends Error {
  override readonly name = 'Fault';
}

/** Stops what must not be. */
export function assert(holds: boolean, what: string): asserts holds {
  if (!holds) throw new Fault(`assertion failed: ${what}`);
}

/** The value, which the code before has made sure is there. */
export function known<T>(value: T | undefined | null, what: string): T {
  if (value === undefined || value === null) throw new Fault(`assertion failed: ${what} is missing`);
  return value;
}
