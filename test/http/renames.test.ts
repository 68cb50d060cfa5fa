import { expect, test } from 'bun:test';
import { tellerReportAnswer } from '../../src/bank/report.ts';
import { verifyLedger } from '../../src/bank/verify-ledger.ts';
import { startBigGamesDouble } from '../doubles/big-games.ts';
import { type Environment, startBank, type TestBank } from '../support/bank.ts';
import { onEachDatabase, type TestDatabase } from '../support/databases.ts';
import { READER, STAFF, TELLER, WEB } from '../support/keys.ts';
import { claim, MEMBER } from '../support/scenes.ts';
import { until } from '../support/until.ts';

/** A pet of the demo's list, which shows it under this name. */
const ID = 'Titanic Pixel Cat';
const NAME = 'Titanic 8-Bit Cat';

const petsOf = (id: string, quantity: number) => ({ pets: [{ id, quantity }] });
const deposit = (bank: TestBank, tradeId: string, goods: object) =>
  bank.ask(TELLER, 'POST', '/deposit/complete', { tradeId, robloxUserId: MEMBER, ...goods });
const request = (bank: TestBank, requestId: string, goods: object) =>
  bank.ask(WEB, 'POST', '/withdraw/request', { requestId, robloxUserId: MEMBER, ...goods });
const inventory = async (bank: TestBank) => (await bank.ask(READER, 'GET', `/user/${MEMBER}/inventory`)).body;

/** Reports the same twice, as a teller does, and returns what the second says. */
async function report(bank: TestBank, goods: object) {
  const tell = (seq: object) => bank.ask(TELLER, 'POST', '/teller/report', { ...seq, ...goods });
  const { lastTradeSeq: seq } = tellerReportAnswer.parse((await tell({})).body);
  await tell({ seq });
  return (await tell({ seq })).body;
}

onEachDatabase((make) => {
  /** Runs banks on one database, one after the other, and checks the ledger at the end. */
  async function play(
    run: (start: (more: Environment) => Promise<TestBank>, database: TestDatabase) => Promise<void>,
  ): Promise<void> {
    const database = make();
    let running: TestBank | undefined;
    try {
      await run(async (more) => {
        await running?.stop();
        running = await startBank({ ...database.environment, ...more }, database.file);
        return running;
      }, database);
      const driver = await database.open();
      expect((await verifyLedger(driver)).kind).toBe('sound');
      await driver.close();
    } finally {
      await running?.stop();
      await database.remove();
    }
  }

  test('what came in without a list is the pet of the list that comes later', async () => {
    await play(async (start) => {
      const before = await start({ VALUES: 'off' });
      const deposited = await deposit(before, 'T-1', petsOf(NAME, 5));
      const reserved = await request(before, 'R-1', petsOf(NAME, 1));
      const bank = await start({ VALUES: 'demo' });
      expect(await inventory(bank)).toMatchObject({ pets: [{ id: ID, quantity: 4, reserved: 1 }] });
      for (const id of [NAME, ID]) {
        expect(await report(bank, petsOf(id, 5))).toMatchObject({ drift: [], paused: [] });
        expect((await request(bank, `R-${id.replaceAll(' ', '_')}`, petsOf(id, 1))).body).toMatchObject({
          pets: [{ id: ID }],
        });
        expect((await deposit(bank, 'T-1', petsOf(id, 5))).body).toEqual({
          ...Object(deposited.body),
          replayed: true,
        });
        expect((await request(bank, 'R-1', petsOf(id, 1))).body).toEqual({
          ...Object(reserved.body),
          replayed: true,
        });
      }
      const claimed = await claim(bank);
      const delivered = { ...claimed, tradeId: 'T-2', outcome: 'delivered', delivered: petsOf(NAME, 1) };
      expect((await bank.ask(TELLER, 'POST', '/withdraw/complete', delivered)).body).toMatchObject({
        status: 'delivered',
      });
      const { body } = await bank.ask(READER, 'GET', `/user/${MEMBER}/transactions`);
      expect(body).toMatchObject({
        transactions: expect.arrayContaining([
          expect.objectContaining({
            kind: 'renamed',
            pets: [expect.objectContaining({ id: ID, quantity: 5 })],
          }),
        ]),
      });
      expect(await (await bank.askOpenly('/proof')).json()).toMatchObject({
        assets: [{ asset: { id: ID }, owed: '4' }],
      });
    });
  });

  test('what staff credit from quarantine is the pet of the list that learns the name', async () => {
    await play(async (start) => {
      const before = await start({ VALUES: 'demo' });
      const unknown = 'Titanic New Cat';
      await deposit(before, 'T-1', petsOf(unknown, 2));
      const caseId = 'quarantine:deposit:teller-1:T-1';
      const credit = { caseId, resolution: 'credit', reason: 'seen in the game' };
      expect((await before.ask(STAFF, 'POST', '/admin/cases/resolve', credit)).status).toBe(200);
      const bigGames = startBigGamesDouble();
      bigGames.lists.pets = [{ configName: 'titanic_new', configData: { name: unknown, tradable: true } }];
      const bank = await start({ VALUES: 'live', PS99_API_URL: bigGames.url });
      const showsId = async () => JSON.stringify(await inventory(bank)).includes('titanic_new');
      await until(showsId, 'the list is learnt').finally(bigGames.stop);
      expect((await request(bank, 'R-1', petsOf(unknown, 2))).body).toMatchObject({
        pets: [{ id: 'titanic_new' }],
      });
    });
  });

  test('what came in while BIG Games did not answer is the pet of its list', async () => {
    await play(async (start) => {
      const bigGames = startBigGamesDouble();
      bigGames.lists.pets = [{ configName: ID, configData: { name: NAME, tradable: true } }];
      bigGames.failNext({ kind: 'delay', delayMs: 1_500 }, { times: 3 });
      const bank = await start({ VALUES: 'live', PS99_API_URL: bigGames.url });
      await deposit(bank, 'T-1', petsOf(NAME, 2));
      expect(await inventory(bank)).toMatchObject({ pets: [{ id: NAME, quantity: 2 }] });
      const showsId = async () => JSON.stringify(await inventory(bank)).includes(ID);
      await until(showsId, 'the list is learnt').finally(bigGames.stop);
      expect(await report(bank, petsOf(NAME, 2))).toMatchObject({ drift: [], paused: [] });
      expect((await request(bank, 'R-1', petsOf(NAME, 2))).body).toMatchObject({ pets: [{ id: ID }] });
    });
  });
});
