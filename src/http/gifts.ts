import { z } from 'zod';
import { callerIdSchema } from '../bank/engine/fields.ts';
import {
  acceptOffer,
  declineTrade,
  readOffer,
  tradeActAnswer,
  tradeActInput,
  tradeAnswer,
} from '../bank/trade.ts';
import { offerTrade, tradeOfferAnswer, tradeOfferInput } from '../bank/trade-offer.ts';
import { transferAnswer, transferGoods, transferInput } from '../bank/transfer.ts';
import { defineEndpoint, type Endpoint, GET, POST } from './endpoint.ts';
import type { ProblemCode } from './problem-table.ts';

const pet = { id: 'Huge Cat', variant: 'golden', shiny: false, quantity: 1 } as const;
const discordUserId = '123456789012345678';
const tag = 'Between members';
const scopes = ['member'] as const;

/** What moving goods between members may be refused for, of either of them. */
const REFUSED: readonly ProblemCode[] = [
  'replayed',
  'halted',
  'frozen',
  'not_linked',
  'link_cooldown',
  'limit_exceeded',
  'insufficient_pets',
  'insufficient_gems',
  'on_hold',
];

const transfer = defineEndpoint(
  {
    ...POST,
    path: '/transfer',
    scopes,
    tag,
    summary: 'Give pets and gems to another member',
    description:
      "At once and whole. Both members must be linked, and discordUserId is the giver's. It counts against " +
      "the giver's day. What was given is on hold for its receiver for GIFT_HOLD_SECONDS; until then staff " +
      'can undo all of it. detail names the member of whom something is refused.',
    body: transferInput,
    answer: transferAnswer,
    problems: ['request_reused', ...REFUSED],
    example: {
      body: {
        transferId: 'G-1',
        fromRobloxUserId: 156,
        toRobloxUserId: 261,
        discordUserId,
        pets: [pet],
        gems: 500,
      },
      answer: { transactionId: 't-7', seq: 7, status: 'transferred', replayed: false },
    },
  },
  ({ body, caller }, { book }) => book.perform(transferGoods, body, caller),
);

const OFFER = {
  offerId: 'O-1',
  fromRobloxUserId: 156,
  toRobloxUserId: 261,
  gives: { pets: [pet], gems: 0 },
  wants: { pets: [], gems: 60_000_000 },
};
const expiresAt = '2026-01-01T00:15:00.000Z';
const done = { transactionId: 't-8', seq: 8 };
const act = { offerId: OFFER.offerId, robloxUserId: 261, discordUserId: '223456789012345678' };

const offer = defineEndpoint(
  {
    ...POST,
    path: '/trade/offer',
    scopes,
    tag,
    summary: 'Offer a trade to another member',
    description:
      'For 15 minutes. It promises nothing and reserves nothing, and can not be changed. At most ten are ' +
      'open by one maker, and ten towards one receiver. offerId is unique in the bank.',
    body: tradeOfferInput,
    answer: tradeOfferAnswer,
    problems: ['replayed', 'request_reused', 'halted', 'not_linked', 'limit_exceeded'],
    example: {
      body: { ...OFFER, discordUserId },
      answer: { ...OFFER, status: 'open', expiresAt, replayed: false },
    },
  },
  ({ body, caller }, { book }) => book.perform(offerTrade, body, caller),
);

const accept = defineEndpoint(
  {
    ...POST,
    path: '/trade/accept',
    scopes,
    tag,
    summary: 'Accept an offer',
    description:
      'By whom it was made to. Both sides move in one transaction, or nothing does; refused, the ' +
      'offer stays open. What each gets is on hold for GIFT_HOLD_SECONDS. Once more gives the same answer.',
    body: tradeActInput,
    answer: tradeActAnswer,
    problems: ['not_found', 'offer_closed', ...REFUSED],
    example: {
      body: act,
      answer: { ...OFFER, status: 'accepted', expiresAt, ...done, replayed: false },
    },
  },
  ({ body, caller }, { book }) => acceptOffer(book, body, caller),
);

const decline = defineEndpoint(
  {
    ...POST,
    path: '/trade/decline',
    scopes,
    tag,
    summary: 'Decline an offer, or withdraw one',
    description: 'Its maker withdraws it, the other declines it. The same again gives the same answer.',
    body: tradeActInput,
    answer: tradeActAnswer,
    problems: ['replayed', 'not_found', 'offer_closed', 'not_linked'],
    example: {
      body: act,
      answer: { ...OFFER, status: 'declined', expiresAt, transactionId: null, seq: null, replayed: false },
    },
  },
  ({ body, caller }, { book }) => book.perform(declineTrade, body, caller),
);

const read = defineEndpoint(
  {
    ...GET,
    path: '/trade/{offerId}',
    params: z.object({ offerId: callerIdSchema.meta({ example: OFFER.offerId }) }),
    scopes: ['read', 'member'],
    tag,
    summary: 'An offer, and what became of it',
    answer: tradeAnswer,
    problems: ['not_found'],
    example: { answer: { ...OFFER, status: 'accepted', expiresAt, ...done } },
  },
  ({ params: { offerId }, caller: { by } }, { book }) => book.query(readOffer, offerId, { by }),
);

/** Where the operator has switched them on. */
export const giftEndpoints: readonly Endpoint[] = [transfer, offer, accept, decline, read];
