import { expect, test } from 'bun:test';
import { openSqlite } from '../../src/storage/sqlite/sqlite.ts';
import { makeBankFile, readTables, startBank, withBank } from '../support/bank.ts';
import { READER, TELLER, TELLER_AGAIN, WEB } from '../support/keys.ts';
import { deposit, MEMBER } from '../support/scenes.ts';
import { send, sendSigned, sign } from '../support/send.ts';

const TRADE = { method: 'POST', target: '/deposit/complete', body: tradeBody('T-1') } as const;
const REPLAYED = { status: 409, body: { code: 'replayed' } } as const;

function tradeBody(tradeId: string): string {
  return JSON.stringify({ tradeId, robloxUserId: MEMBER, gems: 7 });
}

test('a request that is sent twice is refused the second time', () =>
  withBank({}, async (bank) => {
    const init = { method: TRADE.method, body: TRADE.body, headers: sign(bank, TELLER, TRADE) };
    expect((await send(bank, TRADE.target, init)).status).toBe(200);
    expect(await send(bank, TRADE.target, init)).toMatchObject(REPLAYED);
    expect(await send(bank, TRADE.target, init)).toMatchObject(REPLAYED);
  }));

test('of the same request sent ten times at once, one is answered', () =>
  withBank({}, async (bank) => {
    const init = { method: TRADE.method, body: TRADE.body, headers: sign(bank, TELLER, TRADE) };
    const answers = await Promise.all(Array.from({ length: 10 }, () => send(bank, TRADE.target, init)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(9).fill(409)]);
  }));

test('a request that was refused can not be sent again either, though it might succeed by now', () =>
  withBank({}, async (bank) => {
    const body = JSON.stringify({ requestId: 'R-1', robloxUserId: MEMBER, gems: 7 });
    const request = { method: 'POST', target: '/withdraw/request', body };
    const init = { method: 'POST', body, headers: sign(bank, WEB, request) };
    expect(await send(bank, request.target, init)).toMatchObject({ body: { code: 'insufficient_gems' } });
    await deposit(bank, { gems: 7 });
    expect(await send(bank, request.target, init)).toMatchObject(REPLAYED);
    expect((await sendSigned(bank, WEB, request)).status).toBe(200);
  }));

test('a nonce that was used is refused for another request of the same key', () =>
  withBank({}, async (bank) => {
    const nonce = 'a-nonce-used-twice';
    expect((await sendSigned(bank, TELLER, { ...TRADE, nonce })).status).toBe(200);
    const other = { ...TRADE, body: tradeBody('T-2'), nonce };
    expect(await sendSigned(bank, TELLER, other)).toMatchObject(REPLAYED);
  }));

test('a request is refused the second time after a restart too, while its time holds', async () => {
  const file = makeBankFile();
  const first = await startBank({}, file);
  const headers = sign(first, TELLER, { ...TRADE, createdSeconds: first.world.at / 1000 + 300 });
  const init = { method: TRADE.method, body: TRADE.body, headers };
  expect((await send(first, TRADE.target, init)).status).toBe(200);
  await first.stop();

  const lastMoment = first.world.at + 600_000;
  const driver = openSqlite({ file: file.file, migrationsFolder: 'migrations' });
  expect(await driver.forgetNonces({ before: lastMoment, limit: 10 })).toBe(0);
  await driver.close();

  const second = await startBank({}, file);
  second.world.at = lastMoment;
  expect(await send(second, TRADE.target, init)).toMatchObject(REPLAYED);
  await second.end();
});

test('a retry with a new nonce and the same body gets the same answer', () =>
  withBank({}, async (bank) => {
    const first = await sendSigned(bank, TELLER, TRADE);
    bank.world.at += 60_000;
    const retry = await sendSigned(bank, TELLER, TRADE);
    expect(first.body).toMatchObject({ seq: 1, replayed: false });
    expect(retry).toMatchObject({ status: 200, body: { seq: 1, gems: 7, replayed: true } });
  }));

test('reads may be sent again, and their nonces are not stored', () =>
  withBank({}, async (bank) => {
    const read = { method: 'GET', target: '/user/156/inventory' };
    const headers = sign(bank, READER, read);
    const check = { method: 'POST', target: '/deposit/check', body: '{"robloxUserId":156,"gems":1}' };
    const init = { method: check.method, body: check.body, headers: sign(bank, TELLER, check) };
    for (let times = 0; times < 3; times += 1) {
      expect((await send(bank, read.target, { headers })).status).toBe(200);
      expect((await send(bank, check.target, init)).status).toBe(200);
    }
    expect(readTables(bank.file).nonces).toEqual([]);
  }));

test('the keys teller-1 and teller-1@b are one teller, whose nonces are each their own', () =>
  withBank({}, async (bank) => {
    const nonce = 'the-nonce-of-both-keys';
    const first = await sendSigned(bank, TELLER, { ...TRADE, nonce });
    const again = await sendSigned(bank, TELLER_AGAIN, { ...TRADE, nonce });
    expect(first).toMatchObject({ status: 200, body: { replayed: false } });
    expect(again).toMatchObject({ status: 200, body: { replayed: true, seq: 1 } });
    const { tellers } = readTables(bank.file);
    expect(tellers).toMatchObject([{ id: 'teller-1' }]);
  }));

test('a signature for one endpoint opens no other', () =>
  withBank({}, async (bank) => {
    const body = '{"robloxUserId":156,"gems":1}';
    const headers = sign(bank, TELLER, { method: 'POST', target: '/deposit/check', body });
    const others = ['/deposit/complete', '/withdraw/check', '/teller/report', '/deposit/check?'];
    for (const target of others) {
      expect((await send(bank, target, { method: 'POST', body, headers })).status).toBe(401);
    }
  }));
