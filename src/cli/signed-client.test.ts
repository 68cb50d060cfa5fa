import { afterAll, expect, test } from 'bun:test';
import { createSignedClient, signatureHeaders } from './signed-client.ts';

const KEY = { id: 'teller-1', secret: 'pbsk_0123456789abcdef0123456789abcdef0123456789abcdef' } as const;
const AT = { createdSeconds: 1_700_000_000, nonce: 'f3b1c2d4e5f60718293a4b5c6d7e8f90' } as const;

/** Answers with what it received. */
const echo = Bun.serve({
  hostname: '127.0.0.1',
  port: 0,
  fetch: async (request) => {
    if (request.url.endsWith('/text')) return new Response('plain');
    const { method, url, headers } = request;
    const target = url.slice(url.indexOf('/', 'http://'.length));
    const received = { method, target, headers: Object.fromEntries(headers), body: await request.text() };
    return Response.json(received, { status: 418 });
  },
});
afterAll(() => echo.stop(true));

const client = createSignedClient({
  url: `http://127.0.0.1:${echo.port}`,
  key: KEY,
  clock: () => 1_700_000_000_999,
  newNonce: () => AT.nonce,
});

test('covers method and path alone where there is neither a query nor a body', () => {
  const headers = signatureHeaders(KEY, { method: 'GET', target: '/user/156/inventory', body: null }, AT);
  expect(headers['signature-input']).toStartWith('bank=("@method" "@path");created=1700000000;');
  expect(Object.keys(headers)).toEqual(['signature-input', 'signature']);
});

test('covers an empty query, which begins at the first question mark', () => {
  const inputOf = (target: string): string =>
    signatureHeaders(KEY, { method: 'GET', target, body: null }, AT)['signature-input'] ?? '';
  expect(inputOf('/user/156/inventory?')).toStartWith('bank=("@method" "@path" "@query");');
  expect(inputOf('/user/156/inventory?a=?')).toStartWith('bank=("@method" "@path" "@query");');
});

test('covers an empty body too, when there is one', () => {
  const headers = signatureHeaders(KEY, { method: 'POST', target: '/', body: '' }, AT);
  expect(headers['content-digest']).toBe('sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:');
});

test('another method, path, query, body, time, nonce or secret makes another signature', () => {
  const request = { method: 'POST', target: '/a?b', body: 'c' };
  const signatures = [
    signatureHeaders(KEY, request, AT),
    signatureHeaders(KEY, { ...request, method: 'PUT' }, AT),
    signatureHeaders(KEY, { ...request, target: '/b?b' }, AT),
    signatureHeaders(KEY, { ...request, target: '/a?c' }, AT),
    signatureHeaders(KEY, { ...request, body: 'd' }, AT),
    signatureHeaders(KEY, request, { ...AT, createdSeconds: 1_700_000_001 }),
    signatureHeaders(KEY, request, { ...AT, nonce: 'another-nonce-altogether' }),
    signatureHeaders({ ...KEY, secret: 'another' }, request, AT),
  ].map((headers) => headers.signature);
  expect(new Set(signatures).size).toBe(signatures.length);
});

test('sends just what it signed, in whole seconds, and returns the answer whatever its status', async () => {
  const body = { tradeId: 'T-42', gems: 1000 };
  const answer = await client('POST', '/deposit/complete', body);
  const text = JSON.stringify(body);
  const request = { method: 'POST', target: '/deposit/complete', body: text };
  expect(answer.status).toBe(418);
  expect(answer.body).toMatchObject({ ...request, headers: signatureHeaders(KEY, request, AT) });
});

test('sends no body where there is none, and returns what is not JSON as text', async () => {
  const { body } = await client('GET', '/items/all?search=cat');
  expect(body).toMatchObject({ target: '/items/all?search=cat', body: '' });
  expect(await client('GET', '/text')).toMatchObject({ status: 200, body: 'plain' });
});

test('rejects when the bank can not be reached', async () => {
  const url = 'http://127.0.0.1:1';
  const unreachable = createSignedClient({ url, key: KEY, clock: () => 0, newNonce: () => AT.nonce });
  await expect(unreachable('GET', '/')).rejects.toThrow();
});
