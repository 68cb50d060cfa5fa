/** What must not be: a fault of ours, never of a caller's, which waiting doesn't mend. */
export class InvariantError extends Error {
  override readonly name = 'InvariantError';
}

/** Stops what must not be. */
export function assert(holds: boolean, what: string): asserts holds {
  if (!holds) throw new InvariantError(`assertion failed: ${what}`);
}

/** The value, which the code before has made sure is there. */
export function invariant<T>(value: T | undefined | null, what: string): T {
  if (value === undefined || value === null) throw new InvariantError(`assertion failed: ${what} is missing`);
  return value;
}
