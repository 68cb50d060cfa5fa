import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import { PROBLEMS } from '../../src/http/problem-table.ts';
import { breakStorage, startBank, type TestBank, withBank } from '../support/bank.ts';
import { rawRequest, sendRaw } from '../support/raw.ts';
import { send } from '../support/send.ts';

let bank: TestBank;
beforeAll(async () => {
  bank = await startBank();
});
afterAll(() => bank.end());

const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';
const asPage = (target: string, init: RequestInit = {}) =>
  send(bank, target, { ...init, headers: { accept: BROWSER, ...init.headers } });

describe('who prefers a page gets one, where there is one', () => {
  test.each([
    ['/proof', 200, 'What we owe'],
    ['/health', 200, 'Everything works'],
    ['/nowhere', 404, 'There is nothing at this address'],
    ['/items/nowhere', 404, 'There is nothing at this address'],
    ['/problems/frozen', 200, PROBLEMS.frozen.title],
    ['/problems/nothing_known', 404, 'There is nothing at this address'],
    ['/proof?page=1', 422, PROBLEMS.invalid.title],
  ])('at %s, with its status', async (target, status, text) => {
    const page = await asPage(target);
    expect(page.status).toBe(status);
    expect(page.text).toContain(text);
    expect(page.text).toStartWith('<!doctype html>');
    expect(page.text).not.toMatch(/<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=/i);
    expect(Object.fromEntries(page.headers)).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': expect.stringContaining("default-src 'none'"),
      'x-content-type-options': 'nosniff',
      'x-request-id': expect.stringMatching(/^[\da-f-]{36}$/),
      vary: expect.stringMatching(/\bAccept\b(?!-)/),
    });
    expect(page.headers.get('etag')).toStartWith('W/"');
  });

  test.each(['/proof', '/health', '/nowhere', '/problems/frozen'])(
    'and everyone else JSON, at %s',
    async (target) => {
      const { status } = await asPage(target);
      for (const accept of [undefined, '*/*', 'application/json', 'application/json, text/html']) {
        const json = await send(bank, target, accept === undefined ? {} : { headers: { accept } });
        expect(json).toMatchObject({ status, body: expect.any(Object) });
        expect(json.headers.get('content-type')).toStartWith('application/');
        expect(json.headers.get('vary')).toMatch(/\bAccept\b(?!-)/);
      }
    },
  );

  test('the list of pets leads people to the page of values', async () => {
    const list = await asPage('/items/all');
    expect(list).toMatchObject({ status: 303, text: '' });
    expect(list.headers.get('location')).toBe('/values');
    expect(list.headers.get('vary')).toBe('Accept');
    const found = await asPage('/items/all?search=huge%20cat&tier=huge');
    expect(found.headers.get('location')).toBe('/values?search=huge+cat');
    expect((await asPage('/items/value?id=Huge+Cat')).body).toMatchObject({ id: 'Huge Cat' });
  });

  test.each(['/values', '/proof', '/health', '/swagger', '/dashboard', '/dashboard/cases', '/mypage'])(
    'a slash at the end of an address leads people to the page without it: %s',
    async (path) => {
      const led = await asPage(`${path}/?search=huge%20cat`);
      expect(led).toMatchObject({ status: 303, text: '' });
      expect(led.headers.get('location')).toBe(`${path}?search=huge%20cat`);
      expect(led.headers.get('vary')).toBe('Accept');
      expect((await asPage(`${path}/`, { method: 'HEAD' })).headers.get('location')).toBe(path);
      expect((await send(bank, `${path}/`)).status).toBe(404);
      expect((await asPage(`${path}/`, { method: 'POST' })).status).toBe(404);
    },
  );

  test.each(['//elsewhere.example/', '/\\elsewhere.example/', '/.//elsewhere.example/', '//'])(
    'and to no other host: %s',
    async (target) => {
      const { status, text } = await sendRaw(bank.url, rawRequest(`GET ${target}`, { accept: BROWSER }));
      expect([status, text.slice(0, 15)]).toEqual([404, '<!doctype html>']);
    },
  );

  test('a page is compressed too, and not sent again to who has it', async () => {
    const packed = await fetch(`${bank.url}/proof`, {
      headers: { accept: BROWSER, 'accept-encoding': 'gzip' },
      decompress: false,
    });
    expect(packed.headers.get('content-encoding')).toBe('gzip');
    expect(packed.headers.get('vary')).toBe('Accept, Accept-Language, Cookie, Accept-Encoding');
    expect(new TextDecoder().decode(Bun.gunzipSync(await packed.arrayBuffer()))).toContain('<!doctype html>');
    const etag = packed.headers.get('etag') ?? '';
    expect((await asPage('/proof', { headers: { 'if-none-match': etag } })).status).toBe(304);
  });

  test('and is told in words when the storage is down', async () => {
    await withBank({}, async (broken) => {
      const repair = breakStorage(broken.file);
      const headers = { accept: BROWSER };
      expect(await send(broken, '/health', { headers })).toMatchObject({
        status: 503,
        text: expect.stringContaining('Something does not work'),
      });
      const proof = await send(broken, '/proof', { headers });
      expect(proof).toMatchObject({ status: 503, text: expect.stringContaining('storage_unavailable') });
      expect(proof.headers.get('retry-after')).toBe('1');
      repair();
    });
  });
});

