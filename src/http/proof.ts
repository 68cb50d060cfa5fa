import { proofAnswer, readProof } from '../bank/proof.ts';
import { defineEndpoint, type Endpoint, GET } from './endpoint.ts';

export const proofEndpoint: Endpoint = defineEndpoint(
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
  (_, { book }) => readProof(book.reads),
);
