import { verifyStartAnswer } from '../../../src/bank/verify.ts';
import type { TestBank } from '../../support/bank.ts';
import { OTHER_TELLER, TELLER, WEB } from '../../support/keys.ts';
import {
  CAT,
  claim,
  deposit,
  link,
  MEMBER,
  OTHER_DISCORD_USER,
  PERSON,
  putProfile,
  reserve,
} from '../../support/scenes.ts';
import { type Attempt, read } from '../../support/send.ts';

export const NEWCOMER = { discordUserId: OTHER_DISCORD_USER, robloxUsername: 'newcomer' } as const;
/** A Discord user who is linked to nobody. */
export const NOBODY = '555555555555555555';
const NEWCOMER_ID = 157;

/** A bank in the middle of its work: what there is to see, and what there is to take. */
export interface Scene {
  /** Leased to `teller-1`. */
  readonly claimed: { readonly withdrawalId: string; readonly claimToken: string };
  readonly waiting: string;
  readonly caseId: string;
}

/**
 * builderman is linked and owns a cat and gems; one withdrawal is claimed, one waits; newcomer has a code in
 * the profile.
 */
export async function setScene(bank: TestBank): Promise<Scene> {
  await link(bank);
  await putProfile(bank, { id: NEWCOMER_ID }, NEWCOMER.robloxUsername);
  const { code } = read(verifyStartAnswer, await bank.ask(WEB, 'POST', '/verify/start', NEWCOMER));
  await putProfile(bank, { description: code }, NEWCOMER.robloxUsername);
  await befriend(bank);
  await deposit(bank, { pets: [CAT, { id: 'Mystery Cat' }], gems: 1000 });
  await reserve(bank, { gems: 100 });
  const claimed = await claim(bank);
  const { withdrawalId } = await reserve(bank, { requestId: 'R-2', gems: 100 });
  return { claimed, waiting: withdrawalId, caseId: 'quarantine:deposit:teller-1:T-1' };
}

/** Two members who give to each other and trade: their offers are open. */
const FRIENDS = [
  { robloxUserId: 158, discordUserId: '158158158158158158', robloxUsername: 'friend_one' },
  { robloxUserId: 159, discordUserId: '159159159159159159', robloxUsername: 'friend_two' },
] as const;
const [GIVER, TAKER] = FRIENDS;
export const fromFriend = {
  fromRobloxUserId: GIVER.robloxUserId,
  toRobloxUserId: TAKER.robloxUserId,
  discordUserId: GIVER.discordUserId,
};
export const offered = (offerId: string) => ({
  offerId,
  ...fromFriend,
  gives: { gems: 1 },
  wants: { gems: 2 },
});
const asTaker = { robloxUserId: TAKER.robloxUserId, discordUserId: TAKER.discordUserId };

async function befriend(bank: TestBank): Promise<void> {
  for (const { robloxUserId: id, ...person } of FRIENDS) {
    await putProfile(bank, { id }, person.robloxUsername);
    const { code } = read(verifyStartAnswer, await bank.ask(WEB, 'POST', '/verify/start', person));
    await putProfile(bank, { description: code }, person.robloxUsername);
    await bank.ask(WEB, 'POST', '/verify/confirm', person);
    const trade = { tradeId: `T-${id}`, robloxUserId: id, gems: 100 };
    await bank.ask(OTHER_TELLER, 'POST', '/deposit/complete', trade);
  }
  for (const offerId of ['O-1', 'O-2', 'O-3']) await bank.ask(WEB, 'POST', '/trade/offer', offered(offerId));
}

const goods = { pets: [CAT], gems: 7 };
const ofMember = { robloxUserId: MEMBER };
const reason = 'checked';
export const post = (target: string, body: object): Attempt => ({
  method: 'POST',
  target,
  body: JSON.stringify(body),
});
export const get = (target: string): Attempt => ({ method: 'GET', target });

/**
 * For every endpoint that takes more than its path, a request that is answered 200 in the scene when it is
 * signed by who may; also when those before it have been answered.
 */
export function rightRequests({ claimed, waiting, caseId }: Scene): Readonly<Record<string, Attempt>> {
  return {
    'POST /verify/start': post('/verify/start', { ...NEWCOMER, discordUserId: NOBODY }),
    'POST /verify/confirm': post('/verify/confirm', NEWCOMER),
    'POST /verify/unlink': post('/verify/unlink', { discordUserId: PERSON.discordUserId }),
    'POST /deposit/check': post('/deposit/check', { ...ofMember, ...goods }),
    'POST /deposit/complete': post('/deposit/complete', { tradeId: 'T-9', ...ofMember, ...goods }),
    'POST /withdraw/request': post('/withdraw/request', { requestId: 'R-9', ...ofMember, ...goods }),
    'POST /withdraw/cancel': post('/withdraw/cancel', { withdrawalId: waiting }),
    'POST /withdraw/check': post('/withdraw/check', { ...ofMember, claim: true }),
    'POST /withdraw/complete': post('/withdraw/complete', {
      ...claimed,
      tradeId: 'T-8',
      outcome: 'delivered',
    }),
    'POST /transfer': post('/transfer', { transferId: 'G-1', ...fromFriend, gems: 1 }),
    'POST /trade/offer': post('/trade/offer', offered('O-9')),
    'POST /trade/accept': post('/trade/accept', { offerId: 'O-1', ...asTaker }),
    'POST /trade/decline': post('/trade/decline', { offerId: 'O-2', ...asTaker }),
    'GET /trade/{offerId}': get('/trade/O-3'),
    'POST /teller/report': post('/teller/report', goods),
    'GET /items/value': get('/items/value?id=Huge%20Cat'),
    'GET /user/{id}/inventory': get(`/user/${MEMBER}/inventory`),
    'GET /user/{id}/transactions': get(`/user/${MEMBER}/transactions?limit=20`),
    'GET /user/{id}/withdrawals': get(`/user/${MEMBER}/withdrawals`),
    'GET /user/{id}/proof': get(`/user/${MEMBER}/proof`),
    'POST /admin/halt': post('/admin/halt', { halted: true, reason }),
    'POST /admin/freeze': post('/admin/freeze', { ...ofMember, frozen: true, reason }),
    'GET /admin/cases': get('/admin/cases?open=true'),
    'POST /admin/cases/resolve': post('/admin/cases/resolve', { caseId, resolution: 'credit', reason }),
    'POST /admin/keys/revoke': post('/admin/keys/revoke', { keyId: 'teller-9', reason }),
    'GET /admin/keys/{keyId}/transactions': get(`/admin/keys/${TELLER.id}/transactions`),
    'POST /admin/tellers': post('/admin/tellers', { tellerId: 'teller-1', ...ofMember }),
    'PUT /sandbox/roblox/users/{username}': {
      ...post('/sandbox/roblox/users/newcomer', { description: 'Hi!' }),
      method: 'PUT',
    },
    'GET /sandbox/roblox/users/{username}': get('/sandbox/roblox/users/newcomer'),
  };
}
