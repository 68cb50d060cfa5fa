import { createHash } from 'node:crypto';
import { closeSync, createReadStream, openSync, readSync, statSync } from 'node:fs';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { z } from 'zod';
import { errorCode } from '../../error-code.ts';
import { ArchiveError } from '../errors.ts';
import { isAuthentic, type Trust } from './authentication.ts';
import {
  type End,
  GZIP_BEGINNING,
  type Header,
  type NamedRow,
  noCounts,
  readHeader,
  readLine,
} from './lines.ts';
import { ARCHIVE_TABLES, type ArchiveTable, decodeRow, type Page, toPage } from './rows.ts';
import { type ArchiveSource, PAGE_ROWS } from './scan.ts';

/** The longest line: far above any row, and small enough for memory where a line never ends. */
const MAX_LINE_BYTES = 64 * 2 ** 20;

const DAMAGED = 'the backup is damaged or was cut off';

export interface Archive extends ArchiveSource {
  readonly header: Header;
  /** Whether a key has proved that the bank wrote it: known once its pages have come to their end. */
  isAuthenticated(): boolean;
}

/** The archive as a source. Rejects with ArchiveError where it is none, or one of a newer version. */
export async function openArchive(file: string, trust: Trust): Promise<Archive> {
  requireGzip(file);
  const header = await readFirstLine(file);
  let isAuthenticated = false;
  const onEnd = (end: End): void => {
    isAuthenticated = isAuthentic(end, trust);
  };
  return {
    header,
    head: { seq: header.seq, hash: header.hash },
    reads: null,
    pages: () => readPages(file, onEnd),
    isAuthenticated: () => isAuthenticated,
    lastHead: null,
    isConsistentSnapshot: async () => true,
    close: async () => undefined,
  };
}

function requireGzip(file: string): void {
  const beginning = Buffer.alloc(GZIP_BEGINNING.length);
  const descriptor = openSync(file, 'r');
  try {
    readSync(descriptor, beginning);
  } finally {
    closeSync(descriptor);
  }
  if (beginning.equals(GZIP_BEGINNING)) return;
  throw new ArchiveError(
    `${file} is no backup of Petbank, or is damaged from its first bytes on. A backup is read as it was ` +
      'written: packed, and not packed anew by another program.',
  );
}

async function readFirstLine(file: string): Promise<Header> {
  for await (const line of readLines(file)) return readHeader(line.toString('utf8'));
  throw new ArchiveError(`${DAMAGED}: it is empty`);
}

/** Every row of the file; what its last line says is compared before the pages come to their end. */
async function* readPages(file: string, onEnd: (end: End) => void): AsyncGenerator<Page, void> {
  let group: NamedRow[] = [];
  for await (const row of readRows(file, onEnd)) {
    const [first] = group;
    if (first && (first.table !== row.table || group.length >= PAGE_ROWS)) {
      yield readPage(first.table, group);
      group = [];
    }
    group.push(row);
  }
  // The last page, which holds the bank's own row, comes only once checksum and key are known to be right.
  if (group[0]) yield readPage(group[0].table, group);
}

async function* readRows(file: string, onEnd: (end: End) => void): AsyncGenerator<NamedRow, void> {
  const counts = noCounts();
  const sum = createHash('sha256');
  let ended: End | undefined;
  let number = 0;
  for await (const line of readLines(file)) {
    number += 1;
    if (ended) throw new ArchiveError(`${DAMAGED}: line ${number} comes after the end`);
    // The first line was read before.
    const found = number === 1 ? 'header' : readLine(line.toString('utf8'));
    if (!found) throw new ArchiveError(`${DAMAGED}: line ${number} is not what Petbank writes`);
    if (found !== 'header' && 'sha256' in found) {
      ended = found;
      continue;
    }
    sum.update(line).update('\n');
    if (found === 'header') continue;
    counts[found.table] += 1;
    yield found;
  }
  if (!ended) throw new ArchiveError(`${DAMAGED}: its last line is missing`);
  compareEnd(ended, counts, sum.digest('hex'));
  onEnd(ended);
}

function readPage(table: ArchiveTable, values: readonly NamedRow[]): Page {
  try {
    return toPage(table, values, (_table, { row }) => decodeRow(table, row));
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error;
    throw new ArchiveError(`${DAMAGED}: a row of ${table} is not what this version of Petbank writes`, {
      cause: error,
    });
  }
}

function compareEnd(ended: End, counts: End['counts'], sha256: string): void {
  if (sha256 !== ended.sha256) throw new ArchiveError(`${DAMAGED}: its content does not match its checksum`);
  for (const table of ARCHIVE_TABLES) {
    const { [table]: count = counts[table] } = ended.counts;
    if (counts[table] !== count)
      throw new ArchiveError(
        `${DAMAGED}: it should hold ${count} rows of ${table}, and holds ${counts[table]}`,
      );
  }
}

/** The unpacked lines, without their ends. */
async function* readLines(file: string): AsyncGenerator<Buffer, void> {
  let rest: Buffer[] = [];
  let restBytes = 0;
  for await (const chunk of unpack(file)) {
    let from = 0;
    for (let at = chunk.indexOf(NEWLINE); at >= 0; at = chunk.indexOf(NEWLINE, from)) {
      const part = chunk.subarray(from, at);
      yield rest.length === 0 ? part : Buffer.concat([...rest, part]);
      rest = [];
      restBytes = 0;
      from = at + 1;
    }
    rest.push(chunk.subarray(from));
    restBytes += chunk.length - from;
    if (restBytes > MAX_LINE_BYTES) throw new ArchiveError(`${DAMAGED}: a line of it never ends`);
  }
  if (restBytes > 0) throw new ArchiveError(`${DAMAGED}: its last line has no end`);
}
const NEWLINE = 0x0a;

async function* unpack(file: string): AsyncGenerator<Buffer, void> {
  const gunzip = createGunzip();
  const packed = pipeline(createReadStream(file), gunzip, () => undefined);
  try {
    for await (const chunk of packed) yield Buffer.from(chunk);
  } catch (error) {
    if (!(error instanceof Error && errorCode(error).startsWith('Z_'))) throw error;
    throw new ArchiveError(`${DAMAGED}: it can't be unpacked (${error.message})`, { cause: error });
  }
  if (gunzip.bytesWritten !== statSync(file).size)
    throw new ArchiveError(`${DAMAGED}: something stands behind its end`);
}
