import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import { startBank, type TestBank } from '../support/bank.ts';
import { READER } from '../support/keys.ts';
import { type RawAnswer, rawRequest, sendRaw } from '../support/raw.ts';
import { sign } from '../support/send.ts';

let bank: TestBank;
beforeAll(async () => {
  bank = await startBank({ ROBLOX: 'sandbox' });
});
afterAll(() => bank.end());

const get = (target: string, headers: Readonly<Record<string, string>> = {}): Promise<RawAnswer> =>
  sendRaw(bank.url, rawRequest(`GET ${target}`, headers));

// A proxy that lets `/` and `/public` through and keeps `/metrics` for itself passes these on.
describe('what a proxy takes for another path is another path', () => {
  test.each(['a', 'ab', 'x.y', '1'])('whatever the Host: %s', async (host) => {
    for (const target of ['/?/metrics', '/?x=/metrics', '/x?/metrics', '//metrics', '/public/metrics']) {
      expect((await get(target, { host })).text).not.toContain('petbank_');
    }
    expect((await get('/metrics', { host })).text).toContain('petbank_');
    expect((await get('/nowhere?/metrics', { host })).status).toBe(404);
    for (const target of ['/x/status', '/x?/status', '/x/problems/not_found', '/x/swagger/json'])
      expect((await get(target, { host })).status).toBe(404);
    for (const target of ['/problems/not_found', '/swagger', '/swagger/json', '/?/status'])
      expect((await get(target, { host })).status).toBe(200);
    const noPort = { host: `${host}:99999` };
    expect((await get('/nowhere', noPort)).status).toBe(404);
    expect((await get('/pets/picture?id=Cat&variant=normal', noPort)).status).toBe(204);
  });

  test.each([
    ...['/public/../metrics', '/./metrics', '/%2e/metrics', '/public/%2e%2e/metrics', '/public/%2E./metrics'],
    ...['/\\metrics', '/public\\..\\metrics', '//metrics', '///metrics', '//x/metrics', '/metrics/'],
    ...['/%6detrics', '/metrics%2f', '/metrics;x', '/metrics#x', '/metrics%00', '/METRICS', '/metrics/.'],
    ...['/public/../status', '/%2e/swagger', '/public\\..\\problems\\not_found'],
    ...['/sandbox/roblox/users/..', '/sandbox/roblox/users/%2e%2e', '/sandbox/roblox/users/.'],
  ])('%s is not found', async (target) => {
    const { status, text } = await get(target);
    expect(status).toBe(404);
    expect(JSON.parse(text)).toMatchObject({ code: 'not_found', requestId: expect.any(String) });
  });

  test('a target with a scheme means its path', async () => {
    expect((await get('http://elsewhere/metrics')).text).toContain('petbank_');
    expect((await get('http://elsewhere/?/metrics')).text).not.toContain('petbank_');
  });
});

test.each([
  '',
  'a/metrics?',
  'localhost/metrics#',
  'a b',
  'user@host',
  'host:999999',
  'é',
  '[::1',
  'a\\b',
  '?',
])('a Host that is none is refused: "%s"', async (host) => {
  const ofElysia = ['/status', '/problems/not_found', '/swagger'];
  for (const target of ['/livez', '/x', '/user/156/inventory', ...ofElysia]) {
    const { status, headers, text } = await get(target, { host });
    expect([status, text]).toEqual([400, '']);
    expect(headers.get('x-request-id')).not.toBeNull();
  }
});

test('so are two of them, and none', async () => {
  expect((await get('/livez', { Host: 'other' })).status).toBe(400);
  expect((await sendRaw(bank.url, 'GET /livez HTTP/1.0\r\n\r\n')).status).toBe(400);
  expect((await sendRaw(bank.url, 'GET /livez HTTP/1.1\r\nConnection: close\r\n\r\n')).status).toBe(400);
});

test.each(['localhost', '127.0.0.1:3000', '[::1]:80', 'pet_bank', 'a:99999', 'bank.example.com.', 'a'])(
  'a signed request to %s is taken for the path that was signed',
  async (host) => {
    const target = '/user/156/inventory';
    const signed = sign(bank, READER, { method: 'GET', target });
    expect((await get(target, { host, ...signed })).status).toBe(200);
  },
);

test('a signature for the rest of a path is none for the whole', async () => {
  const signed = sign(bank, READER, { method: 'GET', target: '/156/inventory' });
  expect((await get('/user/156/inventory', { host: 'a', ...signed })).status).toBe(401);
});
