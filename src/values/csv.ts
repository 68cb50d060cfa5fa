import { CsvError, parse } from 'csv-parse/sync';
import { z } from 'zod';
import { cleanText } from '../clean-text.ts';
import type { LineError } from './file-error.ts';

/** A row below the first: the text of each cell, by the field that the first row names for it. */
export interface CsvRow {
  readonly at: number;
  readonly cells: readonly (readonly [field: string, cell: string])[];
}

export interface CsvReading {
  readonly separator: string;
  readonly rows: readonly CsvRow[];
  readonly errors: readonly LineError[];
}

/** What spreadsheets put between cells. */
const SEPARATORS = [',', ';', '\t'];
/** The first line of a file that tells Excel its separator. */
const NAMED_SEPARATOR = /^"?sep=([^"\r\n])"?(?=[\r\n]|$)/i;

const OPTIONS = {
  trim: true,
  skip_empty_lines: true,
  skip_records_with_empty_values: true,
  relax_column_count: true,
  record_delimiter: ['\r\n', '\n', '\r'],
  info: true as const,
};
const parsed = z.array(z.object({ record: z.array(z.string()), info: z.object({ lines: z.int() }) }));

/** The cells of a line; null where its quotes are wrong. */
interface Line {
  readonly at: number;
  readonly record: readonly string[] | null;
}

/**
 * Reads a CSV file whose first row names known fields, in any order. Rows with nothing in them are left out,
 * and a row that is wrong hides no other.
 */
export function readCsv(content: string, known: readonly string[]): CsvReading {
  const named = NAMED_SEPARATOR.exec(content);
  // The line stays, empty, so that those after it keep their numbers.
  const text = named ? content.slice(named[0].length) : content;
  const separator = named?.[1] ?? findSeparator(text, known);
  const [first = { at: 1, record: null }, ...others] = readLines(text, separator);
  const fields = (first.record ?? []).map((name) => toField(name, known));
  while (fields.at(-1) === '') fields.pop();
  const errors = checkFields(fields, known).map((what) => ({ at: first.at, what }));
  if (errors.length > 0) return { separator, rows: [], errors };
  const rows: CsvRow[] = [];
  for (const line of others) {
    const what = findRowError(line, fields, first.at);
    if (what === null) rows.push({ at: line.at, cells: toCells(fields, line.record ?? []) });
    else errors.push({ at: line.at, what });
  }
  return { separator, rows, errors };
}

/** The separator by which the first row names most of the known fields. */
function findSeparator(text: string, known: readonly string[]): string {
  const counts = SEPARATORS.map((separator) => {
    const [first] = parseCells(text, { delimiter: separator, to: 1 }) ?? [];
    const names = (first?.record ?? []).map((name) => toField(name, known));
    return names.filter((name) => known.includes(name)).length;
  });
  return SEPARATORS[counts.indexOf(Math.max(...counts))] ?? ',';
}

/** The field that a name means, whatever its case and spaces; a name that means none stays as it is. */
function toField(name: string, known: readonly string[]): string {
  const bare = (text: string): string => text.toLowerCase().replace(/[\s_-]+/g, '');
  const written = cleanText(name);
  return known.find((field) => bare(field) === bare(written)) ?? written;
}

function checkFields(fields: readonly string[], known: readonly string[]): string[] {
  const given = fields.filter((field) => field !== '');
  const twice = new Set(given.filter((field, index) => given.indexOf(field) !== index));
  const unknown = given.filter((field) => !known.includes(field));
  return [
    ...(fields.includes('id') ? [] : [`must name fields, among them id; known are ${known.join(', ')}`]),
    ...unknown.map((field) => `"${field}" is not a known field; known are ${known.join(', ')}`),
    ...[...twice].map((field) => `names ${field} twice`),
  ];
}

function findRowError({ record }: Line, fields: readonly string[], firstAt: number): string | null {
  if (record === null) return 'has a quote that is not closed, or in the middle of a field';
  const isTooLong = record.slice(fields.length).some((cell) => cell !== '');
  if (record.length < fields.length || isTooLong) {
    return `has ${record.length} fields, and line ${firstAt} names ${fields.length}`;
  }
  const isUnnamed = fields.some((field, index) => field === '' && record[index] !== '');
  return isUnnamed ? `has something in a column that line ${firstAt} doesn't name` : null;
}

const toCells = (fields: readonly string[], record: readonly string[]) =>
  fields.flatMap((field, index) => (field === '' ? [] : [[field, (record[index] ?? '').trim()] as const]));

function readLines(text: string, delimiter: string): Line[] {
  // No field of ours holds a line break. Where a quote is wrong, each line is read by itself, so that it
  // spoils no other.
  return parseCells(text, { delimiter }) ?? text.split(/\r\n|\n|\r/).flatMap(readLine);

  function readLine(line: string, index: number): Line[] {
    const at = index + 1;
    const cells = parseCells(line, { delimiter });
    return cells === null ? [{ at, record: null }] : cells.map(({ record }) => ({ at, record }));
  }
}

function parseCells(text: string, options: { readonly delimiter: string; readonly to?: number }) {
  try {
    const lines = parsed.parse(parse(text, { ...OPTIONS, ...options }));
    return lines.map(({ record, info }) => ({ at: info.lines, record }));
  } catch (error) {
    if (error instanceof CsvError) return null;
    throw error;
  }
}
