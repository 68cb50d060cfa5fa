/** A broken invariant: our own error, never a caller's, which a retry doesn't fix. */
export class InvariantError extends Error {
  override readonly name = 'InvariantError';
}

/** Throws InvariantError unless it holds. */
export function assert(holds: boolean, what: string): asserts holds {
  if (!holds) throw new InvariantError(`assertion failed: ${what}`);
}

/** Returns the value, which the code before has made sure is there. */
export function invariant<T>(value: T | undefined | null, what: string): T {
  if (value === undefined || value === null) throw new InvariantError(`assertion failed: ${what} is missing`);
  return value;
}
