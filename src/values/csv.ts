import { CsvError, parse } from 'csv-parse/sync';
import { z } from 'zod';
import type { Line, LineError } from './lines.ts';

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
export function readCsv(
  content: string,
  known: readonly string[],
): { lines: readonly Line[]; faults: readonly LineError[] } {
  const [first, ...others] = readLines(content);
  const names = first?.record ?? [];
  if (!names.includes('id') || !names.every((name) => known.includes(name))) {
    const what = `must name fields, among them id; known are ${known.join(', ')}`;
    return { lines: [], faults: [{ at: 1, what }] };
  }
  const faults: LineError[] = [];
  const lines: Line[] = [];
  for (const { at, record } of others) {
    if (record === null)
      faults.push({ at, what: 'has a quote that is not closed, or in the middle of a field' });
    else if (record.length === names.length) lines.push({ at, fields: toFields(names, record) });
    else faults.push({ at, what: `has ${record.length} fields, and line 1 names ${names.length}` });
  }
  return { lines, faults };
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

/** A cell as JSON would have it. An empty one says nothing, but for the value: that it is taken back. */
function cellToField(name: string, cell: string): unknown {
  if (cell === '') return name === 'value' ? null : undefined;
  if (cell === 'true' || cell === 'false') return isFlag(name) ? cell === 'true' : cell;
  return isNumber(name) && /^\d{1,15}$/.test(cell) ? Number(cell) : cell;
}

const isFlag = (name: string): boolean => ['shiny', 'tradable'].includes(name);
const isNumber = (name: string): boolean => ['chroma', 'value', 'rap', 'exists'].includes(name);
