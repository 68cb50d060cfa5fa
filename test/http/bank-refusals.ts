import { MINUTE } from '../support/bank.ts';
import { STAFF, TELLER, WEB } from '../support/keys.ts';
import { post, type RefusalRow } from '../support/refusal-row.ts';
import {
  CAT,
  CLAIM_TOKEN,
  deliver,
  deposit,
  halt,
  link,
  MEMBER,
  OTHER_DISCORD_USER,
  PERSON,
  reachClaim,
  reserve,
} from '../support/scenes.ts';

const wish = { requestId: 'R-9', robloxUserId: MEMBER } as const;
const request = (goods: object, more: object = {}) =>
  post(WEB, '/withdraw/request', { ...wish, ...goods, ...more });
const complete = (more: object) =>
  post(TELLER, '/withdraw/complete', {
    withdrawalId: 'w-2',
    claimToken: CLAIM_TOKEN,
    tradeId: 'T-9',
    outcome: 'delivered',
    ...more,
  });
const cancel = post(WEB, '/withdraw/cancel', { withdrawalId: 'w-2' });
const claim = post(TELLER, '/withdraw/check', { robloxUserId: MEMBER, claim: true });
const freeze = post(STAFF, '/admin/freeze', { robloxUserId: MEMBER, frozen: true, reason: 'under review' });

const OFFER = {
  offerId: 'O-1',
  fromRobloxUserId: MEMBER,
  toRobloxUserId: 157,
  discordUserId: PERSON.discordUserId,
  gives: { gems: 1 },
  wants: { gems: 1 },
};

