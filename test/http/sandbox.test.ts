import { expect, test } from 'bun:test';
import { startBank, withBank } from '../support/bank.ts';
import { send } from '../support/send.ts';

const PROFILE = '/sandbox/roblox/users/builderman';
const put = (headers: Record<string, string>) => ({
  method: 'PUT',
  headers: { 'content-type': 'application/json', ...headers },
  body: '{"description":"Hi!"}',
});

test.each([
  ['Forwarded', 'for=192.0.2.1'],
  ['X-Forwarded-For', '192.0.2.1'],
  ['X-Forwarded-Proto', 'https'],
  ['X-Real-IP', '192.0.2.1'],
  ['Via', '1.1 Caddy'],
  ['Host', 'bank.example.com'],
  ['Host', '127.0.0.1.example.com'],
  ['Host', 'a'],
])('the sandbox is not there for who comes with %s: %s', async (name, value) => {
  await withBank({}, async (bank) => {
    const stranger = { [name]: value };
    for (const init of [put(stranger), { headers: stranger }, { ...put(stranger), body: 'no JSON' }]) {
      expect(await send(bank, PROFILE, init)).toMatchObject({ status: 404, body: { code: 'not_found' } });
    }
    expect((await send(bank, PROFILE)).status).toBe(404);
    expect((await send(bank, PROFILE, put({}))).status).toBe(200);
    expect((await send(bank, PROFILE, { headers: stranger })).status).toBe(404);
    expect((await send(bank, PROFILE, { headers: { host: 'localhost:3000' } })).status).toBe(200);
  });
});

test('in production it is there for this machine alone', async () => {
  const bank = await startBank({ NODE_ENV: 'production', ROBLOX: 'sandbox', VALUES: 'demo', API_KEYS: '' });
  expect((await send(bank, PROFILE, put({}))).status).toBe(200);
  expect((await send(bank, PROFILE, put({ via: '1.1 Caddy' }))).status).toBe(404);
  await bank.end();
});
