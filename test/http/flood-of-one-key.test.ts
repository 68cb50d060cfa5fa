import { afterEach, expect, setDefaultTimeout, test } from 'bun:test';
import { startBank, type TestBank } from '../support/bank.ts';
import { onEachDatabase, type TestDatabase } from '../support/databases.ts';
import { OTHER_TELLER, STAFF, TELLER } from '../support/keys.ts';

setDefaultTimeout(120_000);

const DEPOSITS = 105;
const KINDS = 100;

/** Pets that no list has: each goes to quarantine and is named to staff. */
const junk = (deposit: number) =>
  Array.from({ length: KINDS }, (_, kind) => ({ id: `Junk ${deposit}/${kind}`, quantity: 1 }));

onEachDatabase((make) => {
  let database: TestDatabase;
  let bank: TestBank;
  afterEach(async () => {
    await bank.stop();
    await database.remove();
  });

  test('a key that floods the bank with junk and empty reports keeps no other teller waiting', async () => {
    database = make();
    bank = await startBank(database.environment, database.file);
    const trade = (tradeId: string, goods: object) => ({ tradeId, robloxUserId: 156, ...goods });
    const deposits = Array.from({ length: DEPOSITS }, (_, at) =>
      bank.ask(TELLER, 'POST', '/deposit/complete', trade(`J-${at}`, { pets: junk(at) })),
    );
    const report = () => bank.ask(TELLER, 'POST', '/teller/report', { pets: [], gems: 0, seq: DEPOSITS + 1 });
    const beside = bank.ask(OTHER_TELLER, 'POST', '/deposit/complete', trade('T-1', { gems: 5 }));
    const answers = await Promise.all([...deposits, beside, report(), report()]);
    expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
    for (let times = 0; times < 3; times += 1) expect((await report()).status).toBe(200);
    const after = await bank.ask(OTHER_TELLER, 'POST', '/deposit/complete', trade('T-2', { gems: 5 }));
    expect(after.status).toBe(200);
    expect((await bank.ask(STAFF, 'GET', '/admin/cases?limit=100')).status).toBe(200);
  });
});
