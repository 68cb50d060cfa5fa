import { completeDeposit, depositAnswer, depositInput } from '../bank/deposit.ts';
import { checkDeposit, depositCheckAnswer, depositCheckInput } from '../bank/deposit-check.ts';
import { defineEndpoint, type Endpoint, POST } from './endpoint.ts';

const pet = { id: 'Huge Cat', variant: 'golden', shiny: false, quantity: 2 };

export const depositEndpoints: readonly Endpoint[] = [
  defineEndpoint(
    {
      ...POST,
      path: '/deposit/check',
      scopes: ['teller'],
      tag: 'Deposits',
      summary: 'Ask whether an offer would be credited whole',
      description: 'Stores nothing. Ask before the trade is accepted in the game.',
      body: depositCheckInput,
      answer: depositCheckAnswer,
      problems: [],
      example: {
        body: { robloxUserId: 156, pets: [pet], gems: 1000 },
        answer: {
          accepted: true,
          reasons: [],
          value: 135_201_000,
          limits: { petsPerTrade: 100, gemsPerTrade: 100_000_000_000 },
        },
      },
    },
    ({ body, caller }, { book }) => book.query(checkDeposit, body, { by: caller.by }),
  ),
  defineEndpoint(
    {
      ...POST,
      path: '/deposit/complete',
      scopes: ['teller'],
      tag: 'Deposits',
      summary: 'Record a trade that has happened',
      description:
        'A well-formed trade is never refused and nothing of it is lost: what is unknown, untradable or ' +
        'over a limit waits in quarantine for the operator, the rest is credited. Send it again until it ' +
        'is answered, with the same tradeId and content and a new nonce: it is credited once.',
      body: depositInput,
      answer: depositAnswer,
      problems: ['replayed', 'request_reused'],
      example: {
        body: { tradeId: 'T-42', robloxUserId: 156, pets: [pet], gems: 1000 },
        answer: {
          transactionId: 't-1',
          seq: 1,
          status: 'credited',
          credited: { pets: [pet], gems: 1000 },
          quarantined: { pets: [], gems: 0 },
          gems: 1000,
          onHold: true,
          onHoldUntil: '2026-01-01T00:10:00.000Z',
          previousTradeSeq: 0,
          replayed: false,
        },
      },
    },
    ({ body, caller }, { book }) => book.perform(completeDeposit, body, caller),
  ),
];
