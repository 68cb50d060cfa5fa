import { expect } from 'bun:test';
import { withdrawCheckAnswer } from '../../../src/bank/withdraw-check.ts';
import { OTHER_TELLER, TELLER, WEB } from '../../support/keys.ts';
import { CAT } from '../../support/scenes.ts';
import { type Answered, type Race, times } from './arena.ts';
import { expectHolds, expectOnce, tally } from './expectations.ts';
import { bring, cancelOf, claimBy, lease, reserve } from './scenes.ts';

const NOTHING = { cats: 0, gems: 0 };
const target = '/withdraw/request';

/** A hundred requests for one pet: one reservation. */
export const onePet: Race = async (arena) => {
  const robloxUserId = arena.next();
  await bring(arena, robloxUserId, { pets: [CAT] });
  const bodyOf = (index: number) => ({ requestId: `R-${robloxUserId}-${index}`, robloxUserId, pets: [CAT] });
  const answers = await arena.all(times(100, (index) => ({ key: WEB, target, body: bodyOf(index) })));
  expect(tally(answers)).toEqual({ 200: 1, '422 insufficient_pets': 99 });
  const reserved = { cats: 1, gems: 0 };
  await expectHolds(arena, robloxUserId, { free: NOTHING, reserved });
  return reserved;
};

/** A hundred requests that there is enough for: as many reservations as one member may have. */
export const oneLimit: Race = async (arena) => {
  const robloxUserId = arena.next();
  await bring(arena, robloxUserId, { gems: 1000 });
  const bodyOf = (index: number) => ({ requestId: `R-${robloxUserId}-${index}`, robloxUserId, gems: 10 });
  const answers = await arena.all(times(100, (index) => ({ key: WEB, target, body: bodyOf(index) })));
  expect(tally(answers)).toEqual({ 200: 3, '422 limit_exceeded': 97 });
  const holds = { free: { cats: 0, gems: 970 }, reserved: { cats: 0, gems: 30 } };
  await expectHolds(arena, robloxUserId, holds);
  return { cats: 0, gems: 1000 };
};

/** One request, fifty times: one reservation. */
export const oneRequest: Race = async (arena) => {
  const robloxUserId = arena.next();
  await bring(arena, robloxUserId, { pets: [{ ...CAT, quantity: 3 }] });
  const body = { requestId: `R-${robloxUserId}`, robloxUserId, pets: [CAT] };
  expectOnce(await arena.all(times(50, () => ({ key: WEB, target, body }))));
  const holds = { free: { cats: 2, gems: 0 }, reserved: { cats: 1, gems: 0 } };
  await expectHolds(arena, robloxUserId, holds);
  return { cats: 3, gems: 0 };
};

/** One delivery, reported fifty times: it leaves the bank once. */
export const oneDelivery: Race = async (arena) => {
  const robloxUserId = arena.next();
  await bring(arena, robloxUserId, { pets: [{ ...CAT, quantity: 2 }], gems: 9 });
  await reserve(arena, robloxUserId, { pets: [CAT], gems: 4 });
  const { withdrawalId, claimToken } = await lease(arena, robloxUserId);
  const body = { withdrawalId, claimToken, tradeId: `T-${robloxUserId}`, outcome: 'delivered' };
  const ask = { key: TELLER, target: '/withdraw/complete', body };
  expectOnce(await arena.all(times(50, () => ask)));
  const free = { cats: 1, gems: 5 };
  await expectHolds(arena, robloxUserId, { free });
  return free;
};

/** A claim and a cancellation, twenty times each: the first of all of them decides. */
export const claimOrCancel: Race = async (arena) => {
  const robloxUserId = arena.next();
  await bring(arena, robloxUserId, { pets: [CAT] });
  const cancel = cancelOf(await reserve(arena, robloxUserId, { pets: [CAT] }));
  const claim = claimBy(TELLER, robloxUserId);
  // Half of the rounds begin with either, so that the order of arrival isn't what decides them all.
  const order = robloxUserId % 2;
  const answers = await arena.all(times(40, (index) => (index % 2 === order ? claim : cancel)));
  const claims = answers.filter((_, index) => index % 2 === order);
  const cancels = answers.filter((_, index) => index % 2 !== order);
  const tokens = tokensOf(claims);
  const isClaimed = tokens.size === 1 && !tokens.has(null);
  if (!isClaimed) expect([...tokens]).toEqual([null]);
  expect(tally(claims)).toEqual({ 200: 20 });
  expect(tally(cancels)).toEqual(isClaimed ? { '409 withdrawal_claimed': 20 } : { 200: 20 });
  const all = { cats: 1, gems: 0 };
  await expectHolds(arena, robloxUserId, {
    free: isClaimed ? NOTHING : all,
    reserved: isClaimed ? all : NOTHING,
  });
  return all;
};

/** Two tellers who both hold the pet claim one withdrawal: one of them gets it, with one token. */
export const twoTellers: Race = async (arena) => {
  const robloxUserId = arena.next();
  await bring(arena, robloxUserId, { pets: [CAT] }, TELLER);
  await bring(arena, arena.next(), { pets: [CAT] }, OTHER_TELLER);
  await reserve(arena, robloxUserId, { pets: [CAT] });
  const tellers =
    robloxUserId % 2 === 0 ? ([TELLER, OTHER_TELLER] as const) : ([OTHER_TELLER, TELLER] as const);
  const [testKey, other] = tellers;
  const answers = await arena.all(
    times(40, (index) => claimBy(index % 2 === 0 ? testKey : other, robloxUserId)),
  );
  const byOne = tokensOf(answers.filter((_, index) => index % 2 === 0));
  const byOther = tokensOf(answers.filter((_, index) => index % 2 === 1));
  const [winner, loser] = byOne.has(null) ? [byOther, byOne] : [byOne, byOther];
  expect([...loser]).toEqual([null]);
  expect([...winner]).toEqual([expect.stringMatching(/^c-[\w-]{22}$/)]);
  await expectHolds(arena, robloxUserId, { free: NOTHING, reserved: { cats: 1, gems: 0 } });
  return { cats: 2, gems: 0 };
};

/** The different tokens that the claims got; null for none. */
const tokensOf = (claims: readonly Answered[]): Set<string | null> =>
  new Set(claims.map(({ body }) => withdrawCheckAnswer.parse(body).claimed?.claimToken ?? null));
