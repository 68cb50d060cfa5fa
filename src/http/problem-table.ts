import type { RefusalCode } from '../bank/engine/refusal.ts';

/** The bank's refusals, and those of the transport itself. */
export type ProblemCode =
  | RefusalCode
  | 'malformed_json'
  | 'too_large'
  | 'unsupported_media_type'
  | 'rate_limited'
  | 'internal'
  | 'storage_unavailable';

interface ProblemPage {
  readonly status: number;
  readonly title: string;
  /** What to do next, for someone who didn't write the program. */
  readonly detail: string;
}

/** The status and wording of every problem. */
export const PROBLEMS: { readonly [Code in ProblemCode]: ProblemPage } = {
  malformed_json: {
    status: 400,
    title: 'The body is not well-formed JSON',
    detail: 'Send one JSON object in UTF-8, with each name once.',
  },
  unauthorized: {
    status: 401,
    title: 'The signature does not hold',
    detail: 'Sign the request as the API page says, with a key of this bank and a clock near serverTime.',
  },
  out_of_scope: {
    status: 403,
    title: 'This key may not do that',
    detail: 'Use a key with one of the scopes that the API page names for this endpoint.',
  },
  not_found: {
    status: 404,
    title: 'Not found',
    detail: 'There is nothing here. The API page lists all there is.',
  },
  roblox_user_not_found: {
    status: 404,
    title: 'No such Roblox account',
    detail: 'No Roblox account has this username now. Check the spelling; an old name does not count.',
  },
  no_pending_verification: {
    status: 404,
    title: 'No code is waiting',
    detail: 'No code is waiting for this Discord user and username. Start a verification first.',
  },
  withdrawal_not_found: {
    status: 404,
    title: 'No such withdrawal',
    detail: 'No withdrawal has this id.',
  },
  replayed: {
    status: 409,
    title: 'This request was sent before',
    detail: 'The nonce was used before. Sign the retry again, with a new nonce.',
  },
  already_linked: {
    status: 409,
    title: 'Linked to another account',
    detail: 'This Discord user has another Roblox account. Unlink that one first.',
  },
  not_linked: {
    status: 409,
    title: 'Not linked',
    detail: 'This Discord user is not linked to this Roblox account. Verify first.',
  },
  verification_expired: {
    status: 409,
    title: 'The code has expired',
    detail: 'The code was not used in time. Start again to get a new one.',
  },
  withdrawal_not_claimed: {
    status: 409,
    title: 'Not claimed',
    detail: 'No teller has claimed this withdrawal. Claim it first.',
  },
  withdrawal_claimed: {
    status: 409,
    title: 'Being handed over',
    detail: 'A teller has claimed this withdrawal and may be handing it over now, so it cannot be cancelled.',
  },
  withdrawal_already_closed: {
    status: 409,
    title: 'Already closed',
    detail: 'This withdrawal has ended: delivered, cancelled or expired.',
  },
  lease_lost: {
    status: 409,
    title: 'The claim is no longer yours',
    detail: 'This claim token is not the current one for this teller. Check the withdrawal again.',
  },
  halted: {
    status: 409,
    title: 'The bank is halted',
    detail: 'The bank takes no new verifications, requests or claims just now. Everything you own is safe.',
  },
  offer_closed: {
    status: 409,
    title: 'The offer is closed',
    detail: 'This offer was accepted, declined or withdrawn, or it took too long. Make a new one.',
  },
  too_large: {
    status: 413,
    title: 'Too large',
    detail: 'A body may hold at most 65536 bytes, and a report 4194304.',
  },
  unsupported_media_type: {
    status: 415,
    title: 'Not a JSON body',
    detail: 'Send the body with Content-Type: application/json.',
  },
  invalid: {
    status: 422,
    title: 'Something in the request is wrong',
    detail: 'The list in errors says what, and where.',
  },
  code_not_in_profile: {
    status: 422,
    title: 'The code is not in the profile',
    detail:
      'Put all the words of the code into the About text of the Roblox profile, save, wait a minute and ' +
      'confirm again.',
  },
  profile_filtered: {
    status: 422,
    title: 'Roblox hid the code',
    detail: 'Roblox shows #### instead of some words. Start again to get other words.',
  },
  request_reused: {
    status: 422,
    title: 'This id was used for something else',
    detail:
      'The same id came before with other content. A retry sends the same content; something new needs a ' +
      'new id.',
  },
  insufficient_pets: {
    status: 422,
    title: 'Not enough pets',
    detail: 'The account does not hold that many.',
  },
  insufficient_gems: {
    status: 422,
    title: 'Not enough gems',
    detail: 'The account does not hold that many gems.',
  },
  limit_exceeded: { status: 422, title: 'Over a limit', detail: 'This goes beyond a limit of the bank.' },
  link_cooldown: {
    status: 422,
    title: 'Linked only a short time ago',
    detail: 'A short time ago, this Roblox account was still linked to another Discord user.',
  },
  frozen: {
    status: 422,
    title: 'The member is frozen',
    detail: 'Staff have frozen this member. Ask them why; everything the member owns is safe.',
  },
  untradable: { status: 422, title: 'Cannot be traded', detail: 'The game does not let this pet be traded.' },
  on_hold: {
    status: 422,
    title: 'Some of it is on hold',
    detail:
      'It belongs to the account and can leave later: onHold says when. What a teller has just taken in is ' +
      'on hold for about a minute.',
  },
  rate_limited: {
    status: 429,
    title: 'Too many requests',
    detail: 'Wait as long as Retry-After says, then send requests more slowly.',
  },
  internal: {
    status: 500,
    title: 'An error on our side',
    detail:
      'Something went wrong inside. Retry with the same id: nothing is done twice. If it keeps happening, ' +
      'give the operator the requestId.',
  },
  upstream_unavailable: {
    status: 503,
    title: 'Roblox does not answer',
    detail: 'The bank cannot reach Roblox just now. Try again in a minute.',
  },
  storage_unavailable: {
    status: 503,
    title: 'The bank is busy',
    detail: 'The bank could not do this just now. Retry with the same id: nothing is done twice.',
  },
};
