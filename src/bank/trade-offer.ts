import { z } from 'zod';
import {
  callerIdSchema,
  discordUserIdSchema,
  goodsAnswer,
  goodsToAnswer,
  requiringGoods,
  rfc3339,
  robloxUserIdSchema,
  timeAnswer,
} from './engine/fields.ts';
import { memberAccount } from './engine/ledger.ts';
import { type Call, type Operation, operationId } from './engine/operation.ts';
import { identifyHeld, identifyPets } from './engine/pet-identity.ts';
import { type Goods, goodsFields, MAX_PET_LINES } from './engine/pets.ts';
import { invalid, Refusal } from './engine/refusal.ts';
import { isSameContent, type Request, sealRequest } from './engine/replay.ts';
import type { Instant, Offer } from './engine/rows.ts';
import type { Step } from './engine/step.ts';
import { notifyMember } from './events.ts';
import { type Giving, givenReadKeys, nameMember, requireGifts } from './giving.ts';
import { requireNotHalted } from './halt-and-freeze.ts';
import { requireLinkedTo } from './member.ts';

/** How long an offer is open, and how many are at once: by one maker, and towards one receiver. */
const OFFER_MS = 15 * 60_000;
export const MAX_OPEN_OFFERS = 10;

const side = requiringGoods(z.strictObject(goodsFields));

export const tradeOfferInput = z
  .strictObject({
    offerId: callerIdSchema,
    fromRobloxUserId: robloxUserIdSchema,
    toRobloxUserId: robloxUserIdSchema,
    discordUserId: discordUserIdSchema.meta({ description: "The maker's." }),
    gives: side,
    wants: side,
  })
  .refine(({ gives, wants }) => gives.pets.length + wants.pets.length <= MAX_PET_LINES, {
    error: `a request names at most ${MAX_PET_LINES} pets, both sides together`,
    path: ['wants', 'pets'],
  });
type TradeOfferInput = z.infer<typeof tradeOfferInput>;

const parties = {
  offerId: z.string(),
  fromRobloxUserId: robloxUserIdSchema,
  toRobloxUserId: robloxUserIdSchema,
  gives: goodsAnswer,
  wants: goodsAnswer,
  expiresAt: timeAnswer,
};
export const tradeOfferAnswer = z.object({
  ...parties,
  status: z.literal('open'),
  replayed: z.boolean(),
});
type TradeOfferAnswer = z.infer<typeof tradeOfferAnswer>;

/** What every answer about an offer says of it. */
export const offerParts = z.object(parties);
export const offerToAnswer = (offer: Offer): z.infer<typeof offerParts> => ({
  offerId: offer.id,
  fromRobloxUserId: offer.fromRobloxUserId,
  toRobloxUserId: offer.toRobloxUserId,
  gives: goodsToAnswer(offer.gives),
  wants: goodsToAnswer(offer.wants),
  expiresAt: rfc3339(offer.expiresAt),
});

/** Both sides of an offer: what each gives the other. */
export function toGivings(offer: Pick<Offer, 'fromRobloxUserId' | 'toRobloxUserId' | 'gives' | 'wants'>) {
  const maker = { side: 'from', robloxUserId: offer.fromRobloxUserId } as const;
  const other = { side: 'to', robloxUserId: offer.toRobloxUserId } as const;
  const gives: Giving = { giver: maker, receiver: other, goods: offer.gives };
  const wants: Giving = { giver: other, receiver: maker, goods: offer.wants };
  return { gives, wants };
}

/** What time has made of an offer, though it may not be written. */
export const offerStatusAt = ({ status, expiresAt }: Offer, at: Instant): Offer['status'] =>
  status === 'open' && at >= expiresAt ? 'expired' : status;

/** The operation by which an offer is accepted, declined or taken back: so no row opens it again. */
export const offerEndId = (offerId: string): string => operationId('trade', 'bank', offerId);

/**
 * Offers another member a trade for 15 minutes. It promises nothing and reserves nothing. Refuses, in this
 * order: `not_found` (trades are off), `request_reused`, `halted`, `invalid` (to oneself), `not_linked` (the
 * maker's Discord user), `limit_exceeded` (more than ten are open, by the maker or towards the other).
 */
