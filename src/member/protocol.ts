import type { PetStack } from '../bank/engine/pets.ts';

/* What the server sends to a member's own page, as JSON. Times are RFC 3339; sums of any size are texts. */

/** Whose page it is, and what they own. */
export interface MemberView {
  readonly robloxUserId: number;
  readonly username: string | null;
  readonly displayName: string | null;
  /** When this browser is signed out by itself. */
  readonly endsAt: string;
  /** Free, in withdrawals, and what of the free ones can't leave yet. */
  readonly gems: { readonly free: number; readonly reserved: number; readonly onHold: number };
  readonly pets: readonly OwnedPet[];
  readonly totalValue: string;
  /** How many pets count for nothing in it, as nobody knows their worth. */
  readonly unvalued: string;
  readonly holds: readonly HeldGoods[];
  readonly quarantined: Goods;
  readonly isFrozen: boolean;
  /** No withdrawals before this; null: they are allowed. */
  readonly cooldownUntil: string | null;
  readonly withdrawals: readonly OpenWithdrawal[];
  readonly tellers: readonly TellerOnPage[];
  /** What everything was worth after each of the last transactions, at today's values, oldest first. */
  readonly worth: readonly { readonly at: number; readonly value: string }[];
}

export interface Goods {
  readonly pets: readonly PetStack[];
  readonly gems: number;
}

export interface OwnedPet extends PetStack {
  readonly reserved: number;
  readonly onHold: number;
  /** Of one, in gems; null: unknown. */
  readonly value: number | null;
}

/** What can't leave the bank yet. */
export interface HeldGoods extends Goods {
  /** Null: until staff have looked at it. */
  readonly until: string | null;
  readonly isGift: boolean;
}

export interface OpenWithdrawal extends Goods {
  readonly withdrawalId: string;
  readonly status: 'reserved' | 'claimed' | 'uncertain';
  readonly requestedAt: string;
  readonly expiresAt: string;
  /** Who can hand over all of it now, by their name in the game. */
  readonly deliverableBy: readonly string[];
}

export interface TellerOnPage {
  readonly name: string;
  readonly robloxUserId: number;
  readonly placeUrl: string | null;
  readonly note: string | null;
  readonly status: 'online' | 'silent' | 'paused' | 'attended';
}

export interface HistoryPage {
  readonly rows: readonly HistoryRow[];
  readonly nextCursor: string | null;
}

export interface HistoryRow extends Goods {
  readonly id: string;
  readonly label: string;
  /** Of a trade: what went out, while pets and gems came in. */
  readonly gave: Goods | null;
  /** The other member of a gift or a trade. */
  readonly other: string | null;
  readonly tellerId: string | null;
  readonly at: string;
}