test.each(Object.entries(PROBLEMS))(
  'the problem %s says what it means where its type leads',
  async (code, about) => {
    const { title, status, detail } = about;
    const type = `/problems/${code}`;
    const json = await send(bank, type);
    expect(json).toMatchObject({ status: 200 });
    expect(json.body).toEqual({ type, title, status, detail, code });
    expect((await asPage(type)).text).toContain(code);
  },
);

test('what takes a page is counted and has its request id like any other answer', async () => {
  const { text } = await send(bank, '/metrics');
  expect(text).toContain('path="/proof"');
  expect((await send(bank, '/status')).headers.get('location')).toBe('/health');
});

describe('a page for people', () => {
  const readTitle = async (target: string, headers: Record<string, string>): Promise<string> =>
    /<h1[^>]*>([^<]*)/.exec((await asPage(target, { headers })).text)?.[1] ?? '';

  test.each([
    ['ja, pt;q=0.8, de;q=0.9', 'Alles geht'],
    ['es-419', 'Todo funciona'],
    ['de;q=0, fr;q=0.1', 'Tout fonctionne'],
    ['ja', 'Everything works'],
    ['*', 'Everything works'],
    ['', 'Everything works'],
  ])('is in the first language of the browser that the bank speaks: %j', async (accepted, title) => {
    expect(await readTitle('/health', { 'accept-language': accepted })).toBe(title);
  });

  test('is in the one that somebody chose on a page, to which the choice leads back', async () => {
    const chosen = await send(bank, '/language/fr?from=%2Fhealth', { redirect: 'manual' });
    expect(chosen).toMatchObject({ status: 303, text: '' });
    expect(chosen.headers.get('location')).toBe('/health');
    const cookie = chosen.headers.get('set-cookie') ?? '';
    for (const attribute of ['HttpOnly', 'SameSite=Lax', 'Path=/']) expect(cookie).toContain(attribute);
    const headers = { cookie: cookie.split(';')[0] ?? '', 'accept-language': 'de' };
    expect(await readTitle('/health', headers)).toBe('Tout fonctionne');
    expect(await readTitle('/nowhere', headers)).toBe('Introuvable');
  });

  test.each(['https://elsewhere.example/', '//elsewhere.example', '/\\elsewhere.example', 'health', ''])(
    'a choice leads to no other place: %j',
    async (from) => {
      const target = `/language/de?${new URLSearchParams({ from })}`;
      const { headers } = await send(bank, target, { redirect: 'manual' });
      expect(headers.get('location')).toBe('/');
    },
  );

  test('a language that the bank does not speak is nothing', async () => {
    const unknown = await send(bank, '/language/xx?from=%2Fhealth');
    expect([unknown.status, unknown.headers.get('set-cookie')]).toEqual([404, null]);
  });
});
