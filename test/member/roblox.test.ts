import { afterAll, beforeAll, expect, test } from 'bun:test';
import { z } from 'zod';
import { startOAuthDouble } from '../doubles/oauth.ts';
import { MINUTE, startBank, type TestBank } from '../support/bank.ts';
import { BROWSER_WAIT_MS, launchBrowser, openPage, whyNoBrowser } from '../support/browser.ts';
import { READER } from '../support/keys.ts';
import { putProfile } from '../support/scenes.ts';
import { readJson } from '../support/send.ts';
import { linkTo, post, runCommand } from './kit.ts';

const APP = { ROBLOX_OAUTH_CLIENT_ID: 'client-1', ROBLOX_OAUTH_CLIENT_SECRET: 'secret-1' };
const roblox = startOAuthDouble({
  clientId: APP.ROBLOX_OAUTH_CLIENT_ID,
  clientSecret: APP.ROBLOX_OAUTH_CLIENT_SECRET,
  tokenPath: '/oauth/v1/token',
  userPath: '/oauth/v1/userinfo',
  describe: (userId) => ({ sub: userId, preferred_username: `user${userId}`, name: 'Someone' }),
});
let bank: TestBank;
let names = 0;
let browsers = 0;
beforeAll(async () => {
  bank = await startBank({ ...APP, ROBLOX_CLOUD_URL: roblox.url, PROXY_HOPS: '1' });
});
afterAll(async () => {
  await bank.end();
  await roblox.close();
});

const begun = z.object({ url: z.string() });

/** Somebody new, with a Roblox account of their own, and the secret of their link. */
async function join() {
  names += 1;
  const [name, userId] = [`Player${names}`, 7_000 + names];
  await putProfile(bank, { id: userId }, name);
  const joined = await readJson(await post(bank, '/playground/members', { name, isStaff: false }));
  const memberId = String(joined.id);
  const reply = await runCommand(bank, memberId, 'verify', { username: name });
  const token = /\/roblox-sign-in#([\w-]+)/.exec(reply)?.[1] ?? '';
  return { name, userId, memberId, token };
}

/** Presses the button: where the browser is sent to, and the cookie that it is sent off with. */
async function begin(token: string): Promise<{ url: string; cookie: string }> {
  const answer = await post(bank, '/roblox-sign-in/begin', { token });
  const cookie = answer.headers.get('set-cookie') ?? '';
  for (const attribute of ['HttpOnly', 'SameSite=Lax', 'Path=/roblox-sign-in', 'Max-Age=600'])
    expect(cookie).toContain(attribute);
  return { url: begun.parse(await answer.json()).url, cookie: cookie.split(';')[0] ?? '' };
}

/** What the browser shows when it comes back, each at an address of its own: few may fail at one. */
async function comeBack(url: string, cookie: string): Promise<string> {
  const { pathname, search } = new URL(url);
  browsers += 1;
  const headers = { cookie, 'x-forwarded-for': `10.0.0.${browsers}` };
  return (await bank.askOpenly(`${pathname}${search}`, { headers })).text();
}

const linkedTo = async (memberId: string): Promise<unknown> =>
  (await bank.ask(READER, 'GET', `/user/discord:${memberId}/inventory`)).body;

test('who signs in with Roblox is linked, and each part of the way works once', async () => {
  const { name, userId, memberId, token } = await join();
  const whose = await post(bank, '/roblox-sign-in/whose', { token }, { 'accept-language': 'de' });
  const question = expect.stringContaining(`${name} (Id ${memberId}). Bist du das?`);
  expect(await whose.json()).toEqual({ question });
  const { url, cookie } = await begin(token);
  const asked = new URL(url).searchParams;
  expect(url).toStartWith(`${roblox.url}/oauth/v1/authorize?`);
  expect(asked.get('scope')).toBe('openid profile');
  expect(asked.get('redirect_uri')).toBe(`${bank.url}/roblox-sign-in/callback`);
  for (const secret of [token, cookie.split('.')[1] ?? 'x']) expect(url).not.toContain(secret);
  const back = roblox.signIn(url, userId);
  expect(await comeBack(back, cookie)).toContain(`You are linked to ${name}`);
  expect(await linkedTo(memberId)).toMatchObject({ robloxUserId: userId });
  expect(await comeBack(back, cookie)).toContain('Nothing was linked');
  expect((await post(bank, '/roblox-sign-in/begin', { token })).status).toBe(403);
});

