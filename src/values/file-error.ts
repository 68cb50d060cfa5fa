/** How many lines an error names; the rest are counted. */
export const MAX_NAMED = 20;

/** What is wrong, and where: a line, or an entry of a list, counted from 1; 0 is the file as a whole. */
export interface LineError {
  readonly at: number;
  readonly what: string;
}

/** What the parts of a file are called. */
export type LineWord = 'line' | 'entry';

/** A file that can't be imported, with every line that is wrong. Nothing of it was imported. */
export class ValuesFileError extends Error {
  override readonly name = 'ValuesFileError';

  constructor(errors: readonly LineError[], word: LineWord = 'line') {
    const sorted = errors.toSorted((error, other) => error.at - other.at);
    const named = sorted.slice(0, MAX_NAMED);
    const lines = named.map(({ at, what }) => `  ${at === 0 ? 'the file' : `${word} ${at}`}: ${what}`);
    const rest = errors.length - named.length;
    super([...lines, ...(rest > 0 ? [`  and ${rest} more`] : [])].join('\n'));
  }
}
