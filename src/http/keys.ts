import { z } from 'zod';
import { toPage } from '../bank/history.ts';
import {
  keyIdSchema,
  keyRevokeAnswer,
  keyRevokeInput,
  keyTransactionAnswer,
  keyTransactionToAnswer,
  revokeKey,
} from '../bank/keys.ts';
import { defineEndpoint, type Endpoint, GET, limitParameter, POST, seqCursor } from './endpoint.ts';

const scopes = ['admin'] as const;
const tag = 'Operator';

const revoke = defineEndpoint(
  {
    ...POST,
    path: '/admin/keys/revoke',
    scopes,
    tag,
    summary: 'Revoke a key without a restart',
    description:
      'Every process refuses it within 2 seconds, also after a restart and while it is in API_KEYS. What ' +
      'it asked for and was not decided yet is refused too. A key that the bank does not know can be ' +
      'revoked, and so can the one that signs this request. Only the command line takes it back.',
    body: keyRevokeInput,
    answer: keyRevokeAnswer,
    problems: ['replayed'],
    example: {
      body: { keyId: 'teller-1@a', reason: 'its machine was broken into' },
      answer: { keyId: 'teller-1@a', revokedAt: '2026-01-01T00:01:00.000Z', replayed: false },
    },
  },
  async ({ body, caller }, { book, keyRing }) => {
    const answer = await book.perform(revokeKey, body, caller);
    // It is revoked: where this process can't read that just now, it lets nobody in before it can.
    await keyRing.reload().catch(() => undefined);
    return answer;
  },
);

const transactions = defineEndpoint(
  {
    ...GET,
    path: '/admin/keys/{keyId}/transactions',
    params: z.object({ keyId: keyIdSchema.meta({ example: 'teller-1@a' }) }),
    query: z.strictObject({ limit: limitParameter, cursor: seqCursor }),
    scopes,
    tag,
    summary: 'What a key did, newest first',
    description:
      'Every transaction that was signed with this very key, whatever its kind. A key that signed ' +
      'nothing, or that the bank has never seen, has an empty page. Transactions from before keys were ' +
      'recorded name none.',
    answer: z.object({
      transactions: z.array(keyTransactionAnswer),
      nextCursor: z.string().nullable(),
    }),
    problems: [],
    example: {
      query: '?limit=1',
      answer: {
        transactions: [
          {
            id: 't-1',
            seq: 1,
            kind: 'deposit',
            status: 'credited',
            robloxUserId: 156,
            otherRobloxUserId: null,
            pets: [{ id: 'Huge Cat', variant: 'golden', shiny: false, quantity: 2 }],
            gems: 1000,
            tellerId: 'teller-1',
            withdrawalId: null,
            note: null,
            at: '2026-01-01T00:01:00.000Z',
            hash: '6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b',
          },
        ],
        nextCursor: null,
      },
    },
  },
  async ({ params: { keyId }, query: { limit, cursor } }, { book }) => {
    const page = { keyId, limit: limit + 1, ...(cursor === undefined ? {} : { beforeSeq: cursor }) };
    return toPage(await book.reads.transactionsOfKey(page), limit, keyTransactionToAnswer);
  },
);

export const keyEndpoints: readonly Endpoint[] = [revoke, transactions];
