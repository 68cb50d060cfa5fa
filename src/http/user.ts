import { z } from 'zod';
import type { Book } from '../bank/engine/book.ts';
import { discordUserIdSchema } from '../bank/engine/fields.ts';
import { historyAnswer, toHistoryPage } from '../bank/history.ts';
import { inventoryAnswer, readInventory } from '../bank/inventory.ts';
import { findLinked } from '../bank/member.ts';
import { openWithdrawalsAnswer, readOpenWithdrawals } from '../bank/open-withdrawals.ts';
import { memberProofAnswer } from '../bank/proof.ts';
import { defineEndpoint, type Endpoint, GET, limitParameter, seqCursor } from './endpoint.ts';

/** A Roblox account, by its own id or by the Discord user that is linked to it. */
type Subject = { readonly robloxUserId: number } | { readonly discordUserId: string };

const NOT_AN_ID = 'must be a Roblox id, or discord:<id>';
const robloxId = z
  .string()
  .regex(/^[1-9][0-9]{0,15}$/, NOT_AN_ID)
  .transform(Number)
  .refine(Number.isSafeInteger, NOT_AN_ID);
const params = z.object({
  id: z
    .union(
      [
        robloxId.transform((robloxUserId): Subject => ({ robloxUserId })),
        z
          .templateLiteral(['discord:', discordUserIdSchema])
          .transform((text): Subject => ({ discordUserId: text.slice('discord:'.length) })),
      ],
      NOT_AN_ID,
    )
    .meta({ description: 'A Roblox id, up to 9007199254740991, or `discord:<Discord id>`.', example: '156' }),
});

const scopes = ['read', 'member', 'teller'] as const;
const tag = 'Members';

/** The Roblox account of a request. Refuses `not_found` for a Discord user who is linked to none. */
function findMember(book: Book, subject: Subject, by: string): Promise<number> | number {
  return 'robloxUserId' in subject
    ? subject.robloxUserId
    : book.query(findLinked, subject.discordUserId, { by });
}

const inventory = defineEndpoint(
  {
    ...GET,
    path: '/user/{id}/inventory',
    params,
    scopes,
    tag,
    summary: 'What a member owns',
    description:
      'quantity and gems are free; what is reserved is beside them, and onHold is the part of what is free ' +
      'that has not cleared and cannot leave yet. value is of a single pet, in gems.',
    answer: inventoryAnswer,
    problems: ['not_found'],
    example: {
      answer: {
        robloxUserId: 156,
        discordUserId: '123456789012345678',
        username: 'builderman',
        gems: 500,
        reserved: { gems: 500 },
        onHold: { gems: 0 },
        pets: [
          {
            id: 'Huge Cat',
            variant: 'golden',
            shiny: false,
            quantity: 1,
            reserved: 1,
            onHold: 0,
            value: 67_600_000,
          },
        ],
        totalValue: 135_201_000,
        unvalued: 0,
        asOf: '2026-01-01T00:05:00.000Z',
      },
    },
  },
  async ({ params: { id }, caller: { by } }, { book }) =>
    book.query(readInventory, await findMember(book, id, by), { by }),
);

const history = defineEndpoint(
  {
    ...GET,
    path: '/user/{id}/transactions',
    params,
    query: z.strictObject({
      limit: limitParameter,
      cursor: seqCursor,
    }),
    scopes,
    tag,
    summary: "A member's history, newest first",
    answer: historyAnswer,
    problems: ['not_found'],
    example: {
      query: '?limit=1',
      answer: {
        transactions: [
          {
            id: 't-1',
            seq: 1,
            kind: 'deposit',
            status: 'credited',
            pets: [{ id: 'Huge Cat', variant: 'golden', shiny: false, quantity: 2 }],
            gems: 1000,
            tellerId: 'teller-1',
            withdrawalId: null,
            otherRobloxUserId: null,
            at: '2026-01-01T00:01:00.000Z',
            hash: '6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b',
          },
        ],
        nextCursor: null,
      },
    },
  },
  async ({ params: { id }, query: { limit, cursor }, caller: { by } }, { book }) => {
    const robloxUserId = await findMember(book, id, by);
    const page = { robloxUserId, limit: limit + 1, ...(cursor === undefined ? {} : { beforeSeq: cursor }) };
    return toHistoryPage(await book.reads.history(page), { robloxUserId, limit });
  },
);

const withdrawals = defineEndpoint(
  {
    ...GET,
    path: '/user/{id}/withdrawals',
    params,
    scopes,
    tag,
    summary: "A member's open withdrawals, oldest first",
    description: 'deliverableBy names the tellers that can hand over all of it now.',
    answer: openWithdrawalsAnswer,
    problems: ['not_found'],
    example: {
      answer: {
        withdrawals: [
          {
            withdrawalId: 'w-2',
            status: 'reserved',
            pets: [{ id: 'Huge Cat', variant: 'golden', shiny: false, quantity: 1 }],
            gems: 500,
            requestedAt: '2026-01-01T00:00:00.000Z',
            expiresAt: '2026-01-01T00:30:00.000Z',
            deliverableBy: ['teller-1'],
          },
        ],
      },
    },
  },
  async ({ params: { id }, caller: { by } }, { book }) =>
    book.query(readOpenWithdrawals, await findMember(book, id, by), { by }),
);

const HASH = '4e07408562bedb8b60ce05c1decfe3ad16b72230967de01f640b7e4729b49fce';

const proof = defineEndpoint(
  {
    ...GET,
    path: '/user/{id}/proof',
    params,
    scopes: ['read', 'member'],
    tag,
    summary: 'That a member is counted in what the bank says it owes',
    description:
      'All that the member holds, free, reserved and quarantined together, as leaves of the tree of ' +
      'liabilities as of `seq`, with the paths to `liabilitiesRoot` in `/proof`. `docs/PROOF.md` shows how ' +
      'to check it. Empty for a member who held nothing then.',
    answer: memberProofAnswer,
    problems: ['not_found', 'storage_unavailable'],
    example: {
      answer: {
        seq: 4,
        at: '2026-01-01T00:05:00.000Z',
        liabilitiesRoot: HASH,
        robloxUserId: 156,
        salt: HASH,
        assets: [
          {
            asset: 'gems',
            key: 'gems',
            amount: '500',
            path: [{ side: 'left', hash: HASH, sum: '1000' }],
            root: { hash: HASH, sum: '1500' },
            top: [{ side: 'right', hash: HASH }],
          },
        ],
      },
    },
  },
  async ({ params: { id }, caller: { by } }, { book, liabilities }) =>
    liabilities.prove(await findMember(book, id, by)),
);

export const userEndpoints: readonly Endpoint[] = [inventory, history, withdrawals, proof];
