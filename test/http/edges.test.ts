import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import { startBank, type TestBank } from '../support/bank.ts';
import { forge } from '../support/forge.ts';
import { READER, STAFF, TELLER } from '../support/keys.ts';
import { type RawAnswer, rawRequest, sendRaw } from '../support/raw.ts';
import { type Sent, send, sendSigned, sign } from '../support/send.ts';

let bank: TestBank;
beforeAll(async () => {
  bank = await startBank();
});
afterAll(() => bank.end());

const NOT_FOUND = { status: 404, body: { code: 'not_found', type: '/problems/not_found' } } as const;
const LARGEST = 65_536;
const ask = (target: string, key = READER): Promise<Sent> => sendSigned(bank, key, { method: 'GET', target });

test.each([
  ['GET', '/nowhere'],
  ['GET', '/user/156'],
  ['GET', '/user//inventory'],
  ['GET', '/health/'],
  ['POST', '/deposit/complete/'],
  ['GET', '/deposit/complete'],
  ['PUT', '/deposit/complete'],
  ['DELETE', '/user/156/inventory'],
  ['POST', '/items/all'],
  ['OPTIONS', '/deposit/complete'],
  ['PATCH', '/sandbox/roblox/users/builderman'],
  ['GET', '/Health'],
])('%s %s is not found, like every unknown path and wrong method', async (method, target) => {
  expect(await send(bank, target, { method })).toMatchObject(NOT_FOUND);
});

test('an unknown path is not found even with a body that is too large', async () => {
  expect(await send(bank, '/nowhere', { method: 'POST', body: 'x'.repeat(LARGEST + 1) })).toMatchObject(
    NOT_FOUND,
  );
});

test('HEAD answers as GET does, without the body', async () => {
  const head = await send(bank, '/items/all', { method: 'HEAD' });
  expect(head).toMatchObject({ status: 200, text: '' });
  expect(head.headers.get('etag')).toBe((await send(bank, '/items/all')).headers.get('etag'));
  const target = '/user/156/inventory';
  const asGet = await send(bank, target, {
    method: 'HEAD',
    headers: sign(bank, READER, { method: 'GET', target }),
  });
  expect(asGet.status).toBe(401);
  expect((await sendSigned(bank, READER, { method: 'HEAD', target })).status).toBe(200);
});