test('what comes back counts only in the browser that was sent off', async () => {
  const [victim, thief] = [await join(), await join()];
  const sent = { victim: await begin(victim.token), thief: await begin(thief.token) };
  // The thief's state with the victim's sign-in, in each browser and in none; and a code of somebody else.
  const stolen = roblox.signIn(sent.thief.url, victim.userId);
  for (const cookie of ['', sent.victim.cookie, 'petbank_roblox=.', 'petbank_roblox=x.y'])
    expect(await comeBack(stolen, cookie)).toContain('This sign-in was started in another browser');
  const code = new URL(stolen).searchParams.get('code') ?? '';
  const swapped = new URL(roblox.signIn(sent.victim.url, victim.userId));
  swapped.searchParams.set('code', code);
  expect(await comeBack(swapped.href, sent.victim.cookie)).toContain('Roblox did not accept');
  for (const { memberId } of [victim, thief])
    expect(await linkedTo(memberId)).toMatchObject({ code: 'not_found' });
});

const ENDS: [string, string, (way: Awaited<ReturnType<typeof begin>>, userId: number) => string][] = [
  ['who does not agree at Roblox', 'You did not let the bank see', ({ url }) => withoutCode(url)],
  [
    'who takes over ten minutes',
    'This link was used already',
    ({ url }, userId) => {
      bank.world.at += 10 * MINUTE;
      return roblox.signIn(url, userId);
    },
  ],
  ['an account that Roblox does not know', 'be linked.', ({ url }) => roblox.signIn(url, 999_999)],
];
const withoutCode = (url: string): string => {
  const state = new URL(url).searchParams.get('state') ?? '';
  return `${bank.url}/roblox-sign-in/callback?${new URLSearchParams({ error: 'access_denied', state })}`;
};
test.each(ENDS)('%s is told so, and linked to nothing', async (_who, told, act) => {
  const { token, userId, memberId } = await join();
  const way = await begin(token);
  expect(await comeBack(act(way, userId), way.cookie)).toContain(told);
  expect(await linkedTo(memberId)).toMatchObject({ code: 'not_found' });
  // However it ends, it has to be begun anew.
  expect((await post(bank, '/roblox-sign-in/whose', { token })).status).toBe(403);
});

test('who had the account before loses it, as after the words', async () => {
  const [before, after] = [await join(), await join()];
  await linkTo(bank, { discordUserId: before.memberId, name: before.name, robloxUserId: before.userId });
  const { url, cookie } = await begin(after.token);
  expect(await comeBack(roblox.signIn(url, before.userId), cookie)).toContain('You are linked to');
  expect(await linkedTo(before.memberId)).toMatchObject({ code: 'not_found' });
  expect(await linkedTo(after.memberId)).toMatchObject({ robloxUserId: before.userId });
});

test.skipIf(whyNoBrowser() !== null)(
  'in a browser the page says whose link it is, leads to Roblox at a press, and says why it does not',
  async () => {
    const { name, token } = await join();
    const browser = await launchBrowser();
    const { page } = await openPage(browser, bank.url, `/roblox-sign-in#${token}`);
    await page.getByText(`${name} (`).waitFor();
    expect(page.url()).not.toContain(token);
    const away = page.waitForRequest(`${roblox.url}/oauth/v1/authorize?**`);
    await page.locator('#go').click();
    await away;
    const { page: other } = await openPage(browser, bank.url, '/roblox-sign-in#nobodys');
    const message = other.locator('#message');
    await message.filter({ hasText: 'This link was used already' }).waitFor();
    await other.route('**/roblox-sign-in/whose', (route) => route.abort());
    await other.goto('about:blank');
    await other.goto(`${bank.url}/roblox-sign-in#nobodys`);
    await message.filter({ hasText: 'The bank does not answer' }).waitFor();
    await browser.close();
  },
  BROWSER_WAIT_MS,
);

test('other sites begin nothing, and the eleventh guess is not read', async () => {
  const { token } = await join();
  for (const name of ['whose', 'begin'])
    expect(
      (await post(bank, `/roblox-sign-in/${name}`, { token }, { origin: 'https://x.example' })).status,
    ).toBe(403);
  for (let tries = 0; tries < 10; tries += 1)
    await post(bank, '/roblox-sign-in/whose', { token: `wrong-${tries}` });
  expect((await post(bank, '/roblox-sign-in/whose', { token })).status).toBe(429);
});

test('who was never sent off has Roblox asked nothing, and the eleventh failure is not read', async () => {
  const asked = roblox.requests();
  const comeBackAlone = (): Promise<Response> =>
    bank.askOpenly('/roblox-sign-in/callback?code=a&state=x', {
      headers: { cookie: 'petbank_roblox=x.v.t' },
    });
  for (let tries = 0; tries < 10; tries += 1)
    expect(await (await comeBackAlone()).text()).toContain('This link was used already');
  expect((await comeBackAlone()).status).toBe(429);
  expect(roblox.requests()).toBe(asked);
});
