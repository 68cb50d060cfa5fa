import { z } from 'zod';
import { MAX_AMOUNT, type Pet, petSchema, TIERS } from '../bank/engine/pets.ts';
import { parseJson } from '../json.ts';
import { listErrors, PLAIN_ENGLISH } from '../zod-messages.ts';
import { AMOUNT } from './amount.ts';
import { readCell } from './cells.ts';
import { type CsvRow, readCsv } from './csv.ts';
import { decodeText } from './decode.ts';
import { type LineError, type LineWord, ValuesFileError } from './file-error.ts';
import type { FileReading } from './revise.ts';

const amount = z.int(AMOUNT).min(0, AMOUNT);
const VALUE = `must be a whole number from 0 to ${MAX_AMOUNT}`;
/** One error for each value, also where it is too large to be exact. */
const value = z.int({ error: VALUE, abort: true }).min(0, VALUE).max(MAX_AMOUNT, VALUE);
const text = petSchema.shape.id;
const lineSchema = z.strictObject({
  ...petSchema.shape,
  name: text.exactOptional(),
  tier: z.enum(TIERS).exactOptional(),
  tradable: z.boolean().exactOptional(),
  value: value.nullable().exactOptional(),
  rap: amount.nullable().exactOptional(),
  exists: amount.nullable().exactOptional(),
  thumbnail: z
    .string()
    .regex(/^rbxassetid:\/\/\d{1,20}$/, 'must be rbxassetid:// and a number')
    .nullable()
    .exactOptional(),
  /** What `/items/all` answers can be imported as it is: the age of a value is the import's. */
  updatedAt: z.unknown().optional(),
});

/** The fields that a line may have; a CSV file's first line names those that it has. */
const FIELDS: readonly string[] = Object.keys(lineSchema.shape);

/** A line of a file: a pet as it is written there, and what the line says of it. */
export interface FileLine {
  readonly at: number;
  readonly pet: Pet;
  readonly facts: Omit<FileReading, 'asset'>;
}

/** What is in a file: its good lines, and what is wrong with the others. */
export interface FileContent {
  readonly word: LineWord;
  readonly lines: readonly FileLine[];
  readonly errors: readonly LineError[];
}

/**
 * Reads a file of values: `.json` with a list of objects, alone or as `items` of one, or a table of text with
 * a row of names first. Throws ValuesFileError where that can't be read at all.
 */
export function readValuesFile(file: string, bytes: Buffer): FileContent {
  const isJson = /\.json$/i.test(file);
  if (!isJson && !/\.(csv|tsv|txt)$/i.test(file)) {
    const what = 'must end with .csv, .tsv, .txt or .json. In Excel, save it as "CSV UTF-8"';
    throw new ValuesFileError([{ at: 0, what }]);
  }
  const content = decodeText(bytes);
  const read = isJson ? readJson(content) : readTable(content);
  if (read.lines.length + read.errors.length === 0) {
    throw new ValuesFileError([{ at: 0, what: 'names no pet' }]);
  }
  return read;
}

function readTable(content: string): FileContent {
  const { separator, rows, errors } = readCsv(content, FIELDS);
  const lines: FileLine[] = [];
  const found = [...errors];
  for (const row of rows) {
    const { fields, errors: ofCells } = toFields(row, separator);
    const { line, errors: ofLine } = toLine(row.at, fields);
    const ofRow = [...ofCells, ...ofLine];
    found.push(...ofRow);
    if (line && ofRow.length === 0) lines.push(line);
  }
  return { word: 'line', lines, errors: found };
}

function toFields({ at, cells }: CsvRow, separator: string) {
  const fields: Record<string, unknown> = {};
  const errors: LineError[] = [];
  for (const [field, cell] of cells) {
    const reading = readCell(field, cell, separator);
    if ('error' in reading) errors.push({ at, what: `${field}: ${reading.error}` });
    else if (reading.value !== undefined) fields[field] = reading.value;
  }
  return { fields, errors };
}

function toLine(at: number, fields: unknown): { line?: FileLine; errors: LineError[] } {
  const read = lineSchema.safeParse(fields, PLAIN_ENGLISH);
  if (!read.success) {
    const errors = listErrors(read.error);
    return { errors: errors.map(({ path, message }) => ({ at, what: `${path || 'it'}: ${message}` })) };
  }
  const { id, variant, shiny, chroma, updatedAt: _updatedAt, ...facts } = read.data;
  return { line: { at, pet: { id, variant, shiny, chroma }, facts }, errors: [] };
}

const list = z.array(z.unknown());
const listOrAnswer = z.union([list, z.looseObject({ items: list }).transform(({ items }) => items)]);

function readJson(content: string): FileContent {
  const read = listOrAnswer.safeParse(parse(content));
  if (!read.success) {
    const what = 'must be a list in JSON, or an object with a list as its items';
    throw new ValuesFileError([{ at: 0, what }]);
  }
  const entries = read.data.map((fields, index) => toLine(index + 1, fields));
  return {
    word: 'entry',
    lines: entries.flatMap(({ line }) => line ?? []),
    errors: entries.flatMap(({ errors }) => errors),
  };
}

function parse(content: string): unknown {
  try {
    return parseJson(content);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new ValuesFileError([{ at: 0, what: `is not JSON that can be read: ${error.message}` }]);
  }
}
