export const x = (length: number) => 'x'.repeat(length);
export const many = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, i) => make(i));

/** A limit of Discord's: what just fits, and what is one more. */
export interface Row {
  readonly what: string;
  readonly fits: unknown;
  readonly over: unknown;
  /** Where the error is reported. */
  readonly at: string;
}

/** One row a limit: what just fits is taken, and one more is refused. */
export function limit(what: string, at: string, make: (size: number) => unknown, most: number): Row {
  return { what: `${what} of ${most}`, fits: make(most), over: make(most + 1), at };
}
