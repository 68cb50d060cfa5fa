import { beforeAll, beforeEach, expect, setDefaultTimeout, test } from 'bun:test';
import { NO_GOODS } from '../../src/bank/engine/pets.ts';
import type { TestBank } from '../support/bank.ts';
import { TELLER_AGAIN, WEB } from '../support/keys.ts';
import { CAT, MEMBER } from '../support/scenes.ts';
import { CATS, openPlace, openTestGameWorld, TELLER_USER, type TestGameWorld } from './game-world.ts';

/** A test plays minutes of the game, and someone acts in each second of them. */
setDefaultTimeout(120_000);

let world: TestGameWorld;
let bank: TestBank;
beforeAll(async () => {
  world = await openTestGameWorld();
});

beforeEach(async () => {
  bank = await openPlace(world);
  return () => bank.end();
});

const start = (isAway = false) => world.startTeller(undefined, 0, { isAway });
const paths = (): readonly string[] => world.exchanges.map(({ path }) => path);

async function history(): Promise<readonly string[]> {
  const { body } = await bank.ask(TELLER_AGAIN, 'GET', `/user/${MEMBER}/transactions`);
  return Object(body)
    .transactions.map(({ kind }: { kind: string }) => kind)
    .reverse();
}

/** A deposit, and a withdrawal of one cat that the teller is handing over. */
async function reachDelivery(): Promise<void> {
  await world.visit(MEMBER, CATS);
  await world.advance(5);
  const request = { requestId: 'R-1', robloxUserId: MEMBER, pets: [CAT] };
  expect((await bank.ask(WEB, 'POST', '/withdraw/request', request)).status).toBe(200);
}

test("where the teller's account isn't, the script does nothing", async () => {
  await start(true);
  await world.advance(60);
  expect(world.exchanges).toEqual([]);
  expect(world.warnings).toEqual([]);
});

test('a script without the account takes nothing from the one that has it', async () => {
  await start();
  await world.advance(2);
  await start(true);
  await world.advance(30);
  expect((await world.visit(MEMBER, CATS)).status).toBe('completed');
  await world.advance(5);
  expect(await history()).toEqual(['deposit']);
  expect(world.warnings).toEqual([]);
});

test('it begins when the account arrives, and ends when it leaves', async () => {
  const sessionId = await start(true);
  await world.game.enter(sessionId, TELLER_USER);
  await world.advance(20);
  expect(paths()).toEqual(['/teller/report', '/teller/report']);
  await world.game.leave(sessionId, TELLER_USER);
  await world.advance(60);
  expect(paths()).toHaveLength(2);
  await world.game.enter(sessionId, TELLER_USER);
  await world.advance(5);
  expect((await world.visit(MEMBER, CATS)).status).toBe('completed');
  expect(world.warnings).toEqual([]);
});

test('an account that leaves gives back what it was about to hand over, for the next server', async () => {
  const sessionId = await start();
  await world.advance(2);
  await reachDelivery();
  world.schedule(0.5, () => world.game.leave(sessionId, TELLER_USER));
  const visit = await world.visit(MEMBER, NO_GOODS);
  expect(visit.status).toBe('declined');
  await world.advance(5);
  expect((await history()).slice(1)).toEqual([
    ...['withdrawal_reserved', 'withdrawal_claimed', 'withdrawal_declined'],
  ]);
  await start();
  await world.advance(5);
  expect((await world.visit(MEMBER, NO_GOODS)).status).toBe('completed');
  await world.advance(5);
  expect((await history()).at(-1)).toBe('withdrawal_delivered');
  expect(world.warnings).toEqual([]);
});

test('a server that closes right after a trade submits it first', async () => {
  const sessionId = await start();
  await world.advance(2);
  let lost = 0;
  world.faults.onRequest = ({ url }) => {
    if (!url.endsWith('/deposit/complete') || lost === 2) return { kind: 'delivered' };
    lost += 1;
    return { kind: 'request lost' };
  };
  await world.visit(MEMBER, CATS);
  await world.game.close(sessionId);
  await world.advance(30);
  await world.game.crash(sessionId);
  expect(await history()).toEqual(['deposit']);
  expect(paths().at(-2)).toBe('/deposit/complete');
});

test('what it can not submit in time, the next server submits', async () => {
  const sessionId = await start();
  await world.advance(2);
  world.faults.onRequest = ({ url }) => ({
    kind: url.endsWith('/complete') ? 'request lost' : 'delivered',
  });
  await world.visit(MEMBER, CATS);
  await world.game.leave(sessionId, TELLER_USER);
  await world.advance(60);
  world.faults.onRequest = () => ({ kind: 'delivered' });
  await world.advance(60);
  expect(await history()).toEqual([]);
  await start();
  await world.advance(5);
  expect(await history()).toEqual(['deposit']);
});

test('a server that has lost the teller to another ends, alerts once and turns nobody away', async () => {
  await start();
  await world.advance(2);
  await world.visit(MEMBER, NO_GOODS, { changesMindAfter: 1 });
  await start();
  await world.advance(5);
  for (let visits = 0; visits < 3; visits += 1) {
    await world.visit(MEMBER, { pets: [], gems: 10 });
    await world.advance(20);
  }
  expect(world.warnings).toEqual(['Another server has taken this teller over. It ends in this one.']);
  expect((await history()).length).toBeGreaterThanOrEqual(2);
  const { gems } = await world.game.holdings(TELLER_USER);
  expect((await history()).length * 10).toBe(gems);
});
