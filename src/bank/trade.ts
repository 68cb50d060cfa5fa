import { z } from 'zod';
import type { Book, Caller } from './engine/book.ts';
import { callerIdSchema, discordUserIdSchema, robloxUserIdSchema } from './engine/fields.ts';
import type { Operation } from './engine/operation.ts';
import { identifyPets } from './engine/pet-identity.ts';
import type { ReadKey } from './engine/read-key.ts';
import type { Reader } from './engine/reader.ts';
import { Refusal } from './engine/refusal.ts';
import { OFFER_STATUSES, type Offer } from './engine/rows.ts';
import type { Step } from './engine/step.ts';
import { notifyMember, notifyOperator } from './events.ts';
import {
  type Giving,
  give,
  givenReadKeys,
  identifyGiven,
  nameMember,
  partyReadKeys,
  requireGifts,
  requireGivable,
  reservedReadKeys,
  tellBoth,
} from './giving.ts';
import { requireNotHalted } from './halt-and-freeze.ts';
import { requireLinkedTo } from './member.ts';
import { offerEndId, offerParts, offerStatusAt, offerToAnswer, toGivings } from './trade-offer.ts';

export const tradeActInput = z.strictObject({
  offerId: callerIdSchema,
  robloxUserId: robloxUserIdSchema,
  discordUserId: discordUserIdSchema,
});
type TradeActInput = z.infer<typeof tradeActInput>;

export const tradeAnswer = z.object({
  ...offerParts.shape,
  status: z.enum(OFFER_STATUSES),
  transactionId: z.string().nullable(),
  seq: z.int().min(1).nullable(),
});
type TradeAnswer = z.infer<typeof tradeAnswer>;
export const tradeActAnswer = z.object({
  ...tradeAnswer.shape,
  status: z.enum(['accepted', 'declined', 'withdrawn']),
  replayed: z.boolean(),
});
type TradeActAnswer = z.infer<typeof tradeActAnswer>;

const toTransaction = ({ tradeSeq: seq }: Offer) => ({
  transactionId: seq === null ? null : `t-${seq}`,
  seq,
});
const toActAnswer = (offer: Offer, status: TradeActAnswer['status'], replayed: boolean): TradeActAnswer => ({
  ...offerToAnswer(offer),
  ...toTransaction(offer),
  status,
  replayed,
});

const offerReadKey = (offerId: string): ReadKey => ({ kind: 'offer', id: offerId });
const endReadKey = (offerId: string): ReadKey => ({ kind: 'operation', operationId: offerEndId(offerId) });

/** An offer, with what time has made of it. Refuses `not_found`. */
export const readOffer: Operation<string, TradeAnswer> = {
  readKeys: (offerId) => [offerReadKey(offerId)],
  decide(step, offerId, { rules }) {
    requireGifts(rules);
    const offer = requireOffer(step, offerId);
    return { ...offerToAnswer(offer), ...toTransaction(offer), status: offerStatusAt(offer, step.at) };
  },
};

function requireOffer(reader: Reader, offerId: string): Offer {
  const offer = reader.row('offers', offerId);
  if (!offer) throw new Refusal('not_found');
  return offer;
}

/**
 * Accepts an offer: both sides move in one transaction, or nothing does. Accepting again gives the same
 * answer. Refuses, in this order: `not_found` (trades are off, there is no such offer, or it isn't made to
 * this member), `offer_closed`, `halted`, and what `requireGivable` does for each side; a maker who is linked
 * to another Discord user since then is `not_linked`.
 */
export async function acceptOffer(book: Book, input: TradeActInput, caller: Caller): Promise<TradeActAnswer> {
  const { by } = caller;
  // Who made it never changes, and says which rows the decision reads.
  const fromRobloxUserId = await book.query(findMaker, input.offerId, { by });
  return book.perform(acceptTrade, { ...input, fromRobloxUserId }, caller);
}

const findMaker: Operation<string, number | null> = {
  readKeys: (offerId) => [offerReadKey(offerId)],
  decide: (step, offerId) => step.row('offers', offerId)?.fromRobloxUserId ?? null,
};

interface AcceptInput extends TradeActInput {
  /** Null: there is no such offer. */
  readonly fromRobloxUserId: number | null;
}

