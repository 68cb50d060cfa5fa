import { invalid } from '../../bank/engine/refusal.ts';
import type { TablePage } from '../protocol.ts';

/** A page of a list that is there whole: the cursor is how many rows came before it. */
export function pageOf<Row>(
  rows: readonly Row[],
  { limit, cursor = '0' }: { readonly limit: number; readonly cursor?: string | undefined },
): TablePage<Row> {
  if (!/^\d{1,9}$/.test(cursor)) throw invalid('cursor', 'must be the nextCursor of the page before');
  const end = Number(cursor) + limit;
  return { rows: rows.slice(Number(cursor), end), nextCursor: end < rows.length ? String(end) : null };
}
