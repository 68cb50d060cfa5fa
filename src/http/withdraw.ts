import { cancelWithdrawal, withdrawCancelAnswer, withdrawCancelInput } from '../bank/withdraw-cancel.ts';
import {
  checkWithdrawals,
  createClaimToken,
  withdrawCheckAnswer,
  withdrawCheckInput,
} from '../bank/withdraw-check.ts';
import {
  completeWithdrawal,
  withdrawCompleteAnswer,
  withdrawCompleteInput,
} from '../bank/withdraw-complete.ts';
import { requestWithdrawal, withdrawRequestAnswer, withdrawRequestInput } from '../bank/withdraw-request.ts';
import { defineEndpoint, type Endpoint, POST } from './endpoint.ts';

const pet = { id: 'Huge Cat', variant: 'golden', shiny: false, quantity: 1 };
const expiresAt = '2026-01-01T00:30:00.000Z';
const tag = 'Withdrawals';

const request = defineEndpoint(
  {
    ...POST,
    path: '/withdraw/request',
    scopes: ['member'],
    tag,
    summary: "Reserve a member's pets and gems for a withdrawal",
    description: 'All of it or nothing. The reservation ends at expiresAt unless a teller has claimed it.',
    body: withdrawRequestInput,
    answer: withdrawRequestAnswer,
    problems: [
      'not_linked',
      'halted',
      'replayed',
      'request_reused',
      'insufficient_pets',
      'insufficient_gems',
      'limit_exceeded',
      'link_cooldown',
      'frozen',
      'untradable',
      'on_hold',
    ],
    example: {
      body: { requestId: 'R-7', robloxUserId: 156, pets: [pet], gems: 500 },
      answer: {
        withdrawalId: 'w-2',
        seq: 2,
        status: 'reserved',
        pets: [pet],
        gems: 500,
        expiresAt,
        deliverableBy: ['teller-1'],
        replayed: false,
      },
    },
  },
  ({ body, caller }, { book }) => book.perform(requestWithdrawal, body, caller),
);

const cancel = defineEndpoint(
  {
    ...POST,
    path: '/withdraw/cancel',
    scopes: ['member'],
    tag,
    summary: 'Return a reservation to the balance',
    description: 'Only while it is reserved. Cancelling again gives the same answer.',
    body: withdrawCancelInput,
    answer: withdrawCancelAnswer,
    problems: ['withdrawal_not_found', 'withdrawal_claimed', 'withdrawal_already_closed', 'replayed'],
    example: { body: { withdrawalId: 'w-2' }, answer: { withdrawalId: 'w-2', status: 'cancelled' } },
  },
  ({ body, caller }, { book }) => book.perform(cancelWithdrawal, body, caller),
);

const check = defineEndpoint(
  {
    ...POST,
    path: '/withdraw/check',
    scopes: ['teller'],
    tag,
    summary: 'See what waits for a member, and claim the oldest',
    description:
      'With claim, the oldest reserved withdrawal that this teller can deliver is leased to it. While the ' +
      'lease lives, claiming again gives the same token, and another teller gets null. What no teller that ' +
      'has reported in the last five minutes can deliver whole is split: the id keeps what this teller has ' +
      'of it, which is leased, and the rest waits as a withdrawal of its own, at the same place and with ' +
      'the same expiresAt. Its id is w- and the seq of the transaction of kind withdrawal_split.',
    body: withdrawCheckInput,
    answer: withdrawCheckAnswer,
    problems: ['halted', 'frozen', 'replayed'],
    example: {
      body: { robloxUserId: 156, claim: true },
      answer: {
        robloxUserId: 156,
        pets: [pet],
        gems: 500,
        withdrawals: [
          { withdrawalId: 'w-2', status: 'claimed', pets: [pet], gems: 500, expiresAt, deliverable: true },
        ],
        claimed: {
          withdrawalId: 'w-2',
          claimToken: 'c-7WvCeZ3QKxgqHsyvZ1hVyA',
          leaseUntil: '2026-01-01T00:02:00.000Z',
          pets: [pet],
          gems: 500,
        },
      },
    },
  },
  ({ body: { robloxUserId, claim }, caller }, { book, random }) =>
    claim
      ? book.perform(checkWithdrawals, { robloxUserId, claim: { token: createClaimToken(random) } }, caller)
      : book.query(checkWithdrawals, { robloxUserId, claim: null }, { by: caller.by }),
);

const complete = defineEndpoint(
  {
    ...POST,
    path: '/withdraw/complete',
    scopes: ['teller'],
    tag,
    summary: 'Record how a claimed withdrawal ended in the game',
    description:
      'Also after the lease. Declined: it waits again, for a claim with a new token. Partial: what was ' +
      'delivered leaves the bank, the rest returns to the balance. delivered is asked for when partial, at ' +
      'most what was claimed; declined goes without it, delivered with all or none. Refused though it may ' +
      'have happened: a case for the operator.',
    body: withdrawCompleteInput,
    answer: withdrawCompleteAnswer,
    problems: [
      'withdrawal_not_found',
      'withdrawal_already_closed',
      'withdrawal_not_claimed',
      'lease_lost',
      'replayed',
      'request_reused',
    ],
    example: {
      body: {
        withdrawalId: 'w-2',
        claimToken: 'c-7WvCeZ3QKxgqHsyvZ1hVyA',
        tradeId: 'T-43',
        outcome: 'delivered',
      },
      answer: {
        withdrawalId: 'w-2',
        seq: 4,
        status: 'delivered',
        transactionId: 't-4',
        previousTradeSeq: 1,
        replayed: false,
      },
    },
  },
  ({ body, caller }, { book }) => book.perform(completeWithdrawal, body, caller),
);

export const withdrawEndpoints: readonly Endpoint[] = [request, cancel, check, complete];
