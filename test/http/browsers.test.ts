import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import { startBank, type TestBank, withBank } from '../support/bank.ts';
import { READER, TELLER } from '../support/keys.ts';
import { deposit, MEMBER, reserve } from '../support/scenes.ts';
import { send, sendSigned } from '../support/send.ts';

let bank: TestBank;
beforeAll(async () => {
  bank = await startBank();
});
afterAll(() => bank.end());

const asking = (accepted: string, more: Record<string, string> = {}) => ({
  headers: { 'accept-encoding': accepted, ...more },
});
/** The body as it is on the wire. */
const sendRaw = (target: string, init: { headers: Record<string, string>; method?: string }) =>
  fetch(bank.url + target, { ...init, decompress: false });

describe('a large answer is compressed', () => {
  test.each(['gzip', 'GZIP', 'deflate, gzip;q=1.0', '*', 'br, *;q=0.5', 'identity;q=0, gzip', 'x-gzip'])(
    'for who accepts %s',
    async (accepted) => {
      const plain = await send(bank, '/items/all', asking('identity'));
      const packed = await sendRaw('/items/all', asking(accepted));
      expect(packed.headers.get('content-encoding')).toBe('gzip');
      expect(new TextDecoder().decode(Bun.gunzipSync(await packed.arrayBuffer()))).toBe(plain.text);
      for (const { headers } of [packed, plain]) {
        expect(headers.get('vary')).toBe('Accept-Encoding, Accept');
        expect(headers.get('etag')).toBe(plain.headers.get('etag'));
      }
    },
  );

  test.each(['identity', '', 'br', 'gzip;q=0', '*;q=0', 'gzip;q=0.0, *', 'gzipped'])(
    'and not for who accepts %p',
    async (accepted) => {
      const plain = await sendRaw('/items/all', asking(accepted));
      expect(plain.headers.get('content-encoding')).toBeNull();
      expect(plain.headers.get('vary')).toContain('Accept-Encoding');
      expect(await plain.json()).toHaveProperty('items');
    },
  );

  test.each([
    '/items/all?tier=titanic',
    '/items/all?search=cat',
    '/metrics',
    '/',
    '/values',
    '/swagger/json',
    '/assets/theme.css',
    '/swagger/ui.js',
    '/playground/app.js',
  ])('at %s, with a weak ETag', async (target) => {
    const packed = await sendRaw(target, asking('gzip'));
    expect(packed.headers.get('content-encoding')).toBe('gzip');
    expect(packed.headers.get('vary')).toContain('Accept-Encoding');
    expect(packed.headers.get('etag')).toMatch(/^W\/"/);
    const plain = await send(bank, target, asking('identity'));
    expect(plain.headers.get('content-encoding')).toBeNull();
    expect(plain.headers.get('content-type')).toBe(packed.headers.get('content-type'));
  });

  test('also where it is signed, and where it is a problem', async () => {
    const pets = Array.from({ length: 60 }, (_, at) => ({ id: `Pet ${at}` }));
    await deposit(bank, { pets, gems: 1 }, 'T-large');
    await reserve(bank, { gems: 1 });
    const target = `/user/${MEMBER}/transactions?limit=100`;
    const history = await sendSigned(bank, READER, { method: 'GET', target }, { 'accept-encoding': 'gzip' });
    expect(history).toMatchObject({ status: 200, body: { nextCursor: null } });
    expect(history.headers.get('vary')).toBe('Accept-Encoding');
    expect(history.headers.get('cache-control')).toBe('no-store');
    const body = JSON.stringify({ robloxUserId: 1, ...Object.fromEntries(pets.map(({ id }) => [id, 1])) });
    const bad = await sendSigned(bank, TELLER, { method: 'POST', target: '/deposit/check', body });
    expect(bad).toMatchObject({ status: 422, body: { code: 'invalid' } });
    expect(bad.headers.get('vary')).toBe('Accept-Encoding');
    expect(bad.headers.get('content-type')).toBe('application/problem+json');
  });

  test('and a small one is not, nor one of a 401', async () => {
    for (const target of ['/health', '/livez', '/nowhere', '/user/156/inventory', '/items/all?search=zzzz']) {
      const { headers } = await sendRaw(target, asking('gzip'));
      expect(headers.get('content-encoding')).toBeNull();
    }
  });

  test('who has it gets 304, with what a cache must know', async () => {
    const etag = (await send(bank, '/items/all')).headers.get('etag') ?? '';
    const again = await send(bank, '/items/all', asking('gzip', { 'if-none-match': etag }));
    expect(again).toMatchObject({ status: 304, text: '' });
    expect(Object.fromEntries(again.headers)).toMatchObject({
      etag,
      vary: 'Accept-Encoding, Accept',
      'cache-control': 'public, max-age=60',
      'access-control-allow-origin': '*',
    });
    const head = await sendRaw('/items/all', { ...asking('gzip'), method: 'HEAD' });
    expect(head.headers.get('etag')).toBe(etag);
    expect(await head.text()).toBe('');
  });

  test('of the list of pets once for each version, however many ask', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => sendRaw('/items/all', asking('gzip')).then((sent) => sent.bytes())),
    );
    for (const bytes of answers) expect(bytes).toEqual(answers[0] ?? new Uint8Array());
  });
});

