import { sha256 } from '../../sha256.ts';
import type { ChainPage } from '../protocol-log.ts';
import { get } from './api.ts';

/** A head that somebody kept: its hash and, where they wrote it down, its number. */
export interface WrittenHead {
  readonly seq: number | null;
  readonly hash: string;
}

export type ChainCheck =
  /** Every hash follows from the one before, and the head is among them. */
  | { readonly kind: 'sound'; readonly count: number; readonly foundAt: number }
  /** The chain holds in itself, and never had this head: it is another one. */
  | { readonly kind: 'missing'; readonly count: number }
  | { readonly kind: 'broken'; readonly seq: number };

const HEAD = /^(?:([1-9]\d{0,14}):)?([0-9a-f]{64})$/i;

/** Reads `SEQ:HASH` or a hash alone; null for anything else. */
export function readHead(written: string): WrittenHead | null {
  const found = HEAD.exec(written.trim());
  if (!found) return null;
  return { seq: found[1] === undefined ? null : Number(found[1]), hash: (found[2] ?? '').toLowerCase() };
}

const GENESIS = '0'.repeat(64);

/**
 * Reads the whole log and computes every hash here: what the server says of them is only compared. Rejects
 * where the signal is aborted.
 */
export async function checkChain(
  head: WrittenHead,
  {
    onProgress,
    signal,
  }: { readonly onProgress: (done: number, of: number) => void; readonly signal: AbortSignal },
): Promise<ChainCheck> {
  let previous = GENESIS;
  let count = 0;
  let foundAt = 0;
  for (;;) {
    signal.throwIfAborted();
    const page = await get<ChainPage>('ledger/chain', { afterSeq: count });
    for (const { seq, text, hash } of page.rows) {
      const computed = await sha256(`${previous}\n${text}`);
      if (seq !== count + 1 || computed !== hash || !text.startsWith(`[${seq},`))
        return { kind: 'broken', seq: count + 1 };
      if (computed === head.hash && (head.seq ?? seq) === seq) foundAt = seq;
      previous = computed;
      count = seq;
    }
    onProgress(count, page.head.seq);
    if (page.rows.length === 0) break;
  }
  return foundAt === 0 ? { kind: 'missing', count } : { kind: 'sound', count, foundAt };
}
