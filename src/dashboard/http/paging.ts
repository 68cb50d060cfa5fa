import { z } from 'zod';
import { limitParameter } from '../../http/endpoint.ts';
import type { TablePage } from '../protocol.ts';

/** What every table takes: how many rows, after which one, and with which words in them. */
export const tableQuery = {
  limit: limitParameter,
  cursor: z.string().max(400).optional(),
  search: z.string().trim().max(128).optional(),
};

/** How many rows are looked through for a search before the page ends, found or not. */
const MAX_SCANNED = 2_000;
const CHUNK = 200;

interface Scan<Row, Answer> {
  readonly limit: number;
  readonly cursor: string | undefined;
  /** The rows after one, by its cursor; at most `limit`. */
  readonly load: (page: {
    readonly after: string | undefined;
    readonly limit: number;
  }) => Promise<readonly Row[]>;
  readonly cursorOf: (row: Row) => string;
  readonly isWanted: (row: Row) => boolean;
  readonly toAnswer: (row: Row) => Answer | Promise<Answer>;
}

/** A page of the wanted rows. Where few are, it may be short though there are more: the cursor says so. */
export async function scanPage<Row, Answer>(scan: Scan<Row, Answer>): Promise<TablePage<Answer>> {
  const { limit, load, cursorOf, isWanted, toAnswer } = scan;
  const rows: (Answer | Promise<Answer>)[] = [];
  const toPage = async (nextCursor: string | null) => ({ rows: await Promise.all(rows), nextCursor });
  let after = scan.cursor;
  // Mostly every row is wanted: then one more than the page has says whether there is another page.
  let size = limit + 1;
  for (let scanned = 0; scanned < MAX_SCANNED; scanned += size) {
    const chunk = await load({ after, limit: size });
    for (const row of chunk) {
      if (rows.length === limit) return toPage(after ?? null);
      after = cursorOf(row);
      if (isWanted(row)) rows.push(toAnswer(row));
    }
    if (chunk.length < size) return toPage(null);
    size = CHUNK;
  }
  return toPage(after ?? null);
}

/** Whether any of the values has the words, whatever their case. */
export function hasWords(words: string | undefined, values: readonly (string | number | null)[]): boolean {
  if (words === undefined || words === '') return true;
  const wanted = words.toLowerCase();
  return values.some((value) =>
    String(value ?? '')
      .toLowerCase()
      .includes(wanted),
  );
}
