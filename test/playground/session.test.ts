import { describe, expect, test } from 'bun:test';
import { type Environment, MINUTE, type TestBank, withBank } from '../support/bank.ts';
import { livedMs } from '../support/lived.ts';
import { readJson } from '../support/send.ts';

const TOKEN = 'a-token-of-25-characters!';
const IN_PRODUCTION: Environment = {
  NODE_ENV: 'production',
  API_KEYS: '',
  ROBLOX: 'sandbox',
  VALUES: 'demo',
};
const BEHIND_TOKEN: Environment = { ...IN_PRODUCTION, ADMIN_TOKEN: TOKEN };
const ZOE = { name: 'Zoe', isStaff: false };

/** Sends JSON as a page of this bank does, unless other headers are given. */
function send(bank: TestBank, name: string, body: unknown, headers: Record<string, string> = {}) {
  return bank.askOpenly(`/playground/${name}`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', origin: bank.url, ...headers },
  });
}

async function signIn(bank: TestBank, token = TOKEN): Promise<string> {
  const answer = await send(bank, 'sign-in', { token });
  return answer.headers.get('set-cookie') ?? '';
}

const sessionOf = (cookie: string): string => cookie.split(';')[0] ?? '';

describe('in production', () => {
  test('without an admin token there is a page that says so, and nothing else', async () => {
    await withBank(IN_PRODUCTION, async (bank) => {
      const page = await bank.askOpenly('/playground');
      expect(page.status).toBe(403);
      expect(await page.text()).toContain('The playground is off');
      for (const path of ['events', 'app.js', 'files/x', 'game/holdings']) {
        expect((await bank.askOpenly(`/playground/${path}`)).status).toBe(404);
      }
      for (const name of ['members', 'sign-in', 'game/deposit/complete', 'game/holds']) {
        expect((await send(bank, name, ZOE)).status).toBe(404);
      }
    });
  });

  test('nobody is admitted without the token', async () => {
    await withBank(BEHIND_TOKEN, async (bank) => {
      const page = await (await bank.askOpenly('/playground')).text();
      expect(page).toContain('data-view="sign-in"');
      expect(await signIn(bank, `${TOKEN}?`)).toBe('');
      expect((await send(bank, 'sign-in', { token: '' })).status).toBe(403);
      const headers = { cookie: `petbank_playground=${TOKEN}` };
      expect((await send(bank, 'members', ZOE)).status).toBe(401);
      expect((await send(bank, 'members', ZOE, headers)).status).toBe(401);
      const trade = { tradeId: 'T-1', robloxUserId: 1, gems: 1 };
      expect((await send(bank, 'game/deposit/complete', trade)).status).toBe(401);
      expect((await send(bank, 'game/holds', { isOn: false })).status).toBe(401);
      expect((await bank.askOpenly('/playground/events')).status).toBe(401);
      expect((await readJson(await bank.askOpenly('/proof'))).seq).toBe(0);
    });
  });

  test('ten wrong tokens are read within five minutes; what other sites send does not count', async () => {
    await withBank(BEHIND_TOKEN, async (bank) => {
      const foreign = { origin: 'http://elsewhere.example' };
      for (let tries = 0; tries < 11; tries += 1)
        expect((await send(bank, 'sign-in', { token: 'x' }, foreign)).status).toBe(403);
      for (let tries = 0; tries < 10; tries += 1)
        expect((await send(bank, 'sign-in', { token: `wrong-${tries}` })).status).toBe(403);
      const eleventh = await send(bank, 'sign-in', { token: TOKEN });
      expect(eleventh.status).toBe(429);
      expect(Number(eleventh.headers.get('retry-after'))).toBeGreaterThan(0);
    });
  });

  test('the switch makes no deposit wait less than the bank is set to', async () => {
    await withBank(BEHIND_TOKEN, async (bank) => {
      const headers = { cookie: sessionOf(await signIn(bank)) };
      const turned = await send(bank, 'game/holds', { isOn: false }, headers);
      expect(await readJson(turned)).toEqual({ isOn: true });
      const trade = { tradeId: 'T-1', robloxUserId: 1, gems: 1 };
      const deposited = await send(bank, 'game/deposit/complete', trade, headers);
      expect(await readJson(deposited)).toMatchObject({ onHold: true });
    });
  });

  test('the cookie is not the token, and no script and no other site can read it', async () => {
    await withBank(BEHIND_TOKEN, async (bank) => {
      const cookie = await signIn(bank);
      expect(cookie).toMatch(/^petbank_playground=[\w-]{43}; /);
      for (const attribute of ['HttpOnly', 'SameSite=Strict', 'Path=/playground'])
        expect(cookie).toContain(attribute);
      expect(cookie).not.toContain('Secure');
      expect(sessionOf(await signIn(bank))).not.toBe(sessionOf(cookie));
      const behindTls = await send(bank, 'sign-in', { token: TOKEN }, { 'x-forwarded-proto': 'https' });
      expect(behindTls.headers.get('set-cookie')).toContain('Secure');
    });
  });

  test('a session lasts for half a day, and signing out ends it for good', async () => {
    await withBank(BEHIND_TOKEN, async (bank) => {
      const cookie = sessionOf(await signIn(bank));
      bank.world.at += 12 * 60 * MINUTE - 1;
      expect((await send(bank, 'members', ZOE, { cookie })).status).toBe(200);
      const page = await bank.askOpenly('/playground', { headers: { cookie } });
      expect(await page.text()).toContain('data-view="chat"');
      bank.world.at += 1;
      expect((await send(bank, 'members', ZOE, { cookie })).status).toBe(401);
      const second = sessionOf(await signIn(bank));
      const out = await send(bank, 'sign-out', {}, { cookie: second });
      expect(out.headers.get('set-cookie')).toContain('petbank_playground=;');
      expect((await send(bank, 'members', ZOE, { cookie: second })).status).toBe(401);
    });
  });

  test('with live profiles nobody plays the game or passes for staff', async () => {
    const live = { ...BEHIND_TOKEN, ROBLOX: 'live', ROBLOX_USERS_URL: 'http://127.0.0.1:9' };
    await withBank(live, async (bank) => {
      const cookie = sessionOf(await signIn(bank));
      const trade = { tradeId: 'T-1', robloxUserId: 1, gems: 1 };
      expect((await send(bank, 'game/deposit/complete', trade, { cookie })).status).toBe(404);
      expect((await send(bank, 'members', { ...ZOE, isStaff: true }, { cookie })).status).toBe(422);
      expect((await send(bank, 'members', ZOE, { cookie })).status).toBe(200);
    });
  });
});

