import { expect } from 'bun:test';
import { depositAnswer } from '../../../src/bank/deposit.ts';
import { OTHER_TELLER, TELLER, TELLER_AGAIN } from '../../support/keys.ts';
import { CAT } from '../../support/scenes.ts';
import { type Race, times } from './arena.ts';
import { expectHolds, expectOnce, tally } from './expectations.ts';

const CROWD = 50;
const target = '/deposit/complete';

/** Fifty reports of one trade: one credit. */
export const oneTrade: Race = async (arena) => {
  const robloxUserId = arena.next();
  const body = { tradeId: `T-${robloxUserId}`, robloxUserId, pets: [CAT], gems: 5 };
  expectOnce(await arena.all(times(CROWD, () => ({ key: TELLER, target, body }))));
  const free = { cats: 1, gems: 5 };
  await expectHolds(arena, robloxUserId, { free });
  return free;
};

const GOLDEN = { id: 'Huge Cat', variant: 'golden' };
/** Two golden cats and one more, each time said differently. */
const SPELLINGS = [
  [{ ...GOLDEN, quantity: 3 }],
  [{ ...GOLDEN, quantity: 3, shiny: false }],
  [GOLDEN, GOLDEN, GOLDEN],
  [{ ...GOLDEN, quantity: 2 }, GOLDEN],
  [GOLDEN, { ...GOLDEN, quantity: 2 }],
];

/** One trade in five spellings, by both keys of its teller: one credit. */
export const oneTradeInManySpellings: Race = async (arena) => {
  const robloxUserId = arena.next();
  const spelt = SPELLINGS.flatMap((pets) => [
    { tradeId: `T-${robloxUserId}`, robloxUserId, pets, gems: 0 },
    { pets, robloxUserId, tradeId: `T-${robloxUserId}` },
  ]);
  const asks = spelt.map((body, index) => ({ key: index % 4 < 2 ? TELLER : TELLER_AGAIN, target, body }));
  expectOnce(await arena.all(asks));
  const free = { cats: 3, gems: 0 };
  await expectHolds(arena, robloxUserId, { free });
  return free;
};

/** One trade with ten contents: one of them is credited, and the others are refused. */
export const oneTradeWithManyContents: Race = async (arena) => {
  const robloxUserId = arena.next();
  const body = { tradeId: `T-${robloxUserId}`, robloxUserId };
  const asks = times(10, (index) => ({ key: TELLER, target, body: { ...body, gems: index + 1 } }));
  const answers = await arena.all(asks);
  expect(tally(answers)).toEqual({ 200: 1, '422 request_reused': 9 });
  const first = answers.findIndex(({ status }) => status === 200);
  const { credited, replayed } = depositAnswer.parse(answers[first]?.body);
  expect({ credited, replayed }).toEqual({ credited: { pets: [], gems: first + 1 }, replayed: false });
  const free = { cats: 0, gems: first + 1 };
  await expectHolds(arena, robloxUserId, { free });
  return free;
};

/** The same `tradeId` of two tellers: two trades, each credited once. */
export const oneNameOfTwoTrades: Race = async (arena) => {
  const robloxUserId = arena.next();
  const body = { tradeId: `T-${robloxUserId}`, robloxUserId, gems: 3 };
  const asks = times(CROWD, (index) => ({ key: index % 4 < 2 ? TELLER : OTHER_TELLER, target, body }));
  const answers = await arena.all(asks);
  expect(tally(answers)).toEqual({ 200: CROWD });
  const replayed = answers.map((answer) => depositAnswer.parse(answer.body).replayed);
  expect(replayed.filter((isReplayed) => !isReplayed)).toHaveLength(2);
  const free = { cats: 0, gems: 6 };
  await expectHolds(arena, robloxUserId, { free });
  return free;
};

/** Fifty trades signed with one nonce: one is done. */
export const oneNonce: Race = async (arena) => {
  const robloxUserId = arena.next();
  const nonce = crypto.randomUUID();
  const bodyOf = (index: number) => ({ tradeId: `T-${robloxUserId}-${index}`, robloxUserId, gems: 1 });
  const asks = times(CROWD, (index) => ({ key: TELLER, target, body: bodyOf(index), nonce }));
  expect(tally(await arena.all(asks))).toEqual({ 200: 1, '409 replayed': CROWD - 1 });
  const free = { cats: 0, gems: 1 };
  await expectHolds(arena, robloxUserId, { free });
  return free;
};
