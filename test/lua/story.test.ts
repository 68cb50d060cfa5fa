import { beforeAll, beforeEach, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { NO_GOODS } from '../../src/bank/engine/pets.ts';
import type { TestBank } from '../support/bank.ts';
import { OTHER_TELLER, STAFF, TELLER_AGAIN, WEB } from '../support/keys.ts';
import { CAT, halt, MEMBER, putProfile } from '../support/scenes.ts';
import {
  CATS,
  DELIVERED,
  openPlace,
  openTestGameWorld,
  TELLER_USER,
  type TestGameWorld,
} from './game-world.ts';

/** A test plays minutes of the game, and someone acts in each second of them. */
setDefaultTimeout(120_000);

let world: TestGameWorld;
let bank: TestBank;
let sessionId: number;
beforeAll(async () => {
  world = await openTestGameWorld();
});

/** A bank, a teller that serves, and a player with two cats and 5000 gems. */
beforeEach(async () => {
  bank = await openPlace(world);
  sessionId = await world.startTeller();
  await world.advance(2);
  return () => bank.end();
});

async function reserve(): Promise<void> {
  const request = { requestId: 'R-1', robloxUserId: MEMBER, pets: [CAT], gems: 400 };
  expect((await bank.ask(WEB, 'POST', '/withdraw/request', request)).status).toBe(200);
}

/** The completions that the teller has submitted so far. */
const submitted = (): readonly unknown[] =>
  world.exchanges.filter(({ path }) => path.endsWith('/complete')).map(({ body }) => body);

const lastMessage = async (): Promise<string> => (await world.game.messages()).at(-1)?.text ?? '';

/** The kinds of the member's transactions in the bank's log. */
async function readHistory(userId: number): Promise<readonly string[]> {
  const { body } = await bank.ask(TELLER_AGAIN, 'GET', `/user/${userId}/transactions`);
  return Object(body)
    .transactions.map((transaction: { kind: string }) => transaction.kind)
    .reverse();
}

test("the operator's script accepts a deposit and hands a withdrawal over", async () => {
  expect((await world.visit(MEMBER, CATS)).status).toBe('completed');
  await world.advance(5);
  await reserve();
  expect((await world.visit(MEMBER, NO_GOODS)).status).toBe('completed');
  await world.advance(5);
  expect(await world.game.holdings(MEMBER)).toEqual({ pets: [CAT], gems: 4_400 });
  expect(world.exchanges.map(({ path, answer }) => [path, answer?.status])).toEqual([
    ['/teller/report', 200],
    ['/withdraw/check', 200],
    ['/deposit/check', 200],
    ['/deposit/complete', 200],
    ['/teller/report', 200],
    ['/withdraw/check', 200],
    ['/withdraw/complete', 200],
    ['/teller/report', 200],
    ['/teller/report', 200],
  ]);
  expect((await world.game.messages()).map(({ text }) => text)).toEqual([
    'Put in what you want to bring to the bank, and accept.',
    'The bank takes 2 × golden Huge Cat, 1000 gems. Accept, and it is yours there.',
    'In the bank: 2 × golden Huge Cat, 1000 gems.',
    'Here is what you asked for: 1 × golden Huge Cat, 400 gems. Put nothing in, and accept.',
    'It is yours. Thank you!',
  ]);
  expect(world.warnings).toEqual([]);
  // The game may use its ids again: the bank hears others.
  const id = expect.stringMatching(/^[0-9a-f]{12}-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  expect(submitted()).toEqual([
    expect.objectContaining({ tradeId: id }),
    expect.objectContaining({ tradeId: id }),
  ]);
});

test('of a withdrawal in parts, the script hands its own over, and says that more waits', async () => {
  await world.visit(MEMBER, CATS);
  await world.advance(5);
  const dogs = { tradeId: 'T-2', robloxUserId: MEMBER, pets: [{ ...CAT, id: 'Huge Dog' }] };
  await bank.ask(OTHER_TELLER, 'POST', '/deposit/complete', dogs);
  const wish = { requestId: 'R-1', robloxUserId: MEMBER, pets: [CAT, ...dogs.pets] };
  expect((await bank.ask(WEB, 'POST', '/withdraw/request', wish)).status).toBe(200);
  expect((await world.visit(MEMBER, NO_GOODS)).status).toBe('completed');
  await world.advance(5);
  expect((await world.game.messages()).map(({ text }) => text)).toContain(
    "1 × golden Huge Dog: I don't have that. Trade with teller-2 for it.",
  );
  expect(await readHistory(MEMBER)).toEqual([
    ...['deposit', 'deposit', 'withdrawal_reserved'],
    ...['withdrawal_split', 'withdrawal_claimed', 'withdrawal_delivered'],
  ]);
});

test('who came for what another teller has is sent there', async () => {
  const dogs = { pets: [{ ...CAT, id: 'Huge Dog' }] };
  const deposit = { tradeId: 'T-2', robloxUserId: MEMBER, ...dogs };
  await bank.ask(OTHER_TELLER, 'POST', '/deposit/complete', deposit);
  await bank.ask(OTHER_TELLER, 'POST', '/teller/report', { ...dogs, seq: 1 });
  await bank.ask(WEB, 'POST', '/withdraw/request', { requestId: 'R-1', robloxUserId: MEMBER, ...dogs });
  expect((await world.visit(MEMBER, NO_GOODS, { changesMindAfter: 3 })).status).toBe('declined');
  await world.advance(5);
  const texts = (await world.game.messages()).map(({ text }) => text);
  expect(texts).toEqual(["1 × golden Huge Dog: I don't have that. Trade with teller-2 for it."]);
  expect(world.warnings).toEqual([]);
});

test('who came for what another teller has is told its name in the game, if the bank knows it', async () => {
  await putProfile(bank, { id: 77 }, 'BankOfTwo');
  const card = { tellerId: 'teller-2', robloxUserId: 77 };
  expect((await bank.ask(STAFF, 'POST', '/admin/tellers', card)).status).toBe(200);
  const dogs = { pets: [{ ...CAT, id: 'Huge Dog' }] };
  const deposit = { tradeId: 'T-2', robloxUserId: MEMBER, ...dogs };
  await bank.ask(OTHER_TELLER, 'POST', '/deposit/complete', deposit);
  await bank.ask(WEB, 'POST', '/withdraw/request', { requestId: 'R-1', robloxUserId: MEMBER, ...dogs });
  await world.visit(MEMBER, NO_GOODS, { changesMindAfter: 3 });
  expect(world.exchanges.map(({ path }) => path)).toContain('/tellers');
  expect((await world.game.messages()).map(({ text }) => text)).toEqual([
    "1 × golden Huge Dog: I don't have that. Trade with BankOfTwo for it.",
  ]);
});

test('who came for what is not there is not asked to put something in, and may', async () => {
  const dogs = { pets: [{ ...CAT, id: 'Huge Dog' }] };
  const deposit = { tradeId: 'T-2', robloxUserId: MEMBER, ...dogs };
  await bank.ask(OTHER_TELLER, 'POST', '/deposit/complete', deposit);
  await bank.ask(WEB, 'POST', '/withdraw/request', { requestId: 'R-1', robloxUserId: MEMBER, ...dogs });
  await bank.ask(OTHER_TELLER, 'POST', '/withdraw/check', { robloxUserId: MEMBER, claim: true });
  expect((await world.visit(MEMBER, { pets: [], gems: 7 })).status).toBe('completed');
  await world.advance(5);
  expect((await world.game.messages()).map(({ text }) => text)).toEqual([
    'Your last withdrawal is being looked into. Please come back in some minutes.',
    'The bank takes 7 gems. Accept, and it is yours there.',
    'In the bank: 7 gems.',
  ]);
});

test('what the bank would not credit is not accepted, and the player reads why', async () => {
  await world.game.join(MEMBER, { pets: [{ ...CAT, id: 'Mystery Cat' }], gems: 0 });
  const trade = await world.visit(MEMBER, { pets: [{ ...CAT, id: 'Mystery Cat' }], gems: 0 });
  expect(trade.status).toBe('declined');
  expect((await world.game.messages()).map(({ text }) => text)).toContain(
    "Mystery Cat: the bank doesn't know this pet.",
  );
  expect(submitted()).toEqual([]);
});

test('while the bank is halted nobody is served, and everybody reads why', async () => {
  await halt(bank);
  expect((await world.visit(MEMBER, CATS)).status).toBe('declined');
  expect((await world.game.messages()).map(({ text }) => text)).toContain(
    'The bank is closed just now. Everything you own is safe. Please come back later.',
  );
});

test('a player who changes their mind about a withdrawal can fetch it later', async () => {
  await world.visit(MEMBER, CATS);
  await world.advance(5);
  await reserve();
  await world.visit(MEMBER, NO_GOODS, { changesMindAfter: 1 });
  await world.advance(5);
  expect(await lastMessage()).toBe('What you asked for still waits for you.');
  expect((await world.visit(MEMBER, NO_GOODS)).status).toBe('completed');
  await world.advance(5);
  expect(await readHistory(MEMBER)).toEqual([
    'deposit',
    'withdrawal_reserved',
    ...['withdrawal_claimed', 'withdrawal_declined'],
    ...['withdrawal_claimed', 'withdrawal_delivered'],
  ]);
});

test('while the bank does not answer, no player loses a pet', async () => {
  world.faults.onRequest = () => ({ kind: 'request lost' });
  expect((await world.visit(MEMBER, CATS)).status).toBe('declined');
  expect(await world.game.holdings(MEMBER)).toEqual({ ...CATS, gems: 5_000 });
});

test('what happened is submitted until the bank answers', async () => {
  world.faults.onRequest = ({ url }) => ({
    kind: url.endsWith('/deposit/complete') ? 'request lost' : 'delivered',
  });
  await world.visit(MEMBER, CATS);
  await world.advance(300);
  expect(submitted()).toEqual([]);
  // The next player is turned away: no trade begins before the bank knows of the last one.
  expect((await world.visit(MEMBER, NO_GOODS)).status).toBe('declined');
  world.faults.onRequest = () => DELIVERED;
  await world.advance(120);
  expect(submitted()).toHaveLength(1);
  expect(await readHistory(MEMBER)).toEqual(['deposit']);
});

test.each([3_600, 200, -200])('a clock that is %d seconds ahead is adjusted', async (clockOffset) => {
  await world.game.crash(sessionId);
  await world.startTeller(undefined, clockOffset);
  await world.advance(5);
  await world.visit(MEMBER, CATS);
  await world.advance(5);
  await reserve();
  // With another clock than the bank's, no lease would last.
  expect((await world.visit(MEMBER, NO_GOODS)).status).toBe('completed');
  await world.advance(5);
  expect((await readHistory(MEMBER)).at(-1)).toBe('withdrawal_delivered');
});

describe('a withdrawal whose trade has an unknown end', () => {
  /** The teller crashes just before its acceptance, and the game keeps no record of it. */
  beforeEach(async () => {
    await world.visit(MEMBER, CATS);
    await world.advance(5);
    await reserve();
    world.faults.onFailPoint = (_sessionId, point) =>
      point === 'before the acceptance' ? 'crash' : 'continue';
    await world.visit(MEMBER, NO_GOODS, { changesMindAfter: 10 });
    world.faults.onFailPoint = () => 'continue';
    await world.game.forgetTrades();
    await world.startTeller();
    await world.advance(5);
  });

  test('is not submitted as declined, becomes uncertain, and is settled by the reports', async () => {
    expect(submitted()).toHaveLength(1);
    await world.advance(200);
    expect(submitted()).toHaveLength(1);
    expect(await readHistory(MEMBER)).toEqual([
      'deposit',
      'withdrawal_reserved',
      'withdrawal_claimed',
      'withdrawal_uncertain',
      'withdrawal_declined',
    ]);
    expect((await world.visit(MEMBER, NO_GOODS)).status).toBe('completed');
    await world.advance(5);
    expect((await readHistory(MEMBER)).at(-1)).toBe('withdrawal_delivered');
  });

  test('is not handed over again while its lease lasts', async () => {
    expect((await world.visit(MEMBER, NO_GOODS)).status).toBe('declined');
    expect((await world.game.messages()).map(({ text }) => text)).toContain(
      'Your last withdrawal is being looked into. Please come back in some minutes.',
    );
  });
});

test('a second server of the same teller takes it over, and the first accepts nothing more', async () => {
  await world.visit(MEMBER, NO_GOODS, { changesMindAfter: 1 });
  const second = await world.startTeller(TELLER_AGAIN);
  await world.advance(5);
  await world.game.crash(second);
  expect((await world.visit(MEMBER, CATS)).status).toBe('declined');
  expect(world.warnings.join()).toContain('Another server has taken this teller over.');
  expect(await world.game.holdings(TELLER_USER)).toEqual({ pets: [], gems: 0 });
});