describe('in development', () => {
  test.each<[string, Record<string, string>]>([
    ['another origin', { origin: 'http://elsewhere.example' }],
    ['no origin', { origin: '' }],
    ['an origin that is none', { origin: 'null' }],
    ['another site, as its browser says', { 'sec-fetch-site': 'cross-site' }],
    ['another port of this machine', { 'sec-fetch-site': 'same-site' }],
  ])('a request from %s does nothing', async (_name, headers) => {
    await withBank({}, async (bank) => {
      for (const [name, body] of [
        ['members', ZOE],
        ['game/deposit/complete', { tradeId: 'T-1', robloxUserId: 1, gems: 1 }],
      ] as const) {
        const answer = await send(bank, name, body, headers);
        expect(answer.status).toBe(403);
        expect(await answer.json()).toMatchObject({ code: 'cross_site' });
      }
      expect((await readJson(await bank.askOpenly('/proof'))).seq).toBe(0);
    });
  });

  test('what does not fit is refused with every error, and what is too large before it is read', async () => {
    await withBank({}, async (bank) => {
      const odd = await send(bank, 'members', { name: '', isStaff: 'yes', more: 1 });
      expect(odd.status).toBe(422);
      expect((await readJson(odd)).errors).toHaveLength(3);
      const message = { memberId: '9', messageId: 'm', channel: 'bank', typed: 'x' };
      expect((await send(bank, 'messages', { ...message, typed: 'x'.repeat(70_000) })).status).toBe(413);
      const form = { 'content-type': 'application/x-www-form-urlencoded' };
      expect((await send(bank, 'members', ZOE, form)).status).toBe(415);
    });
  });

  test('a member that nobody has added can do nothing', async () => {
    await withBank({}, async (bank) => {
      const memberId = '9000000000000000000000';
      const message = { memberId, messageId: 'm', channel: 'bank' };
      expect((await send(bank, 'messages', { ...message, typed: '/balance' })).status).toBe(404);
      expect((await send(bank, 'commands', { ...message, path: ['balance'], options: {} })).status).toBe(404);
      const control = { memberId, controlId: 'x.0' };
      expect((await send(bank, 'form', control)).status).toBe(404);
      expect((await send(bank, 'press', { ...control, values: [], fields: {} })).status).toBe(404);
    });
  });

  test('requests are limited for each address, as on every open page', async () => {
    await withBank({ RATE_LIMIT_PER_ADDRESS_PER_MINUTE: '2' }, async (bank) => {
      expect((await bank.askOpenly('/playground')).status).toBe(200);
      expect((await send(bank, 'members', ZOE)).status).toBe(200);
      expect((await send(bank, 'members', ZOE)).status).toBe(429);
      expect((await bank.askOpenly('/playground')).status).toBe(429);
    });
  });

  test('is not in the API document', async () => {
    await withBank({}, async (bank) => {
      expect(await (await bank.askOpenly('/swagger/json')).text()).not.toContain('playground');
    });
  });

  test('a page that is connected does not keep the bank from stopping, and gets every change', async () => {
    await withBank({}, async (bank) => {
      const events = await bank.askOpenly('/playground/events');
      expect(events.headers.get('content-type')).toBe('text/event-stream');
      const reader = events.body?.getReader();
      const first = new TextDecoder().decode((await reader?.read())?.value);
      expect(JSON.parse(first.replace('data: ', ''))).toMatchObject({ kind: 'hello', messages: [] });
      await send(bank, 'members', ZOE);
      const second = new TextDecoder().decode((await reader?.read())?.value);
      expect(JSON.parse(second.replace('data: ', ''))).toMatchObject({ kind: 'member', member: ZOE });
      const startedAt = livedMs();
      await bank.stop();
      // Sooner than what is under way is given up.
      expect(livedMs() - startedAt).toBeLessThan(7_000);
    });
  });
});
