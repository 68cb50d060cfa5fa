import { z } from 'zod';
import { MAX_AMOUNT, petKey, petSchema, TIERS } from '../bank/engine/pets.ts';
import { listErrors, PLAIN_ENGLISH } from '../zod-messages.ts';
import { type Line, type LineError, readCsv, ValuesFileError } from './csv.ts';
import type { FileReading } from './revise.ts';

const AMOUNT = `must be a whole number from 0 to ${MAX_AMOUNT}`;
const amount = z.int(AMOUNT).min(0, AMOUNT).max(MAX_AMOUNT, AMOUNT);
const text = petSchema.shape.id;
const lineSchema = z.strictObject({
  ...petSchema.shape,
  name: text.exactOptional(),
  tier: z.enum(TIERS).exactOptional(),
  tradable: z.boolean().exactOptional(),
  value: amount.nullable().exactOptional(),
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

/**
 * Reads a file of values by its ending: `.csv` with a line of names first, or `.json` with a list of objects,
 * alone or as `items` of one. Throws ValuesFileError where any line is wrong.
 */
export function readValuesFile(file: string, content: string): readonly FileReading[] {
  if (/\.json$/i.test(file)) return toReadings(readJson(content), [], 'entry');
  if (!/\.csv$/i.test(file)) throw new ValuesFileError([{ at: 0, what: 'must end with .csv or .json' }]);
  const { lines, errors } = readCsv(content, FIELDS);
  return toReadings(lines, errors, 'line');
}

function toReadings(lines: readonly Line[], errors: readonly LineError[], word: 'line' | 'entry') {
  const readings = new Map<string, { at: number; reading: FileReading }>();
  const found = [...errors];
  for (const { at, fields } of lines) {
    const read = lineSchema.safeParse(fields, PLAIN_ENGLISH);
    if (!read.success) {
      for (const { path, message } of listErrors(read.error)) {
        found.push({ at, what: `${path || 'the line'}: ${message}` });
      }
      continue;
    }
    const { id, variant, shiny, chroma, updatedAt: _updatedAt, ...facts } = read.data;
    const asset = petKey({ id, variant, shiny, chroma });
    const earlier = readings.get(asset);
    if (earlier) found.push({ at, what: `the same pet as in ${word} ${earlier.at}` });
    else readings.set(asset, { at, reading: { asset, ...facts } });
  }
  if (found.length > 0) throw new ValuesFileError(found, word);
  if (readings.size === 0) throw new ValuesFileError([{ at: 0, what: 'names no pet' }]);
  return [...readings.values()].map(({ reading }) => reading);
}

const list = z.array(z.unknown());
const listOrAnswer = z.union([list, z.looseObject({ items: list }).transform(({ items }) => items)]);

function readJson(content: string): Line[] {
  const read = listOrAnswer.safeParse(parse(content));
  if (!read.success) {
    const what = 'must be a list in JSON, or an object with a list as its items';
    throw new ValuesFileError([{ at: 0, what }]);
  }
  return read.data.map((fields, index) => ({ at: index + 1, fields }));
}

function parse(content: string): unknown {
  try {
    return JSON.parse(content.replace(/^\uFEFF/, ''));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