describe('a body', () => {
  const trade = JSON.stringify({ tradeId: 'T-large', robloxUserId: 156, gems: 1 });
  /** Sends a body whose length nobody says beforehand. */
  const sendChunked = (body: string, headers: Record<string, string> = {}): Promise<RawAnswer> => {
    const chunks = `${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`;
    const all = { ...headers, 'transfer-encoding': 'chunked' };
    return sendRaw(bank.url, rawRequest('POST /deposit/complete', all, chunks));
  };

  test('of 65536 bytes is taken, whether its length was said beforehand or not', async () => {
    const body = trade.padEnd(LARGEST, ' ');
    const attempt = { method: 'POST', target: '/deposit/complete', body };
    expect((await sendSigned(bank, TELLER, attempt)).status).toBe(200);
    expect(await sendChunked(body, sign(bank, TELLER, attempt))).toMatchObject({ status: 200 });
  });

  test.each([LARGEST + 1, 1_048_577, 3_000_000])(
    'of %i bytes is refused, said beforehand or not',
    async (size) => {
      const body = 'x'.repeat(size);
      const said = await send(bank, '/deposit/complete', { method: 'POST', body });
      for (const answer of [said, await sendChunked(body)]) {
        expect(answer).toMatchObject({ status: 413, text: expect.stringContaining('"too_large"') });
        expect(answer.headers.get('x-request-id')).not.toBeNull();
      }
    },
  );

  test('that is announced as too large is refused before it is sent', async () => {
    const request = rawRequest('POST /deposit/complete', { 'content-length': '65537' }, 'x');
    expect((await sendRaw(bank.url, request)).status).toBe(413);
  });

  test.each([
    ['"\\ud800"', 422],
    ['', 401],
    ['{"tradeId":"T","robloxUserId":1,"gems":1', 400],
    ['\uFEFF{"tradeId":"T","robloxUserId":1,"gems":1}', 400],
    ["{'tradeId':'T'}", 400],
    ['[]', 422],
    ['null', 422],
    ['['.repeat(30_000), 400],
    [`${'['.repeat(30_000)}${']'.repeat(30_000)}`, 422],
  ])('that begins with %.20p is answered %i', async (body, status) => {
    expect((await sendSigned(bank, TELLER, { method: 'POST', target: '/deposit/check', body })).status).toBe(
      status,
    );
  });

  test.each([
    '{"robloxUserId":156,"gems":1,"gems":1}',
    '{"robloxUserId":156,"gems":1,"\\u0067ems":2}',
    '{"robloxUserId":156,"pets":[{"id":"Huge Cat","id":"Huge Dog"}]}',
    '{"robloxUserId":156,"gems":1,"other":{"deep":[[{"x":{},"\\u0078":[]}]]}}',
    '{"__proto__":1,"__proto__":2}',
    '[{"a":1,"a":2}]',
  ])('that says %s names something twice, and is not read', async (body) => {
    const twice = { status: 400, body: { code: 'malformed_json' } };
    const signed = await sendSigned(bank, TELLER, { method: 'POST', target: '/deposit/check', body });
    expect(signed).toMatchObject(twice);
    const headers = { 'content-type': 'application/json' };
    const target = '/sandbox/roblox/users/twice';
    expect(await send(bank, target, { method: 'PUT', headers, body })).toMatchObject(twice);
    expect((await send(bank, target)).status).toBe(404);
  });

  test('that is no UTF-8 is not JSON', async () => {
    const bytes = Uint8Array.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]);
    const digest = new Bun.CryptoHasher('sha256').update(bytes).digest('base64');
    const { target, init } = forge({ body: 'x', digest: `sha-256=:${digest}:` }, bank.world.at / 1000);
    expect(await send(bank, target, { ...init, body: bytes })).toMatchObject({ status: 400 });
  });

  test.each([
    'application/json',
    'APPLICATION/JSON',
    'application/json; charset=utf-8',
    'application/json;charset="UTF-8"',
  ])('of type %s is taken', async (type) => expect((await checkWithType(type)).status).toBe(200));

  test.each([
    'text/plain',
    'application/json; charset=latin1',
    'application/json, text/plain',
    'application/jsonp',
    '',
  ])('of type %p is refused', async (type) =>
    expect(await checkWithType(type)).toMatchObject({ status: 415 }),
  );

  const checkWithType = (type: string): Promise<Sent> => {
    const body = '{"robloxUserId":156,"gems":1}';
    const attempt = { method: 'POST', target: '/deposit/check', body };
    return sendSigned(bank, TELLER, attempt, { 'content-type': type });
  };

  test.each([
    '{"robloxUserId":156,"gems":1,"__proto__":{"x":1}}',
    '{"robloxUserId":156,"gems":1,"constructor":1}',
    '{"robloxUserId":156,"pets":[{"id":"Huge Cat","__proto__":1}]}',
    '{"robloxUserId":156,"gems":1e308}',
    '{"robloxUserId":156,"gems":1000000000001}',
    '{"robloxUserId":156,"gems":-1}',
    '{"robloxUserId":156,"gems":"5"}',
    '{"robloxUserId":156,"gems":true}',
    '{"robloxUserId":"156","gems":1}',
    '{"robloxUserId":0,"gems":1}',
    '{"robloxUserId":9007199254740992,"gems":1}',
    '{"robloxUserId":156}',
    '{"robloxUserId":156,"pets":[{"id":""}]}',
    '{"robloxUserId":156,"pets":[{"id":"\\u0000"}]}',
    '{"robloxUserId":156,"pets":[{"id":"\\ud800"}]}',
    '{"robloxUserId":156,"pets":[{"id":"Huge Cat","chroma":7}]}',
    '{"robloxUserId":156,"pets":[{"id":"Huge Cat","quantity":0}]}',
  ])('that says %s is invalid', async (body) => {
    const answer = await sendSigned(bank, TELLER, { method: 'POST', target: '/deposit/check', body });
    expect(answer).toMatchObject({ status: 422, body: { code: 'invalid' } });
  });
});

