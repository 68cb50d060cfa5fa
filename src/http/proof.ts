import type { Reads } from '../bank/engine/book.ts';
import { proofAnswer, readProof } from '../bank/proof.ts';
import { type StoredBody, sendBody, storeBody } from './encoding.ts';
import { defineEndpoint, type Endpoint, GET } from './endpoint.ts';
import { shareWhileRunning } from './share.ts';

const HEADERS = { 'content-type': 'application/json' };
/**
 * Up to this many bytes, the proof is of the newest commit. A larger one is kept for a while though the bank
 * has moved: making it takes time from everyone else, which anyone could use to slow the bank down.
 */
const SMALL_BYTES = 16_384;
const KEEP_MS_PER_KIB = 5;

interface WrittenProof {
  readonly version: number;
  readonly body: StoredBody;
  readonly keepUntil: number;
}

/** `/proof`: written and compressed once for all who ask. */
export function createProofEndpoint(): Endpoint {
  let written: WrittenProof | undefined;
  const write = shareWhileRunning(async (reads: Reads): Promise<WrittenProof> => {
    if (written && performance.now() < written.keepUntil) return written;
    // Read first: what is committed meanwhile is in a later proof at least.
    const { version } = await reads.head();
    if (written?.version === version) return written;
    const body = storeBody(Buffer.from(JSON.stringify(await readProof(reads))));
    const { size } = body.plain;
    const keepMs = size > SMALL_BYTES ? (size / 1024) * KEEP_MS_PER_KIB : 0;
    written = { version, body, keepUntil: performance.now() + keepMs };
    return written;
  });
  return defineEndpoint(
    {
      ...GET,
      path: '/proof',
      scopes: [],
      tag: 'Bank',
      summary: 'What the bank owes, what its tellers hold, and the head of the ledger',
      description: 'Amounts are decimal strings, exact whatever their size. No member is named.',
      answer: proofAnswer,
      problems: ['storage_unavailable'],
      example: {
        answer: {
          seq: 4,
          head: '6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b',
          at: '2026-01-01T00:05:00.000Z',
          assets: [{ asset: 'gems', owed: '500', reported: '500' }],
          tellers: [{ id: 'teller-1', reportedAt: '2026-01-01T00:06:00.000Z' }],
        },
      },
    },
    async ({ headers }, { book }) => {
      const { body } = await write(book.reads);
      return sendBody(body, { method: 'GET', headers }, { headers: HEADERS });
    },
  );
}
