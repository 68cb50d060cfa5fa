import { CsvError, parse } from 'csv-parse/sync';
import { z } from 'zod';

/** How many lines an error names; the rest are counted. */
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

/** A file that can't be imported, with every line that is wrong. Nothing of it was imported. */
export class ValuesFileError extends Error {
  override readonly name = 'ValuesFileError';

  constructor(errors: readonly LineError[], unit: 'line' | 'entry' = 'line') {
    const sorted = errors.toSorted((error, other) => error.at - other.at);
    const named = sorted.slice(0, MAX_NAMED);
    const lines = named.map(({ at, what }) => `  ${at === 0 ? 'the file' : `${unit} ${at}`}: ${what}`);
    const rest = errors.length - named.length;
    super([...lines, ...(rest > 0 ? [`  and ${rest} more`] : [])].join('\n'));
  }
}

const OPTIONS = {
  bom: true,
  trim: true,
  skip_empty_lines: true,
  relax_column_count: true,
  info: true,
} as const;
const parsed = z.array(z.object({ record: z.array(z.string()), info: z.object({ lines: z.int() }) }));

/** A line's fields; null where its quotes are wrong. */
interface Cells {
  readonly at: number;
  readonly record: readonly string[] | null;
}

/** Reads a CSV file whose first line names fields; a line that is wrong hides no other. */
export function readCsv(content: string, known: readonly string[]): { lines: Line[]; errors: LineError[] } {
  const [first, ...others] = readLines(content);
  const names = first?.record ?? [];
  if (!names.includes('id') || !names.every((name) => known.includes(name))) {
    const what = `must name fields, among them id; known are ${known.join(', ')}`;
    return { lines: [], errors: [{ at: 1, what }] };
  }
  const errors: LineError[] = [];
  const lines: Line[] = [];
  for (const { at, record } of others) {
    if (record === null)
      errors.push({ at, what: 'has a quote that is not closed, or in the middle of a field' });
    else if (record.length === names.length) lines.push({ at, fields: toFields(names, record) });
    else errors.push({ at, what: `has ${record.length} fields, and line 1 names ${names.length}` });
  }
  return { lines, errors };
}

function readLines(content: string): Cells[] {
  // No field of ours holds a line break. Where a quote is wrong, each line is read by itself, so that it
  // spoils no other.
  return readCells(content) ?? content.split(/\r\n|\n|\r/).flatMap(readLine);
}

function readLine(text: string, index: number): Cells[] {
  const at = index + 1;
  const cells = readCells(text);
  return cells === null ? [{ at, record: null }] : cells.map(({ record }) => ({ at, record }));
}

function readCells(text: string): Cells[] | null {
  try {
    return parsed.parse(parse(text, OPTIONS)).map(({ record, info }) => ({ at: info.lines, record }));
  } catch (error) {
    if (error instanceof CsvError) return null;
    throw error;
  }
}

function toFields(names: readonly string[], record: readonly string[]): Record<string, unknown> {
  const fields = names.map((name, index) => [name, cellToField(name, record[index] ?? '')] as const);
  return Object.fromEntries(fields.filter(([, value]) => value !== undefined));
}

/** A cell as JSON would have it. An empty one counts as absent, but in `value`: there it is null. */
function cellToField(name: string, cell: string): unknown {
  if (cell === '') return name === 'value' ? null : undefined;
  if (cell === 'true' || cell === 'false') return isFlag(name) ? cell === 'true' : cell;
  return isNumber(name) && /^\d{1,15}$/.test(cell) ? Number(cell) : cell;
}

const isFlag = (name: string): boolean => ['shiny', 'tradable'].includes(name);
const isNumber = (name: string): boolean => ['chroma', 'value', 'rap', 'exists'].includes(name);
