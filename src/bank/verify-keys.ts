import type { Reads } from './engine/book.ts';
import type { Revocation, Transaction } from './engine/rows.ts';

/** How many rows are read at once. */
const PAGE = 500;

/** What the log last said about each key. */
export type LoggedRevocations = Map<string, Revocation>;

/** Keeps what a row of the log says about a key; the rows come in the log's order. */
export function replayRevocation(logged: LoggedRevocations, { kind, note, seq, at }: Transaction): void {
  if (kind !== 'key_revoked' && kind !== 'key_restored') return;
  const [keyId = ''] = note?.split(':', 1) ?? [];
  logged.set(keyId, { keyId, seq, revokedAt: kind === 'key_revoked' ? at : null });
}

/** The first key of which the rows say something else than the log, in words: it might sign again. */
export async function findRevocationError(
  reads: Pick<Reads, 'revocations'>,
  logged: LoggedRevocations,
): Promise<string | undefined> {
  const missing = new Map(logged);
  for (let afterSeq = 0; ; ) {
    const rows = await reads.revocations({ afterSeq, limit: PAGE });
    for (const row of rows) {
      if (!Bun.deepEquals(row, missing.get(row.keyId))) return describe(row.keyId);
      missing.delete(row.keyId);
      afterSeq = row.seq;
    }
    if (rows.length < PAGE) break;
  }
  const [first] = missing.keys();
  return first === undefined ? undefined : describe(first);
}

const describe = (keyId: string): string =>
  `key ${keyId}: its row and the log do not agree on whether it is revoked`;
