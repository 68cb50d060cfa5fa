import { beforeAll, beforeEach, expect, test } from 'bun:test';
import { NO_GOODS } from '../../src/bank/pets.ts';
import { startBank, type TestBank } from '../support/bank.ts';
import { WEB } from '../support/keys.ts';
import { CAT, MEMBER } from '../support/scenes.ts';
import { openTown, TELLER_USER, type Town } from './town.ts';

const CATS = { pets: [{ ...CAT, quantity: 2 }], gems: 1_000 };

let town: Town;
let bank: TestBank;
beforeAll(async () => {
  town = await openTown();
});

/** A bank, a teller that serves, and a player with two cats and 5000 gems. */
beforeEach(async () => {
  bank = await startBank();
  await town.begin(bank);
  await town.game.join(TELLER_USER, NO_GOODS);
  await town.game.join(MEMBER, { ...CATS, gems: 5_000 });
  await town.startTeller();
  await town.pass(2);
  return () => bank.end();
});

test("the operator's script takes a deposit and hands a withdrawal over", async () => {
  expect((await town.visit(MEMBER, CATS)).status).toBe('completed');
  await town.pass(5);
  await bank.ask(WEB, 'POST', '/withdraw/request', {
    requestId: 'R-1',
    robloxUserId: MEMBER,
    pets: [CAT],
    gems: 400,
  });
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
