import { z } from 'zod';
import { buildRecord } from '../../bank/engine/tables.ts';
import { ArchiveError } from '../errors.ts';
import { ARCHIVE_TABLES, type ArchiveTable, encodeRow, type Page } from './rows.ts';

/** What the first line of every archive says it is. */
const FORMAT = 'petbank-archive';
/** Grows with every change that a program made for the format before would misread. */
const FORMAT_VERSION = 1;

const header = z.strictObject({
  format: z.literal(FORMAT),
  version: z.literal(FORMAT_VERSION),
  made: z.iso.datetime(),
  program: z.string(),
  seq: z.int().min(0),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
});
/** The first line: what the file is, when and by which version of Petbank it was made, and its log's head. */
export type Header = z.infer<typeof header>;

const end = z.strictObject({
  ledger: z.enum(['sound', 'broken']),
  counts: z.partialRecord(z.enum(ARCHIVE_TABLES), z.int().min(0)),
  sha256: z.string(),
  hmac: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
});
/**
 * The last line: whether the ledger held, each table's count, and the SHA-256 of all lines before; where the
 * bank has a key for it, also what authenticates all that.
 */
export type End = z.infer<typeof end>;
export type EndFacts = Omit<End, 'hmac'>;
export type Counts = End['counts'];

type TableCounts = { [T in ArchiveTable]: number };
export const noCounts = (): TableCounts => buildRecord<ArchiveTable, TableCounts>(ARCHIVE_TABLES, () => 0);

export const headerLine = (facts: Omit<Header, 'format' | 'version'>): string =>
  `${JSON.stringify(z.encode(header, { format: FORMAT, version: FORMAT_VERSION, ...facts }))}\n`;

/** The last line without its end, letter for letter as it was read or will be written. */
export const endText = (facts: End): string => JSON.stringify(z.encode(end, facts));

/** The rows as lines, letter for letter the same from every database. Throws a ZodError like `encodeRow`. */
export const rowLines = <T extends ArchiveTable>({ table, rows }: Page<T>): string =>
  rows.map((row) => `${JSON.stringify({ table, row: encodeRow(table, row) })}\n`).join('');

const beginning = z.object({ format: z.literal(FORMAT), version: z.int(), program: z.string() });

/** Reads the first line. Throws ArchiveError if it is no archive, or one of a newer version. */
export function readHeader(line: string): Header {
  const value = parseJson(line);
  const begun = beginning.safeParse(value);
  if (!begun.success) throw new ArchiveError('this is no backup of Petbank');
  const { version, program } = begun.data;
  if (version > FORMAT_VERSION) {
    throw new ArchiveError(
      `this backup was made by a newer version of Petbank (${program}, format ${version}, and this program ` +
        `reads format ${FORMAT_VERSION}): use that version or a later one`,
    );
  }
  const read = header.safeParse(value);
  if (!read.success)
    throw new ArchiveError('the backup is damaged: its first line is not what Petbank writes');
  return read.data;
}

const rowLine = z.strictObject({ table: z.enum(ARCHIVE_TABLES), row: z.unknown() });

/** A row before it has met its schema. */
export type NamedRow = z.infer<typeof rowLine>;

/** A line after the first: a row, or the end. Undefined for what is neither. */
export function readLine(line: string): NamedRow | End | undefined {
  const value = parseJson(line);
  return rowLine.safeParse(value).data ?? end.safeParse(value).data;
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** How every archive begins: deflate, no name, no time, and a system that isn't said. */
export const GZIP_BEGINNING = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]);