describe('pages of other sites', () => {
  const origin = { headers: { origin: 'https://example.org' } };

  test.each([
    ['/health', 200],
    ['/proof', 200],
    ['/items/all', 200],
    ['/items/value?id=Huge+Cat', 200],
    ['/items/value?id=nobody', 404],
    ['/items/all?page=1', 422],
    ['/items/nowhere', 404],
    ['/items/', 404],
  ])('may read %s, answered %i', async (target, status) => {
    const sent = await send(bank, target, origin);
    expect(sent.status).toBe(status);
    expect(sent.headers.get('access-control-allow-origin')).toBe('*');
    expect(sent.headers.get('access-control-allow-credentials')).toBeNull();
    expect(sent.headers.get('access-control-expose-headers')).toContain('ETag');
  });

  test.each([
    '/',
    '/livez',
    '/readyz',
    '/metrics',
    '/values',
    '/user/156/inventory',
    '/nowhere',
    '/healthy',
    '/items',
    '/swagger/json',
    '/playground',
    '/sandbox/roblox/users/builderman',
  ])('may not read %s', async (target) => {
    const { headers } = await send(bank, target, origin);
    expect([...headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  test('may read that the bank is too busy for their address', async () => {
    await withBank({ RATE_LIMIT_PER_ADDRESS_PER_MINUTE: '1' }, async (busy) => {
      await send(busy, '/proof', origin);
      const refused = await send(busy, '/proof', origin);
      expect(refused.status).toBe(429);
      expect(refused.headers.get('access-control-allow-origin')).toBe('*');
    });
  });

  test.each(['/health', '/proof', '/items/all', '/items/value'])(
    'may ask whether they may send %s a header of their own',
    async (target) => {
      const headers = {
        ...origin.headers,
        'access-control-request-method': 'GET',
        'access-control-request-headers': 'if-none-match',
      };
      const { status, headers: allowed } = await send(bank, target, { method: 'OPTIONS', headers });
      expect(status).toBe(204);
      expect(Object.fromEntries(allowed)).toMatchObject({
        'access-control-allow-origin': '*',
        'access-control-allow-methods': 'GET, HEAD',
        'access-control-allow-headers': '*',
      });
    },
  );
});

test('what needs a signature is never stored on the way', async () => {
  const target = `/user/${MEMBER}/inventory`;
  const signed = await sendSigned(bank, READER, { method: 'GET', target });
  for (const { headers } of [signed, await send(bank, target)]) {
    expect(headers.get('cache-control')).toBe('no-store');
  }
});
