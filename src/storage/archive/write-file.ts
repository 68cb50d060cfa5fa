import { createHash } from 'node:crypto';
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { LedgerError } from '../../bank/verify-ledger.ts';
import { authenticate } from './authentication.ts';
import {
  type Counts,
  endText,
  GZIP_BEGINNING,
  type Header,
  headerLine,
  noCounts,
  rowLines,
} from './lines.ts';
import { publish, unfinishedName } from './publish.ts';
import type { Scan } from './scan.ts';

/** Its owner alone may read it: names, Discord ids and claim tokens are in it. */
const MODE = 0o600;

export interface WrittenArchive {
  readonly counts: Counts;
  /** What is wrong with the ledger in it, if it was written all the same. */
  readonly error: LedgerError | undefined;
}

export interface ArchiveFile {
  readonly file: string;
  readonly overwrite: boolean;
  /** What it is authenticated with, or null. */
  readonly key: string | null;
}

/** Writes the scanned pages as an archive. If it rejects, no file is new, and an old one is as it was. */
export async function writeArchive(
  { file, overwrite, key }: ArchiveFile,
  facts: Pick<Header, 'made' | 'program' | 'seq' | 'hash'>,
  { pages, error }: Scan,
): Promise<WrittenArchive> {
  const unfinished = unfinishedName(file);
  const descriptor = openSync(unfinished, 'wx', MODE);
  const counts = noCounts();
  async function* lines(): AsyncGenerator<string> {
    const sum = createHash('sha256');
    const first = headerLine(facts);
    sum.update(first);
    yield first;
    for await (const page of pages) {
      counts[page.table] += page.rows.length;
      const text = rowLines(page);
      sum.update(text);
      yield text;
    }
    const ending = { ledger: error() ? 'broken' : 'sound', counts, sha256: sum.digest('hex') } as const;
    yield `${endText(authenticate(ending, key))}\n`;
  }
  try {
    try {
      await pipeline(lines, createGzip(), (chunks: AsyncIterable<Buffer>) => writeAll(descriptor, chunks));
    } finally {
      closeSync(descriptor);
    }
    publish(unfinished, file, { overwrite });
  } finally {
    rmSync(unfinished, { force: true });
  }
  return { counts, error: error() };
}

async function writeAll(descriptor: number, chunks: AsyncIterable<Buffer>): Promise<void> {
  let isFirst = true;
  for await (const chunk of chunks) {
    // The same on every system, so that equal banks give equal files, and a flipped bit is found here too.
    if (isFirst) GZIP_BEGINNING.copy(chunk);
    isFirst = false;
    for (let written = 0; written < chunk.length; ) written += writeSync(descriptor, chunk, written);
  }
}
