import { beforeAll, beforeEach, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { NO_GOODS } from '../../src/bank/engine/pets.ts';
import { startBank, type TestBank } from '../support/bank.ts';
import { TELLER_AGAIN, WEB } from '../support/keys.ts';
import { CAT, halt, MEMBER } from '../support/scenes.ts';
import { openTown, TELLER_USER, THROUGH, type Town } from './town.ts';

/** A test plays minutes of the game, each second of which somebody does something. */
setDefaultTimeout(30_000);

const CATS = { pets: [{ ...CAT, quantity: 2 }], gems: 1_000 };

let town: Town;
let bank: TestBank;
let lifeId: number;
beforeAll(async () => {
  town = await openTown();
});

/** A bank, a teller that serves, and a player with two cats and 5000 gems. */
beforeEach(async () => {
  bank = await startBank();
  await town.begin(bank);
  await town.game.join(TELLER_USER, NO_GOODS);
  await town.game.join(MEMBER, { ...CATS, gems: 5_000 });
  lifeId = await town.startTeller();
  await town.pass(2);
  return () => bank.end();
});

async function reserve(): Promise<void> {
  const wish = { requestId: 'R-1', robloxUserId: MEMBER, pets: [CAT], gems: 400 };
  expect((await bank.ask(WEB, 'POST', '/withdraw/request', wish)).status).toBe(200);
}

/** What the teller has told the bank so far, reports and questions aside. */
const told = (): readonly unknown[] =>
  town.passed.filter(({ path }) => path.endsWith('/complete')).map(({ body }) => body);

const lastWords = async (): Promise<string> => (await town.game.sayings()).at(-1)?.text ?? '';

/** The story of the withdrawal in the bank's log. */
async function historyOf(userId: number): Promise<readonly string[]> {
  const { body } = await bank.ask(TELLER_AGAIN, 'GET', `/user/${userId}/transactions`);
  return Object(body)
    .transactions.map((transaction: { kind: string }) => transaction.kind)
    .reverse();
}

test("the operator's script takes a deposit and hands a withdrawal over", async () => {
  expect((await town.visit(MEMBER, CATS)).status).toBe('completed');
  await town.pass(5);
  await reserve();
  expect((await town.visit(MEMBER, NO_GOODS)).status).toBe('completed');
  await town.pass(5);
  expect(await town.game.holdings(MEMBER)).toEqual({ pets: [CAT], gems: 4_400 });
  expect(town.passed.map(({ path, answer }) => [path, answer?.status])).toEqual([
    ['/teller/report', 200],
    ['/withdraw/check', 200],
    ['/deposit/check', 200],
    ['/deposit/complete', 200],
    ['/withdraw/check', 200],
    ['/withdraw/complete', 200],
  ]);
  expect((await town.game.sayings()).map(({ text }) => text)).toEqual([
    'Put in what you want to bring to the bank, and accept.',
    'The bank takes 2 × golden Huge Cat, 1000 gems. Accept, and it is yours there.',
    'In the bank: 2 × golden Huge Cat, 1000 gems.',
    'Here is what you asked for: 1 × golden Huge Cat, 400 gems. Put nothing in, and accept.',
    'It is yours. Thank you!',
  ]);
  expect(town.warnings).toEqual([]);
});

test('what the bank would not credit is not accepted, and the player hears why', async () => {
  await town.game.join(MEMBER, { pets: [{ ...CAT, id: 'Mystery Cat' }], gems: 0 });
  const trade = await town.visit(MEMBER, { pets: [{ ...CAT, id: 'Mystery Cat' }], gems: 0 });
  expect(trade.status).toBe('declined');
  expect((await town.game.sayings()).map(({ text }) => text)).toContain(
    "Mystery Cat: the bank doesn't know this pet.",
  );
  expect(told()).toEqual([]);
});

test('while the bank is halted nobody is served, and everybody hears why', async () => {
  await halt(bank);
  expect((await town.visit(MEMBER, CATS)).status).toBe('declined');
  expect((await town.game.sayings()).map(({ text }) => text)).toContain(
    'The bank takes no new verifications, requests or claims just now. Everything you own is safe.',
  );
});

test('a player who thinks better of a withdrawal can fetch it later', async () => {
  await town.visit(MEMBER, CATS);
  await town.pass(5);
  await reserve();
  await town.visit(MEMBER, NO_GOODS, { changesMindAfter: 1 });
  await town.pass(5);
  expect(await lastWords()).toBe('What you asked for still waits for you.');
  expect((await town.visit(MEMBER, NO_GOODS)).status).toBe('completed');
  await town.pass(5);
  expect(await historyOf(MEMBER)).toEqual([
    'deposit',
    'withdrawal_reserved',
    ...['withdrawal_claimed', 'withdrawal_declined'],
    ...['withdrawal_claimed', 'withdrawal_delivered'],
  ]);
});

test('a bank that does not answer sends nobody away with their pets gone', async () => {
  town.weather.wayOf = () => ({ kind: 'lost' });
  expect((await town.visit(MEMBER, CATS)).status).toBe('declined');
  expect(await town.game.holdings(MEMBER)).toEqual({ ...CATS, gems: 5_000 });
});

test('what happened is told for as long as it takes', async () => {
  town.weather.wayOf = ({ url }) => ({ kind: url.endsWith('/deposit/complete') ? 'lost' : 'through' });
  await town.visit(MEMBER, CATS);
  await town.pass(300);
  expect(told()).toEqual([]);
  // The next player waits: nothing is begun before the bank knows of the last trade.
  expect((await town.visit(MEMBER, NO_GOODS)).status).toBe('declined');
  town.weather.wayOf = () => THROUGH;
  await town.pass(120);
  expect(told()).toHaveLength(1);
  expect(await historyOf(MEMBER)).toEqual(['deposit']);
});

test.each([3_600, 200, -200])('a clock that is %d seconds ahead is mended', async (aheadSeconds) => {
  await town.game.kill(lifeId);
  await town.startTeller(undefined, aheadSeconds);
  await town.pass(5);
  await town.visit(MEMBER, CATS);
  await town.pass(5);
  await reserve();
  // With another clock than the bank's, no lease would last.
  expect((await town.visit(MEMBER, NO_GOODS)).status).toBe('completed');
  await town.pass(5);
  expect((await historyOf(MEMBER)).at(-1)).toBe('withdrawal_delivered');
});

describe('a withdrawal whose trade ended nobody knows how', () => {
  const claimedAt = 'before the acceptance';

  /** The teller dies with its acceptance on its lips; the game keeps no record of it. */
  beforeEach(async () => {
    await town.visit(MEMBER, CATS);
    await town.pass(5);
    await reserve();
    town.weather.fateAt = (_lifeId, point) => (point === claimedAt ? 'ends' : 'goes on');
    await town.visit(MEMBER, NO_GOODS, { changesMindAfter: 10 });
    town.weather.fateAt = () => 'goes on';
    await town.game.forget();
    await town.startTeller();
    await town.pass(5);
  });

  test('is not told as declined, becomes uncertain, and is settled by the reports', async () => {
    expect(told()).toHaveLength(1);
    await town.pass(200);
    expect(told()).toHaveLength(1);
    expect(await historyOf(MEMBER)).toEqual([
      'deposit',
      'withdrawal_reserved',
      'withdrawal_claimed',
      'withdrawal_uncertain',
      'withdrawal_declined',
    ]);
    expect((await town.visit(MEMBER, NO_GOODS)).status).toBe('completed');
    await town.pass(5);
    expect((await historyOf(MEMBER)).at(-1)).toBe('withdrawal_delivered');
  });

  test('is not handed over again while its lease lives', async () => {
    expect((await town.visit(MEMBER, NO_GOODS)).status).toBe('declined');
    expect((await town.game.sayings()).map(({ text }) => text)).toContain(
      'Your last withdrawal is being looked into. Please come back in some minutes.',
    );
  });
});

test('a second server that runs the same teller takes it over, and the first accepts nothing more', async () => {
  await town.visit(MEMBER, NO_GOODS, { changesMindAfter: 1 });
  const second = await town.startTeller(TELLER_AGAIN);
  await town.pass(5);
  await town.game.kill(second);
  expect((await town.visit(MEMBER, CATS)).status).toBe('declined');
  expect(town.warnings.join()).toContain('another server has taken this teller over; this one must stop');
  expect(await town.game.holdings(TELLER_USER)).toEqual({ pets: [], gems: 0 });
});
