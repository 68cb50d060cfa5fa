import type { Operation } from './engine/operation.ts';
import { NO_GOODS } from './engine/pets.ts';
import { invalid } from './engine/refusal.ts';
import type { Offer } from './engine/rows.ts';
import { notifyMember } from './events.ts';
import { nameMember, requireGifts } from './giving.ts';
import { requireNotHalted } from './halt-and-freeze.ts';
import { requireLinkedTo } from './member.ts';
import { offerStatusAt } from './trade-offer.ts';

interface Invitation {
  readonly fromRobloxUserId: number;
  readonly toRobloxUserId: number;
  /** Whoever invites. */
  readonly discordUserId: string;
}

/**
 * Tells a member that another wants to trade with them. Refuses, in this order: `not_found` (trades are off),
 * `halted`, `invalid` (to oneself), `not_linked` (whoever invites).
 */
export const inviteToTrade: Operation<Invitation, null> = {
  readKeys: ({ fromRobloxUserId, toRobloxUserId }) =>
    [fromRobloxUserId, toRobloxUserId].map((robloxUserId) => ({ kind: 'link_of_member', robloxUserId })),
  decide(step, { fromRobloxUserId, toRobloxUserId, discordUserId }, call) {
    requireGifts(call.rules);
    requireNotHalted(step, call);
    if (fromRobloxUserId === toRobloxUserId) throw invalid('toRobloxUserId', 'must be another member');
    requireLinkedTo(step, fromRobloxUserId, discordUserId);
    notifyMember(step, toRobloxUserId, 'trade_invited', NO_GOODS, nameMember(fromRobloxUserId));
    return null;
  },
};

/** How many trades one commit tells of. */
export const MAX_LOST_TRADES = 20;

/**
 * Tells both members of each pair, up to MAX_LOST_TRADES, that the trade that they were putting together is
 * gone: it was in the memory of a process that ends. Refuses nothing.
 */
export const tellOfLostTrades: Operation<readonly (readonly [number, number])[], null> = {
  readKeys: (pairs) => pairs.flat().map((robloxUserId) => ({ kind: 'link_of_member', robloxUserId })),
  decide(step, pairs) {
    for (const [one, other] of pairs) {
      notifyMember(step, one, 'trade_lost', NO_GOODS, nameMember(other));
      notifyMember(step, other, 'trade_lost', NO_GOODS, nameMember(one));
    }
    return null;
  },
};

/** The open offers of two members to each other, the newest first. Refuses nothing. */
export const readOffersBetween: Operation<readonly [number, number], readonly Offer[]> = {
  readKeys: (pair) => pair.map((fromRobloxUserId) => ({ kind: 'open_offers_by_member', fromRobloxUserId })),
  decide: (step, pair) =>
    pair
      .flatMap((robloxUserId) => step.openOffersByMember(robloxUserId))
      .filter((offer) => pair.includes(offer.toRobloxUserId) && offerStatusAt(offer, step.at) === 'open')
      .sort((a, b) => b.seq - a.seq),
};
