import { z } from 'zod';
import { rfc3339 } from '../../bank/engine/fields.ts';
import type { Revocation } from '../../bank/engine/rows.ts';
import { keyRevokeInput, revokeKey } from '../../bank/keys.ts';
import { type TermCount, termOf } from '../../bank/projections.ts';
import type { Services } from '../../http/endpoint.ts';
import type { TablePage } from '../protocol.ts';
import type { KeyRow, RefusedRow } from '../protocol-log.ts';
import { act, type Guarded, read } from './guarded.ts';
import { pageOf } from './list-page.ts';
import { hasWords, tableQuery } from './paging.ts';

/** How many keys that ever signed anything are listed, and how many decisions about them are read. */
const MAX_KEYS = 1_000;

/** The keys of programs, without their secrets. */
export const keyEndpoints: readonly Guarded[] = [
  read(
    { path: 'keys', query: z.strictObject(tableQuery) },
    async ({ query }, services): Promise<TablePage<KeyRow>> => {
      const rows = await readKeys(services);
      return pageOf(
        rows.filter(({ keyId, scopes }) => hasWords(query.search, [keyId, ...scopes])),
        query,
      );
    },
  ),
  read(
    { path: 'keys/refused', query: z.strictObject(tableQuery) },
    async ({ query }, { keyRing }): Promise<TablePage<RefusedRow>> => {
      const rows = keyRing.usage.refused().map(({ at, ...refused }) => ({ ...refused, at: rfc3339(at) }));
      const isWanted = ({ requestId, keyId, code, endpoint }: RefusedRow): boolean =>
        hasWords(query.search, [requestId, keyId, code, endpoint]);
      return pageOf(rows.filter(isWanted), query);
    },
  ),
  act(
    { path: 'keys/revoke', body: keyRevokeInput, level: 'owner' },
    async ({ body, caller }, { book, keyRing }) => {
      const answer = await book.perform(revokeKey, body, caller);
      // It is revoked: where this process can't read that just now, it lets nobody in before it can.
      await keyRing.reload().catch(() => undefined);
      return answer;
    },
  ),
];

async function readKeys({ book, keyRing, projections }: Services): Promise<KeyRow[]> {
  const reads = await projections.current();
  const configured = new Map(keyRing.list().map((key) => [key.id, key]));
  const revocations = await book.reads.revocations({ afterSeq: 0, limit: MAX_KEYS });
  const revoked = new Map(revocations.map((row) => [row.keyId, row]));
  const used = new Map(
    (await reads.listTerms({ kind: 'key', limit: MAX_KEYS })).map((row) => [row.term, row]),
  );
  const ids = new Set([...configured.keys(), ...revoked.keys(), ...[...used.keys()].map(keyOf)]);
  const lastSeqs = [...used.values()].map(({ lastSeq }) => lastSeq);
  const last = new Map((await reads.transactionsBySeq(lastSeqs)).map((row) => [row.seq, row]));
  return [...ids].sort().map((keyId) => {
    const key = configured.get(keyId);
    const use = used.get(termOf('key', keyId));
    return {
      keyId,
      name: key?.name ?? keyId.split('@')[0] ?? keyId,
      scopes: [...(key?.scopes ?? [])],
      isConfigured: key !== undefined,
      revokedAt: toTime(revoked.get(keyId)),
      ...describeTransactions(use, last.get(use?.lastSeq ?? 0)?.at),
      ...describeRequests(keyRing.usage.of(keyId)),
    };
  });
}

const keyOf = (term: string): string => term.slice(termOf('key', '').length);

const toTime = (row: Revocation | undefined): string | null =>
  row === undefined || row.revokedAt === null ? null : rfc3339(row.revokedAt);

const describeTransactions = (use: TermCount | undefined, at: number | undefined) => ({
  transactions: use?.count ?? 0,
  lastTransaction: use ? `t-${use.lastSeq}` : null,
  lastTransactionAt: at === undefined ? null : rfc3339(at),
});

const describeRequests = (use: ReturnType<Services['keyRing']['usage']['of']>) => ({
  requests: use?.requests ?? 0,
  lastRequestAt: use && use.requests > 0 ? rfc3339(use.lastRequestAt) : null,
  refusals: Object.fromEntries(use?.refusals ?? []),
});
