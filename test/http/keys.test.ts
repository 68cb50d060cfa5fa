import { expect, setDefaultTimeout, test } from 'bun:test';
import { startBank, type TestBank, withBank } from '../support/bank.ts';
import { onEachDatabase } from '../support/databases.ts';
import { READER, STAFF, STRANGER, TELLER, TELLER_AGAIN, type TestKey, WEB } from '../support/keys.ts';
import { deposit, MEMBER } from '../support/scenes.ts';
import { sendSigned } from '../support/send.ts';
import { until } from '../support/until.ts';

setDefaultTimeout(120_000);
const REASON = 'its machine was broken into';

const revoke = (bank: TestBank, keyId: string, by: TestKey = STAFF) =>
  bank.ask(by, 'POST', '/admin/keys/revoke', { keyId, reason: REASON });

const trade = (bank: TestBank, key: TestKey, tradeId: string) =>
  bank.ask(key, 'POST', '/deposit/complete', { tradeId, robloxUserId: MEMBER, gems: 5 });

test('a revoked key is refused at once as a stranger is, and its siblings are not', async () => {
  await withBank({}, async (bank) => {
    await deposit(bank);
    const { status, body } = await revoke(bank, TELLER.id);
    const revokedAt = new Date(bank.world.at).toISOString();
    expect({ status, body }).toEqual({ status: 200, body: { keyId: TELLER.id, revokedAt, replayed: false } });
    const get = { method: 'GET', target: `/user/${MEMBER}/inventory` };
    const [revoked, stranger] = [await sendSigned(bank, TELLER, get), await sendSigned(bank, STRANGER, get)];
    const requestId = expect.any(String);
    expect(revoked).toMatchObject({ status: 401, body: { ...Object(stranger.body), requestId } });
    expect(revoked.headers.get('www-authenticate')).toBe(stranger.headers.get('www-authenticate'));
    expect((await trade(bank, TELLER, 'T-2')).status).toBe(401);
    expect((await trade(bank, TELLER_AGAIN, 'T-2')).status).toBe(200);
    bank.world.at += 60_000;
    expect((await revoke(bank, TELLER.id)).body).toEqual({ keyId: TELLER.id, revokedAt, replayed: true });
  });
});

test('a key that revokes itself hears that it did, and a key nobody knows can be revoked', async () => {
  await withBank({}, async (bank) => {
    expect(await revoke(bank, 'teller-9@old')).toMatchObject({ status: 200, body: { replayed: false } });
    expect(await revoke(bank, STAFF.id)).toMatchObject({ status: 200, body: { keyId: STAFF.id } });
    expect((await revoke(bank, STAFF.id)).status).toBe(401);
    for (const keyId of ['', 'a b', 'teller-1@', `${'x'.repeat(65)}`])
      expect((await revoke(bank, keyId)).status).toBe(401);
  });
});

test('what a key did comes page by page, newest first, with its own key only', async () => {
  await withBank({}, async (bank) => {
    await deposit(bank);
    await trade(bank, TELLER_AGAIN, 'T-2');
    await trade(bank, TELLER, 'T-3');
    await bank.ask(STAFF, 'POST', '/admin/halt', { halted: true, reason: 'an update of the game' });
    const of = (keyId: string, query = '') =>
      bank.ask(STAFF, 'GET', `/admin/keys/${keyId}/transactions${query}`);
    const first = await of(TELLER.id, '?limit=1');
    expect(first.body).toMatchObject({
      transactions: [{ seq: 3, kind: 'deposit', robloxUserId: MEMBER, tellerId: 'teller-1', gems: 5 }],
      nextCursor: '3',
    });
    const second = await of(TELLER.id, '?limit=1&cursor=3');
    expect(second.body).toMatchObject({ transactions: [{ seq: 1, gems: 1000 }], nextCursor: null });
    for (const keyId of ['teller-1@b', 'teller-1%40b'])
      expect((await of(keyId)).body).toMatchObject({ transactions: [{ seq: 2 }], nextCursor: null });
    const halted = { kind: 'bank_halted', robloxUserId: null, note: 'an update of the game' };
    expect((await of(STAFF.id)).body).toMatchObject({ transactions: [halted] });
    expect((await of('never-seen')).body).toEqual({ transactions: [], nextCursor: null });
    expect((await of('a%20b')).status).toBe(422);
    for (const key of [TELLER, WEB, READER])
      expect((await bank.ask(key, 'GET', `/admin/keys/${TELLER.id}/transactions`)).status).toBe(403);
  });
});

onEachDatabase((make) => {
  test('every process refuses a revoked key within two seconds, and after a restart', async () => {
    const database = make();
    const start = () => startBank(database.environment, database.file);
    const [one, other] = [await start(), await start()];
    try {
      expect((await trade(other, TELLER, 'T-1')).status).toBe(200);
      expect((await trade(other, TELLER_AGAIN, 'T-2')).status).toBe(200);
      expect((await revoke(one, TELLER.id)).status).toBe(200);
      // What changes something is refused by the decision itself, whatever the process has read.
      expect(await trade(other, TELLER, 'T-3')).toMatchObject({
        status: 401,
        body: { code: 'unauthorized', serverTime: expect.any(Number) },
      });
      const read = () => other.ask(TELLER, 'GET', `/user/${MEMBER}/inventory`);
      const isRefused = async () => (await read()).status === 401;
      await until(isRefused, 'the other process refuses the key', { limitMs: 2_000 });
      expect((await trade(other, TELLER_AGAIN, 'T-3')).status).toBe(200);
      await other.stop();
      const restarted = await start();
      expect((await restarted.ask(TELLER, 'GET', `/user/${MEMBER}/inventory`)).status).toBe(401);
      await restarted.stop();
    } finally {
      await Promise.all([one.stop(), other.stop()]);
      await database.remove();
    }
  });
});