describe('an address', () => {
  test.each(['/user/%31%35%36/inventory', '/user/156/inventory?', '/user/156/transactions?limit=%31'])(
    '%s, signed as it is sent, is understood decoded',
    async (target) => expect((await ask(target)).status).toBe(200),
  );

  test('with a colon as %3A names a Discord user all the same', async () => {
    expect(await ask('/user/discord%3A123456789012345678/inventory')).toMatchObject(NOT_FOUND);
  });

  test.each([
    '/user/0/inventory',
    '/user/01/inventory',
    '/user/1e3/inventory',
    '/user/9007199254740993/inventory',
    '/user/builderman/inventory',
    '/user/discord:1/inventory',
    '/user/%ZZ/inventory',
    '/user/%00/inventory',
    '/user/156%2Finventory/inventory',
    '/user/156/inventory?limit=5',
    '/user/156/transactions?limit=0',
    '/user/156/transactions?limit=101',
    '/user/156/transactions?limit=1.5',
    '/user/156/transactions?limit=',
    '/user/156/transactions?limit=1&limit=1',
    '/user/156/transactions?limit=1&%6Cimit=1',
    '/user/156/transactions?cursor=0',
    '/user/156/transactions?cursor=-1',
    '/user/156/transactions?cursor=99999999999999999999',
    '/user/156/transactions?cursor=%FF',
    '/user/156/transactions?__proto__=1',
    '/user/156/transactions?limits=1',
  ])('%s is invalid', async (target) => {
    expect(await ask(target)).toMatchObject({ status: 422, body: { code: 'invalid' } });
  });

  test.each(['/proof?x=1', '/health?x', '/items/all?teir=huge', '/items/all?tier=giant'])(
    '%s is invalid, since a misspelt word must not be lost',
    async (target) => expect(await send(bank, target)).toMatchObject({ status: 422 }),
  );

  test.each([`/admin/cases?cursor=${'x'.repeat(1601)}`, '/admin/cases?cursor=a:b', '/admin/cases?open=yes'])(
    '%.30s… is invalid',
    async (target) => expect(await ask(target, STAFF)).toMatchObject({ status: 422 }),
  );
});

test.each(['x/user/157/inventory?', 'x/user/157/inventory#', 'x?', 'x#', 'a b', '[::1'])(
  'a Host of %p lends no signature to another path',
  async (host) => {
    const headers = sign(bank, READER, { method: 'GET', target: '/user/157/inventory' });
    const answer = await sendRaw(bank.url, rawRequest('GET /user/156/inventory', { ...headers, host }));
    expect(answer.status).toBe(400);
  },
);

test('a header that comes twice is no signature', async () => {
  const headers = sign(bank, READER, { method: 'GET', target: '/user/156/inventory' });
  const request = rawRequest('GET /user/156/inventory', headers);
  expect((await sendRaw(bank.url, request)).status).toBe(200);
  for (const name of ['signature', 'signature-input']) {
    const doubled = request.replace('\r\n\r\n', `\r\n${name}: ${headers[name]}\r\n\r\n`);
    expect((await sendRaw(bank.url, doubled)).status).toBe(401);
  }
});

test.each([
  ['with its length', ['Content-Length: 2'], '{}'],
  ['in chunks', ['Transfer-Encoding: chunked'], '2\r\n{}\r\n0\r\n\r\n'],
])('a GET with a body %s does not hold, since its signature binds no body', async (_name, more, body) => {
  const target = '/user/156/inventory';
  const signed = Object.entries(sign(bank, READER, { method: 'GET', target }));
  const lines = [`GET ${target} HTTP/1.1`, 'Host: bank', ...signed.map((pair) => pair.join(': ')), ...more];
  const answer = await sendRaw(bank.url, `${lines.join('\r\n')}\r\nConnection: close\r\n\r\n${body}`);
  expect(answer.status).toBe(401);
  expect((await ask(target)).status).toBe(200);
});