export const acceptTrade: Operation<AcceptInput, TradeActAnswer> = {
  readKeys: ({ offerId, robloxUserId, fromRobloxUserId }, { at }) => [
    offerReadKey(offerId),
    endReadKey(offerId),
    ...partyReadKeys(robloxUserId, at),
    ...(fromRobloxUserId === null ? [] : partyReadKeys(fromRobloxUserId, at)),
  ],
  moreReadKeys(reader, { offerId, robloxUserId, fromRobloxUserId }, { rules }) {
    const offer = reader.row('offers', offerId);
    if (fromRobloxUserId === null || offer?.toRobloxUserId !== robloxUserId) return [];
    const { gives, wants } = toGivings(offer);
    return [
      ...[gives, wants].flatMap((giving) => givenReadKeys(giving, rules)),
      ...[robloxUserId, fromRobloxUserId].flatMap((id) => reservedReadKeys(reader, id)),
    ];
  },
  decide(step, input, call) {
    const { robloxUserId, fromRobloxUserId } = input;
    requireGifts(call.rules);
    const offer = requireOffer(step, input.offerId);
    if (offer.toRobloxUserId !== robloxUserId || offer.fromRobloxUserId !== fromRobloxUserId)
      throw new Refusal('not_found');
    if (offer.status === 'accepted') return toActAnswer(offer, 'accepted', true);
    requireOpen(step, offer);
    requireNotHalted(step, call);
    const { gives, wants } = toGivings(offer);
    const givings = [gives, wants].map((giving): Giving => {
      const identify = identifyGiven(step, giving.giver, call.rules);
      return { ...giving, goods: identifyPets(giving.goods, identify) };
    });
    requireGivable(step, givings, { ...input, agreedAt: offer.openedAt }, call);
    const { seq } = give(step, givings, { kind: 'trade', status: 'traded', operation: toEnd(offer) }, call);
    const accepted: Offer = { ...offer, status: 'accepted', tradeSeq: seq };
    step.put('offers', accepted);
    tellBoth(step, givings, [null, 'trade_accepted']);
    return toActAnswer(accepted, 'accepted', false);
  },
};

const toEnd = ({ id, givesDigest }: Offer) => ({ id: offerEndId(id), digest: givesDigest });

/** Whom of both sides there is to tell. */
function partiesReadKeys(reader: Reader, offerId: string): ReadKey[] {
  const offer = reader.row('offers', offerId);
  const sides = offer ? [offer.fromRobloxUserId, offer.toRobloxUserId] : [];
  return sides.map((robloxUserId) => ({ kind: 'link_of_member', robloxUserId }));
}

function requireOpen(step: Step, offer: Offer): void {
  const hasEnded = step.operation(offerEndId(offer.id)) !== undefined;
  if (offerStatusAt(offer, step.at) !== 'open' || hasEnded) throw new Refusal('offer_closed');
}

/**
 * Declines an offer, or withdraws it where its maker asks. The same again gives the same answer. Refuses, in
 * this order: `not_found` (trades are off, there is no such offer, or neither side is this member's),
 * `offer_closed`, `not_linked`.
 */
export const declineTrade: Operation<TradeActInput, TradeActAnswer> = {
  readKeys: ({ offerId, robloxUserId }) => [
    offerReadKey(offerId),
    endReadKey(offerId),
    { kind: 'link_of_member', robloxUserId },
  ],
  moreReadKeys: (reader, { offerId }) => partiesReadKeys(reader, offerId),
  decide(step, { offerId, robloxUserId, discordUserId }, { rules }) {
    requireGifts(rules);
    const offer = requireOffer(step, offerId);
    const { fromRobloxUserId, toRobloxUserId } = offer;
    if (robloxUserId !== fromRobloxUserId && robloxUserId !== toRobloxUserId) throw new Refusal('not_found');
    const isMaker = robloxUserId === fromRobloxUserId;
    const status = isMaker ? 'withdrawn' : 'declined';
    if (offer.status === status) return toActAnswer(offer, status, true);
    requireOpen(step, offer);
    requireLinkedTo(step, robloxUserId, discordUserId);
    step.put('offers', { ...offer, status });
    step.post({ kind: 'state_changed', status: 'changed', operation: toEnd(offer) });
    const other = isMaker ? toRobloxUserId : fromRobloxUserId;
    notifyMember(step, other, `trade_${status}`, offer.gives, nameMember(robloxUserId));
    return toActAnswer({ ...offer, status }, status, false);
  },
};

/**
 * Takes an open offer back, as one of the staff: nothing moves, both members and the other staff are told.
 * The same again gives the same answer. Refuses, in this order: `not_found`, `offer_closed`.
 */
export const takeBackOffer: Operation<{ readonly offerId: string; readonly reason: string }, TradeActAnswer> =
  {
    readKeys: ({ offerId }) => [offerReadKey(offerId), endReadKey(offerId)],
    moreReadKeys: (reader, { offerId }) => partiesReadKeys(reader, offerId),
    decide(step, { offerId, reason }) {
      const offer = requireOffer(step, offerId);
      const status = 'withdrawn';
      if (offer.status === status) return toActAnswer(offer, status, true);
      requireOpen(step, offer);
      step.put('offers', { ...offer, status });
      const { fromRobloxUserId, toRobloxUserId, gives } = offer;
      for (const member of [fromRobloxUserId, toRobloxUserId])
        notifyMember(step, member, 'trade_taken_back', gives, reason);
      const parties = `of member ${fromRobloxUserId} to ${toRobloxUserId}`;
      const note = `offer ${offerId} ${parties}: ${reason}`;
      step.post({ kind: 'offer_taken_back', status, note, operation: toEnd(offer) });
      const told = `${step.by} took back an offer ${parties}: ${reason}`;
      notifyOperator(step, 'offer_taken_back', told);
      return toActAnswer({ ...offer, status }, status, false);
    },
  };