export const offerTrade: Operation<TradeOfferInput, TradeOfferAnswer> = {
  readKeys(input, { rules }) {
    const { gives, wants } = toGivings(input);
    return [
      { kind: 'offer', id: input.offerId },
      { kind: 'open_offers_by_member', fromRobloxUserId: input.fromRobloxUserId },
      { kind: 'open_offers_to_member', toRobloxUserId: input.toRobloxUserId },
      ...[input.fromRobloxUserId, input.toRobloxUserId].map(
        (robloxUserId) => ({ kind: 'link_of_member', robloxUserId }) as const,
      ),
      ...givenReadKeys(gives, rules),
      ...givenReadKeys(wants, rules),
    ];
  },
  decide(step, input, call) {
    const { rules } = call;
    requireGifts(rules);
    const made = step.row('offers', input.offerId);
    if (made) return replayOffer(made, input, call);
    requireNotHalted(step, call);
    const { fromRobloxUserId, toRobloxUserId, discordUserId } = input;
    if (fromRobloxUserId === toRobloxUserId) throw invalid('toRobloxUserId', 'must be another member');
    requireLinkedTo(step, fromRobloxUserId, discordUserId);
    requireFewOffers(step, input);
    const offer = buildOffer(step, input, call);
    step.put('offers', offer);
    notifyMember(step, toRobloxUserId, 'trade_offered', offer.gives, nameMember(fromRobloxUserId));
    return { ...offerToAnswer(offer), status: 'open', replayed: false };
  },
};

/** The first answer again, whatever became of the offer since. Refuses `request_reused`. */
function replayOffer(offer: Offer, input: TradeOfferInput, { rules }: Call): TradeOfferAnswer {
  const { gives, wants } = toRequests(input);
  const { seq, givesDigest, wantsDigest } = offer;
  const isSame =
    isSameContent({ seq, digest: givesDigest, goods: offer.gives }, gives, rules) &&
    isSameContent({ seq, digest: wantsDigest, goods: offer.wants }, wants, rules);
  if (!isSame) throw new Refusal('request_reused');
  return { ...offerToAnswer(offer), status: 'open', replayed: true };
}

/** Each side as a request of its own; the first has what is not of either. */
function toRequests(input: TradeOfferInput): { readonly gives: Request; readonly wants: Request } {
  const { offerId: id, fromRobloxUserId, toRobloxUserId, discordUserId } = input;
  return {
    gives: { id, goods: input.gives, fields: [fromRobloxUserId, toRobloxUserId, discordUserId] },
    wants: { id, goods: input.wants, fields: [] },
  };
}

/** Writes down which offers of the two have expired, and refuses `limit_exceeded` where enough are open. */
function requireFewOffers(step: Step, { fromRobloxUserId, toRobloxUserId }: TradeOfferInput): void {
  const open = {
    OFFERS_MADE: step.openOffersByMember(fromRobloxUserId),
    OFFERS_RECEIVED: step.openOffersToMember(toRobloxUserId),
  };
  for (const limit of ['OFFERS_MADE', 'OFFERS_RECEIVED'] as const) {
    const live = open[limit].filter((offer) => !closeIfExpired(step, offer));
    if (live.length < MAX_OPEN_OFFERS) continue;
    const untilMs = Math.min(...live.map(({ expiresAt }) => expiresAt));
    const used = BigInt(live.length);
    const breach = { limit, allowed: MAX_OPEN_OFFERS, used, requested: 1n, untilMs };
    throw new Refusal('limit_exceeded', { breach });
  }
}

function closeIfExpired(step: Step, offer: Offer): boolean {
  if (offerStatusAt(offer, step.at) !== 'expired') return false;
  step.put('offers', { ...offer, status: 'expired' });
  return true;
}

/** What a pet is, is settled here: by what its side holds, or else by the list. */
function buildOffer(step: Step, input: TradeOfferInput, { rules }: Call): Offer {
  const requests = toRequests(input);
  const identifyAt = (robloxUserId: number) =>
    identifyHeld(rules, (asset) => step.balance(memberAccount(robloxUserId), asset));
  const [ofMaker, ofOther] = [identifyAt(input.fromRobloxUserId), identifyAt(input.toRobloxUserId)];
  const [gives, wants]: Goods[] = [identifyPets(input.gives, ofMaker), identifyPets(input.wants, ofOther)];
  return {
    id: input.offerId,
    fromRobloxUserId: input.fromRobloxUserId,
    toRobloxUserId: input.toRobloxUserId,
    gives: gives ?? input.gives,
    wants: wants ?? input.wants,
    status: 'open',
    openedAt: step.at,
    expiresAt: step.at + OFFER_MS,
    givesDigest: sealRequest(requests.gives, ofMaker, rules).digest,
    wantsDigest: sealRequest(requests.wants, ofOther, rules).digest,
    seq: step.bank().seq + 1,
    tradeSeq: null,
  };
}