/** Refusals of withdrawals, deposits, and what members do with each other. */
export const BANK_REFUSALS: readonly RefusalRow[] = [
  {
    status: 404,
    code: 'withdrawal_not_found',
    when: 'nothing has this id',
    given: deposit,
    ask: cancel,
  },
  {
    status: 409,
    code: 'not_linked',
    when: 'another Discord user asks for a withdrawal',
    given: async (bank) => {
      await link(bank);
      await deposit(bank);
    },
    ask: request({ gems: 1 }, { discordUserId: OTHER_DISCORD_USER }),
  },
  {
    status: 409,
    code: 'offer_closed',
    when: 'an offer is accepted after its time',
    given: async (bank) => {
      await link(bank);
      await bank.ask(WEB, 'POST', '/trade/offer', OFFER);
      bank.world.at += 15 * MINUTE;
    },
    ask: post(WEB, '/trade/accept', {
      offerId: OFFER.offerId,
      robloxUserId: OFFER.toRobloxUserId,
      discordUserId: OTHER_DISCORD_USER,
    }),
  },
  {
    status: 409,
    code: 'not_linked',
    when: 'the receiver of a gift is linked to nobody',
    given: async (bank) => {
      await link(bank);
      await deposit(bank);
    },
    ask: post(WEB, '/transfer', {
      transferId: 'G-1',
      fromRobloxUserId: MEMBER,
      toRobloxUserId: 157,
      gems: 1,
      discordUserId: PERSON.discordUserId,
    }),
    detail: /^toRobloxUserId 157: /,
  },
  {
    status: 404,
    code: 'not_found',
    when: 'gifts are off',
    environment: { GIFTS: 'off' },
    ask: post(WEB, '/trade/offer', OFFER),
  },
  {
    status: 409,
    code: 'withdrawal_not_claimed',
    when: 'nobody has claimed what was delivered',
    given: async (bank) => {
      await deposit(bank);
      await reserve(bank);
    },
    ask: complete({}),
    opensCase: true,
  },
  {
    status: 409,
    code: 'withdrawal_claimed',
    when: 'it is cancelled too late',
    given: reachClaim,
    ask: cancel,
  },
  {
    status: 409,
    code: 'withdrawal_claimed',
    when: 'it is cancelled while nobody knows how it ended',
    given: async (bank) => {
      await reachClaim(bank);
      bank.world.at += 10 * MINUTE;
    },
    ask: cancel,
  },
  {
    status: 409,
    code: 'withdrawal_already_closed',
    when: 'it was delivered',
    given: async (bank) => deliver(bank, await reachClaim(bank)),
    ask: cancel,
  },
  {
    status: 409,
    code: 'lease_lost',
    when: 'the token is not the current one',
    given: reachClaim,
    ask: complete({ claimToken: 'c-of-yesterday' }),
    opensCase: true,
  },
  {
    status: 409,
    code: 'halted',
    when: 'the bank is halted and someone asks for a withdrawal',
    given: async (bank) => {
      await deposit(bank);
      await halt(bank);
    },
    ask: request({ gems: 1 }),
  },
  {
    status: 409,
    code: 'halted',
    when: 'the bank is halted and a teller claims',
    given: async (bank) => {
      await deposit(bank);
      await reserve(bank);
      await halt(bank);
    },
    ask: claim,
  },
  {
    status: 422,
    code: 'request_reused',
    when: 'the id of a request comes with other content',
    given: async (bank) => {
      await deposit(bank);
      await reserve(bank);
    },
    ask: request({ gems: 1 }, { requestId: 'R-1' }),
  },
  {
    status: 422,
    code: 'request_reused',
    when: 'the id of a trade comes with other content',
    given: deposit,
    ask: post(TELLER, '/deposit/complete', { tradeId: 'T-1', robloxUserId: MEMBER, gems: 999 }),
    opensCase: true,
  },
  {
    status: 422,
    code: 'insufficient_pets',
    when: 'one cat is there and two are wanted',
    given: deposit,
    ask: request({ pets: [{ ...CAT, quantity: 2 }], gems: 1 }),
    detail: /Golden Huge Cat.*Free: 1/,
  },
  {
    status: 422,
    code: 'insufficient_gems',
    when: '1000 gems are there and 1001 are wanted',
    given: deposit,
    ask: request({ pets: [CAT], gems: 1001 }),
    detail: /gems.*Free: 1000/,
  },
  {
    status: 422,
    code: 'insufficient_gems',
    when: 'a reservation has expired and even what it gives back is not enough',
    given: async (bank) => {
      await deposit(bank);
      await reserve(bank);
      bank.world.at += 30 * MINUTE;
    },
    ask: request({ gems: 1001 }),
    detail: /gems.*Free: 1000/,
  },
  {
    status: 422,
    code: 'limit_exceeded',
    when: 'a trade would be larger than the limit',
    environment: { LIMIT_GEMS_PER_TRADE: '1000' },
    given: async (bank) => {
      await deposit(bank);
      await deposit(bank, { gems: 1000 }, 'T-3');
    },
    ask: request({ gems: 1001 }),
    detail: /LIMIT_GEMS_PER_TRADE allows 1000/,
  },
  {
    status: 422,
    code: 'limit_exceeded',
    when: 'the day is used up',
    environment: { LIMIT_GEMS_PER_DAY: '400' },
    given: async (bank) => {
      await deposit(bank);
      await reserve(bank);
    },
    ask: request({ gems: 1 }),
    detail: /LIMIT_GEMS_PER_DAY allows 400; 400 used, 1 asked for.*2026-05-11T00:00:00/,
  },
  {
    status: 422,
    code: 'link_cooldown',
    when: 'the account has just passed to another Discord user',
    given: async (bank) => {
      await deposit(bank);
      await link(bank, OTHER_DISCORD_USER);
      await link(bank, PERSON.discordUserId);
    },
    ask: request({ gems: 1 }),
    detail: /2026-05-11T12:00:00/,
  },
  {
    status: 422,
    code: 'frozen',
    when: 'a frozen member asks for a withdrawal',
    given: async (bank) => {
      await deposit(bank);
      await freeze(bank);
    },
    ask: request({ gems: 1 }),
  },
  {
    status: 422,
    code: 'frozen',
    when: 'a teller claims for a frozen member',
    given: async (bank) => {
      await deposit(bank);
      await reserve(bank);
      await freeze(bank);
    },
    ask: claim,
  },
  {
    status: 422,
    code: 'on_hold',
    when: 'it has just been credited',
    environment: { DEPOSIT_HOLD_SECONDS: '60' },
    given: deposit,
    ask: request({ pets: [CAT], gems: 1 }),
  },
  {
    status: 422,
    code: 'untradable',
    when: 'the game lets nobody trade the pet',
    given: deposit,
    ask: request({ pets: [{ id: 'Founder Fox' }] }),
    detail: /Founder Fox/,
  },
];
