import { beforeAll, beforeEach, expect, setDefaultTimeout, test } from 'bun:test';
import { NO_GOODS } from '../../src/bank/engine/pets.ts';
import type { TestBank } from '../support/bank.ts';
import { STAFF, TELLER_AGAIN, WEB } from '../support/keys.ts';
import { CAT, MEMBER } from '../support/scenes.ts';
import { CATS, openPlace, openTestGameWorld, type TestGameWorld } from './game-world.ts';

/** A test plays minutes of the game, and someone acts in each second of them. */
setDefaultTimeout(120_000);

let world: TestGameWorld;
let bank: TestBank;
let sessionId: number;
beforeAll(async () => {
  world = await openTestGameWorld();
});

/** A bank that holds what tellers credit, a teller, and a player with two cats and 5000 gems. */
beforeEach(async () => {
  bank = await openPlace(world, { DEPOSIT_HOLD_SECONDS: '600' });
  sessionId = await world.startTeller();
  await world.advance(2);
  return () => bank.end();
});

/** The `seq` that each report gave; null for none. */
const reportedSeqs = (): readonly unknown[] =>
  world.exchanges
    .filter(({ path }) => path === '/teller/report')
    .map(({ body }) => Reflect.get(Object(body), 'seq') ?? null);
const lastReport = (): unknown =>
  world.exchanges.findLast(({ path }) => path === '/teller/report')?.answer?.body;
const toPlayers = async (): Promise<readonly string[]> =>
  (await world.game.messages()).map(({ text }) => text);

/** Someone who has the teller's key makes the bank believe in a deposit. */
const forge = (tradeId: string) =>
  bank.ask(TELLER_AGAIN, 'POST', '/deposit/complete', { tradeId, robloxUserId: 999, gems: 5 });

async function requestCat(): Promise<number> {
  const request = { requestId: crypto.randomUUID(), robloxUserId: MEMBER, pets: [CAT] };
  return (await bank.ask(WEB, 'POST', '/withdraw/request', request)).status;
}

async function openCases(): Promise<readonly string[]> {
  const { body } = await bank.ask(STAFF, 'GET', '/admin/cases?open=true');
  return Object(body).cases.map(({ kind }: { kind: string }) => kind);
}

test('reports come every 15 seconds, at once after a trade, and also while one is open', async () => {
  await world.advance(60);
  expect(reportedSeqs()).toEqual([null, 0, 0, 0, 0]);
  await world.visit(MEMBER, NO_GOODS, { changesMindAfter: 40 });
  expect(reportedSeqs().slice(5)).toEqual([0, 0]);
  await world.visit(MEMBER, CATS);
  await world.advance(1);
  expect(reportedSeqs().at(-1)).toBe(1);
  expect(lastReport()).toMatchObject({ drift: [], lastTradeSeq: 1, cleared: false });
});

test('what was brought can be fetched again within 75 seconds', async () => {
  await world.visit(MEMBER, CATS);
  await world.advance(5);
  expect(await requestCat()).toBe(422);
  await world.advance(70);
  expect(lastReport()).toMatchObject({ cleared: true });
  expect(await requestCat()).toBe(200);
  expect((await world.visit(MEMBER, NO_GOODS)).status).toBe('completed');
  expect(world.warnings).toEqual([]);
});

test('while something is untold, reports do not say what the teller knows', async () => {
  world.faults.onRequest = ({ url }) => ({
    kind: url.endsWith('/deposit/complete') ? 'answer lost' : 'delivered',
  });
  await world.visit(MEMBER, CATS);
  await world.advance(60);
  expect(reportedSeqs().slice(-4)).toEqual([null, null, null, null]);
  world.faults.onRequest = () => ({ kind: 'delivered' });
  await world.advance(60);
  expect(reportedSeqs().at(-1)).toBe(1);
  expect(await openCases()).toEqual([]);
});

test('once the lease of an open trade has ended, reports settle nothing', async () => {
  await world.visit(MEMBER, CATS);
  await world.advance(75);
  await requestCat();
  // The teller crashes after its acceptance. The game can't be asked until the lease is over.
  world.faults.onFailPoint = (_sessionId, point) => {
    if (point === 'after the acceptance') return 'crash';
    return point === 'before the close' ? 'error' : 'continue';
  };
  await world.visit(MEMBER, NO_GOODS);
  await world.startTeller();
  await world.advance(110);
  const { length } = reportedSeqs();
  expect(reportedSeqs().slice(1)).not.toContain(null);
  await world.advance(60);
  expect(reportedSeqs().slice(length + 1)).toEqual([null, null, null]);
});

test('a trade that someone else made with the key ends trading within 15 seconds', async () => {
  await world.visit(MEMBER, CATS);
  await world.advance(5);
  await forge('forged');
  await world.advance(15);
  expect(world.warnings).toEqual([expect.stringContaining('knows its trades up to t-1')]);
  expect((await world.visit(MEMBER, { pets: [], gems: 5 })).status).toBe('declined');
  expect(await toPlayers()).toContain(
    "I'm closed just now: staff are looking into something. Everything you own is safe.",
  );
  await world.advance(60);
  expect(await openCases()).toEqual(['foreign_trade']);
  expect(reportedSeqs().at(-1)).toBe(1);
  expect(world.warnings).toHaveLength(1);
});

test('it trades again once staff have decided and the operator says so', async () => {
  await forge('forged');
  await world.advance(90);
  const decided = { caseId: 'foreign_trade:teller-1', resolution: 'reverse', reason: 'forged' };
  expect((await bank.ask(STAFF, 'POST', '/admin/cases/resolve', decided)).status).toBe(200);
  await world.game.crash(sessionId);
  const second = await world.startTeller();
  await world.advance(5);
  expect((await world.visit(MEMBER, CATS)).status).toBe('declined');
  await world.game.crash(second);
  await world.startTeller(undefined, 0, { resumeAt: 1 });
  await world.advance(5);
  expect((await world.visit(MEMBER, CATS)).status).toBe('completed');
  await world.advance(75);
  expect(lastReport()).toMatchObject({ cleared: true });
  expect(await openCases()).toEqual([]);
});

test('what the bank holds although reports show it is told to the operator once', async () => {
  await bank.end();
  bank = await openPlace(world, { DEPOSIT_HOLD_SECONDS: '600', LIMIT_TELLER_VALUE_PER_HOUR: '500' });
  await world.startTeller();
  await world.advance(2);
  await world.visit(MEMBER, CATS);
  await world.advance(100);
  expect(world.warnings).toEqual([]);
  await world.advance(200);
  expect(world.warnings).toEqual([
    expect.stringContaining('The bank still holds what this teller credited, though its reports show it.'),
  ]);
});

test('a bank that is silent for two minutes is told to the operator once, and when it is over', async () => {
  world.faults.onRequest = () => ({ kind: 'request lost' });
  await world.advance(100);
  expect(world.warnings).toEqual([]);
  await world.advance(300);
  expect(world.warnings).toEqual([
    expect.stringContaining('The bank has answered no report for two minutes'),
  ]);
  world.faults.onRequest = () => ({ kind: 'delivered' });
  await world.advance(20);
  expect(world.warnings.slice(1)).toEqual([expect.stringContaining("answers the teller's reports again")]);
});

test('a report that is refused is told to the operator once', async () => {
  await world.game.crash(sessionId);
  await world.startTeller({ ...TELLER_AGAIN, secret: 'x'.repeat(40) });
  await world.advance(120);
  expect(world.warnings).toEqual([
    expect.stringContaining("The bank refuses the teller's reports (unauthorized)"),
  ]);
});
