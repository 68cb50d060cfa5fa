import { z } from 'zod';
import { caseAnswer, caseToAnswer } from '../bank/cases.ts';
import { decideCase } from '../bank/decide-case.ts';
import {
  freezeAnswer,
  freezeInput,
  freezeMember,
  haltAnswer,
  haltBank,
  haltInput,
} from '../bank/halt-and-freeze.ts';
import { caseResolveInput } from '../bank/resolve-case.ts';
import { defineEndpoint, type Endpoint, GET, limitParameter, POST } from './endpoint.ts';

/** Four times as many as an id of a case has at most: its bytes in base64. */
const MAX_CURSOR = 1_600;
/**
 * The id of the last case of a page, in characters that every client puts into a URL as they are: an id may
 * name a pet, and what of that is encoded and then signed differs from client to client.
 */
const caseCursor = z
  .string()
  .max(MAX_CURSOR)
  .regex(/^[A-Za-z0-9_-]+$/, 'must be the nextCursor of the page before')
  .transform((text) => Buffer.from(text, 'base64url').toString());
const toCursor = (caseId: string): string => Buffer.from(caseId).toString('base64url');

const scopes = ['admin'] as const;
const tag = 'Operator';
const closedCase = {
  id: 'quarantine:deposit:teller-1:T-42',
  kind: 'quarantine',
  robloxUserId: 156,
  tellerId: 'teller-1',
  withdrawalId: null,
  pets: [{ id: 'Mystery Cat', variant: 'normal', shiny: false, quantity: 1 }],
  gems: 0,
  summary: "Deposit T-42: Mystery Cat: the bank doesn't know this pet.",
  openedAt: '2026-01-01T00:01:00.000Z',
  closedAt: '2026-01-01T09:00:00.000Z',
  resolution: 'credit: a new pet, added to the list',
  proposal: null,
};

const halt = defineEndpoint(
  {
    ...POST,
    path: '/admin/halt',
    scopes,
    tag,
    summary: 'Halt the whole bank, or resume it',
    description:
      'While it is halted, new verifications, requests and claims are refused. What happened in the game ' +
      'is still recorded.',
    body: haltInput,
    answer: haltAnswer,
    problems: ['replayed'],
    example: {
      body: { halted: true, reason: 'an update of the game' },
      answer: { halted: true, reason: 'an update of the game' },
    },
  },
  ({ body, caller }, { book }) => book.perform(haltBank, body, caller),
);

const freeze = defineEndpoint(
  {
    ...POST,
    path: '/admin/freeze',
    scopes,
    tag,
    summary: 'Freeze a member, or unfreeze them',
    description:
      'While a member is frozen, their requests and claims are refused. Deposits are still recorded.',
    body: freezeInput,
    answer: freezeAnswer,
    problems: ['replayed'],
    example: {
      body: { robloxUserId: 156, frozen: true, reason: 'reported as stolen' },
      answer: { robloxUserId: 156, frozen: true, reason: 'reported as stolen' },
    },
  },
  ({ body, caller }, { book }) => book.perform(freezeMember, body, caller),
);

const cases = defineEndpoint(
  {
    ...GET,
    path: '/admin/cases',
    query: z.strictObject({
      open: z
        .enum(['true', 'false'])
        .transform((text) => text === 'true')
        .optional()
        .meta({ description: 'Only open cases, the oldest first, or only closed ones, by id.' }),
      limit: limitParameter,
      cursor: caseCursor.optional().meta({ description: 'The nextCursor of the page before.' }),
    }),
    scopes,
    tag,
    summary: 'What waits for the operator',
    description:
      'Quarantined goods, uncertain withdrawals, shortages, and trades that were refused though they ' +
      'happened.',
    answer: z.object({ cases: z.array(caseAnswer), nextCursor: z.string().nullable() }),
    problems: [],
    example: { query: '?open=true', answer: { cases: [closedCase], nextCursor: null } },
  },
  async ({ query: { open, limit, cursor } }, { book }) => {
    const after = { limit: limit + 1, ...(cursor === undefined ? {} : { afterId: cursor }) };
    const rows = open
      ? await book.reads.openCases(after)
      : await book.reads.cases({ ...after, ...(open === undefined ? {} : { isOpen: false }) });
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    const nextCursor = rows.length > limit && last ? toCursor(last.id) : null;
    return { cases: page.map(caseToAnswer), nextCursor };
  },
);

const resolve = defineEndpoint(
  {
    ...POST,
    path: '/admin/cases/resolve',
    scopes,
    tag,
    summary: 'Settle a case',
    description:
      'quarantine: credit or return. uncertain: delivered or not_delivered. shortage: resume. ' +
      'foreign_trade: confirm or reverse, all credits of the teller that are on hold or those of ' +
      'transactionIds; the case ends either way. Of thousands a part is decided, and the answer has ' +
      'hasMore: send the same again. teller_limit and possible_duplicate the same; but a teller_limit ' +
      'stays open while credits wait that were not named, or were made meanwhile. ' +
      'refused_trade and the others: close.',
    body: caseResolveInput,
    answer: caseAnswer,
    problems: [
      'not_found',
      'limit_exceeded',
      'withdrawal_already_closed',
      'insufficient_pets',
      'insufficient_gems',
      'replayed',
    ],
    example: {
      body: { caseId: closedCase.id, resolution: 'credit', reason: 'a new pet, added to the list' },
      answer: closedCase,
    },
  },
  ({ body, caller }, { book }) => decideCase(book, body, caller),
);

export const adminEndpoints: readonly Endpoint[] = [halt, freeze, cases, resolve];
