import { acceptOffer, declineTrade, tradeActInput } from '../../../src/bank/trade.ts';
import { offerTrade, tradeOfferInput } from '../../../src/bank/trade-offer.ts';
import { amountsToText, asGoods, tally } from './amounts.ts';
import { defineCall, defineOperation, refuse } from './call.ts';
import { checkGivings, type Giving, moveAll } from './gifts.ts';
import { LASTS, learnSeq, type Offer, toIso, type World } from './world.ts';

/** How many are open at once. */
const MOST_OPEN = 10;

export const offerStatusAt = ({ status, expiresAt }: Offer, now: number): Offer['status'] =>
  status === 'open' && now >= expiresAt ? 'expired' : status;
export const listOpenOffers = ({ offers, now }: World): Offer[] =>
  [...offers.values()].filter((offer) => offerStatusAt(offer, now) === 'open');

const partsOf = (offer: Offer) => ({
  offerId: offer.id,
  fromRobloxUserId: offer.from,
  toRobloxUserId: offer.to,
  gives: asGoods(offer.gives),
  wants: asGoods(offer.wants),
  expiresAt: toIso(offer.expiresAt),
});

const openAnswer = (made: Offer, replayed: boolean) => ({
  ...partsOf(made),
  status: 'open' as const,
  replayed,
});

/** It promises nothing, and can't be changed. */
export const offer = defineOperation('trade offer', offerTrade, tradeOfferInput, (world, { input }) => {
  const { offerId: id, fromRobloxUserId: from, toRobloxUserId: to, discordUserId } = input;
  const [gives, wants] = [tally(input.gives), tally(input.wants)];
  const content = `${amountsToText(gives)} for ${amountsToText(wants)}: ${from} to ${to}, ${discordUserId}`;
  const made = world.offers.get(id);
  if (made && made.content !== content) return refuse('request_reused');
  if (made) return { says: openAnswer(made, true), as: ['offered again'] };
  if (world.halted) return refuse('halted');
  if (from === to) return refuse('invalid', 'to oneself');
  if (world.links.get(discordUserId)?.member !== from) return refuse('not_linked');
  const open = listOpenOffers(world);
  if (open.filter((each) => each.from === from).length >= MOST_OPEN)
    return refuse('limit_exceeded', 'OFFERS_MADE');
  if (open.filter((each) => each.to === to).length >= MOST_OPEN)
    return refuse('limit_exceeded', 'OFFERS_RECEIVED');
  const times = { openedAt: world.now, expiresAt: world.now + LASTS.offerMs };
  const fresh: Offer = { id, content, from, to, gives, wants, ...times, status: 'open', seq: null };
  world.offers.set(id, fresh);
  return { says: openAnswer(fresh, false), as: ['offered'] };
});

const toTransaction = ({ seq }: Offer) => ({ transactionId: seq === null ? null : `t-${seq}`, seq });

/** Both sides move, or nothing does. */
export const accept = defineCall('trade accept', acceptOffer, tradeActInput, (world, { input, actual }) => {
  const { offerId, robloxUserId: member, discordUserId: discord } = input;
  const found = world.offers.get(offerId);
  if (found?.to !== member) return refuse('not_found');
  const says = { ...partsOf(found), status: 'accepted', replayed: false } as const;
  if (found.status === 'accepted')
    return { says: { ...says, ...toTransaction(found), replayed: true }, as: ['accepted again'] };
  if (offerStatusAt(found, world.now) !== 'open') return refuse('offer_closed');
  if (world.halted) return refuse('halted');
  const { from, to, gives, wants, openedAt: agreedAt } = found;
  const givings: Giving[] = [
    { from, to, goods: gives },
    { from: to, to: from, goods: wants },
  ];
  const refusal = checkGivings(world, givings, { member, discord, agreedAt });
  if (refusal) return refusal;
  const expired = moveAll(world, givings);
  found.status = 'accepted';
  found.seq = learnSeq(world, actual?.seq ?? undefined);
  return {
    says: { ...says, ...toTransaction(found) },
    as: ['accepted', ...expired.map((status) => `accepted, and found ${status}`)],
  };
});

/** Whoever made it takes it back; the other declines it. */
export const decline = defineOperation('trade decline', declineTrade, tradeActInput, (world, { input }) => {
  const { offerId, robloxUserId: member, discordUserId } = input;
  const found = world.offers.get(offerId);
  if (!found || (found.to !== member && found.from !== member)) return refuse('not_found');
  const status = found.from === member ? ('withdrawn' as const) : ('declined' as const);
  const says = { ...partsOf(found), ...toTransaction(found), status };
  if (found.status === status) return { says: { ...says, replayed: true }, as: [`${status} again`] };
  if (offerStatusAt(found, world.now) !== 'open') return refuse('offer_closed');
  if (world.links.get(discordUserId)?.member !== member) return refuse('not_linked');
  found.status = status;
  return { says: { ...says, replayed: false }, as: [status] };
});
