import type { AssetKey } from './pets.ts';

/** Every expected "no" of the bank. Each transport maps them to statuses and messages in one table. */
export type RefusalCode =
  | 'unauthorized'
  | 'out_of_scope'
  | 'roblox_user_not_found'
  | 'no_pending_verification'
  | 'withdrawal_not_found'
  | 'not_found'
  | 'replayed'
  | 'already_linked'
  | 'not_linked'
  | 'verification_expired'
  | 'withdrawal_not_claimed'
  | 'withdrawal_claimed'
  | 'withdrawal_already_closed'
  | 'lease_lost'
  | 'halted'
  | 'offer_closed'
  | 'invalid'
  | 'code_not_in_profile'
  | 'profile_filtered'
  | 'request_reused'
  | 'insufficient_pets'
  | 'insufficient_gems'
  | 'limit_exceeded'
  | 'link_cooldown'
  | 'frozen'
  | 'untradable'
  | 'on_hold'
  | 'upstream_unavailable';

export type LimitName =
  | 'LIMIT_PETS_PER_TRADE'
  | 'LIMIT_GEMS_PER_TRADE'
  | 'LIMIT_OPEN_WITHDRAWALS'
  | 'LIMIT_PETS_PER_DAY'
  | 'LIMIT_GEMS_PER_DAY'
  | 'LIMIT_PETS_HELD'
  | 'LIMIT_GEMS_HELD'
  | 'OFFERS_MADE'
  | 'OFFERS_RECEIVED';

/** The limit that would be exceeded. `untilMs` is since 1970; absent: it doesn't pass by waiting. */
export interface LimitBreach {
  readonly limit: LimitName;
  readonly allowed: number;
  readonly used: bigint;
  readonly requested: bigint;
  readonly untilMs?: number;
}

/** A part of an asset that is on hold, and when it clears, milliseconds since 1970. */
export interface HeldAmount {
  readonly asset: AssetKey;
  readonly amount: bigint;
  readonly until: number | null;
  /** Whether a member gave it, so that it waits out its whole time. */
  readonly isGift: boolean;
}

/** One of two members, by the side on which the operation names them. */
export interface Party {
  readonly side: 'from' | 'to';
  readonly robloxUserId: number;
}

export interface RefusalDetails {
  readonly breach?: LimitBreach;
  /** When the reason ends, milliseconds since 1970. */
  readonly untilMs?: number;
  /** What is missing or can't be traded, and how much of it is there. */
  readonly asset?: AssetKey;
  readonly available?: bigint;
  /** The id that no case has. */
  readonly caseId?: string;
  /** A name that is close to the one given, and exists. */
  readonly didYouMean?: string;
  /** What of the assets has not cleared, by when it does; null: when staff or a witness say so. */
  readonly onHold?: readonly HeldAmount[];
  /** Whom it is about, where an operation is about two members. */
  readonly party?: Party;
  /** One of the staff may not do this alone. */
  readonly needsSecondPerson?: true;
  readonly errors?: readonly { readonly path: string; readonly message: string }[];
}

export class Refusal extends Error {
  override readonly name = 'Refusal';

  constructor(
    readonly code: RefusalCode,
    readonly details: RefusalDetails = {},
  ) {
    super(code);
  }
}

export const isRefusal = (error: unknown, code: RefusalCode): error is Refusal =>
  error instanceof Refusal && error.code === code;

/** For `catch`: what is refused with this code is undefined, and any other error is thrown again. */
export const ignoreRefusal =
  (code: RefusalCode) =>
  (error: unknown): undefined => {
    if (!isRefusal(error, code)) throw error;
  };

/** The refusal of one field of an input; `path` is '' for the input as a whole. */
export const invalid = (path: string, message: string): Refusal =>
  new Refusal('invalid', { errors: [{ path, message }] });
