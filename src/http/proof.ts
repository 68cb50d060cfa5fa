import { z } from 'zod';
import type { Reads } from '../bank/engine/book.ts';
import type { Liabilities } from '../bank/liabilities.ts';
import { type LiabilityReads, proofAnswer, readProof } from '../bank/proof.ts';
import { readSnapshotHistory, snapshotHistoryAnswer } from '../bank/snapshot-history.ts';
import { type StoredBody, sendBody, storeBody } from './encoding.ts';
import { defineEndpoint, type Endpoint, GET, limitParameter, seqCursor } from './endpoint.ts';
import { shareWhileRunning } from './share.ts';

const HEADERS = { 'content-type': 'application/json' };
/**
 * Up to this many bytes, the proof has each teller's newest report. A larger one is kept for a while though
 * the bank has moved: making it takes time from everyone else, which anyone could use to slow the bank down.
 */
const SMALL_BYTES = 16_384;
const KEEP_MS_PER_KIB = 5;

interface Sources {
  readonly reads: Reads;
  readonly liabilities: LiabilityReads;
}

interface WrittenProof {
  readonly version: number;
  readonly snapshot: Liabilities;
  readonly body: StoredBody;
  readonly keepUntil: number;
}

const PAGE = {
  ...GET,
  path: '/proof',
  scopes: [],
  tag: 'Bank',
  summary: 'What the bank owes, what its tellers hold, and the head of the ledger',
  description:
    'Amounts are decimal strings, exact whatever their size. No member is named. What is owed is a ' +
    'snapshot as of `seq`; `tellers` and `reported` are of now. `docs/PROOF.md` shows how to check it.',
  answer: proofAnswer,
  problems: ['storage_unavailable'],
  example: {
    answer: {
      seq: 4,
      head: '6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b',
      at: '2026-01-01T00:05:00.000Z',
      liabilitiesRoot: '4e07408562bedb8b60ce05c1decfe3ad16b72230967de01f640b7e4729b49fce',
      members: 1,
      assets: [
        {
          asset: 'gems',
          owed: '500',
          reported: '500',
          root: { hash: '4b227777d4dd1fc61c6f884f48641d02b4d121d3fd328cb08b5531fcacdabf8a', sum: '500' },
        },
      ],
      tellers: [{ id: 'teller-1', reportedAt: '2026-01-01T00:06:00.000Z' }],
    },
  },
} as const;

/** `/proof`: written and compressed once for all who ask. */
export function createProofEndpoint(): Endpoint {
  let written: WrittenProof | undefined;
  const write = shareWhileRunning(async ({ reads, liabilities }: Sources): Promise<WrittenProof> => {
    if (written && performance.now() < written.keepUntil) return written;
    const snapshot = await liabilities.current();
    // Read first: what is reported meanwhile is in a later proof at least.
    const { version } = await reads.head();
    if (written?.version === version && written.snapshot === snapshot) return written;
    const body = storeBody(Buffer.from(JSON.stringify(await readProof(reads, snapshot))));
    const { size } = body.plain;
    const keepMs = size > SMALL_BYTES ? (size / 1024) * KEEP_MS_PER_KIB : 0;
    written = { version, snapshot, body, keepUntil: performance.now() + keepMs };
    return written;
  });
  return defineEndpoint(PAGE, async ({ headers }, { book: { reads }, liabilities }) => {
    const { body } = await write({ reads, liabilities });
    return sendBody(body, { method: 'GET', headers }, { headers: HEADERS });
  });
}

/** `/proof/history`: what the proof page shows of snapshots before. */
export const proofHistoryEndpoint: Endpoint = defineEndpoint(
  {
    ...GET,
    path: '/proof/history',
    query: z.strictObject({ limit: limitParameter, cursor: seqCursor }),
    scopes: [],
    tag: 'Bank',
    summary: 'The roots of all that was owed before, newest first',
    answer: snapshotHistoryAnswer,
    problems: ['storage_unavailable'],
    example: { answer: { snapshots: [], nextCursor: null } },
  },
  async ({ query: { limit, cursor } }, { projections, book }) => {
    const reads = { ...(await projections.current()), head: book.reads.head };
    return readSnapshotHistory(reads, { limit, beforeSeq: cursor });
  },
);
