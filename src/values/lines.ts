/** How many lines a fault names; the rest are counted. */
const MAX_NAMED = 20;

/** A line of a file, or an entry of a list, before it has met its schema. Counted from 1. */
export interface Line {
  readonly at: number;
  readonly fields: unknown;
}

/** What is wrong, and where; 0 is the file as a whole. */
export interface LineError {
  readonly at: number;
  readonly what: string;
}

/** A file that can't be imported, with every line that is at fault. Nothing of it was taken. */
export class ValuesFileError extends Error {
  override readonly name = 'ValuesFileError';

  constructor(faults: readonly LineError[], word: 'line' | 'entry' = 'line') {
    const sorted = faults.toSorted((fault, other) => fault.at - other.at);
    const named = sorted.slice(0, MAX_NAMED);
    const lines = named.map(({ at, what }) => `  ${at === 0 ? 'the file' : `${word} ${at}`}: ${what}`);
    const rest = faults.length - named.length;
    super([...lines, ...(rest > 0 ? [`  and ${rest} more`] : [])].join('\n'));
  }
}
