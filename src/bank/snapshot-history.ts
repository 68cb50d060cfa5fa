import { z } from 'zod';
import type { Reads } from './engine/book.ts';
import { rfc3339, timeAnswer } from './engine/fields.ts';
import type { Transaction } from './engine/rows.ts';
import { readSnapshotNote } from './liabilities.ts';
import { searchLog } from './log-search.ts';
import { type ProjectionReads, termOf } from './projections.ts';

export const snapshotHistoryAnswer = z.object({
  snapshots: z.array(
    z.object({
      seq: z.int().meta({ description: 'The transaction that it is as of.' }),
      liabilitiesRoot: z.string(),
      at: timeAnswer,
      sealedBy: z
        .object({ seq: z.int(), hash: z.string() })
        .meta({ description: 'The line of the log that has the root, whose hash covers it.' }),
    }),
  ),
  nextCursor: z.string().nullable(),
});
type SnapshotHistory = z.infer<typeof snapshotHistoryAnswer>;

/** The roots that the log holds, newest first, before a transaction. Names no member. */
export async function readSnapshotHistory(
  reads: ProjectionReads & Pick<Reads, 'head'>,
  page: { readonly beforeSeq?: number | undefined; readonly limit: number },
): Promise<SnapshotHistory> {
  const { transactions, beforeSeq } = await searchLog(reads, { terms: [termOf('kind', 'snapshot')] }, page);
  return {
    snapshots: transactions.flatMap(toSnapshot),
    nextCursor: beforeSeq === null ? null : String(beforeSeq),
  };
}

function toSnapshot({ note, at, seq, hash }: Transaction): SnapshotHistory['snapshots'] {
  const told = readSnapshotNote(note);
  return told
    ? [{ seq: told.seq, liabilitiesRoot: told.root, at: rfc3339(at), sealedBy: { seq, hash } }]
    : [];
}
