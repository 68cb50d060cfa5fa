import { afterAll, beforeAll, expect, test } from 'bun:test';
import { z } from 'zod';
import { startOAuthDouble } from '../doubles/oauth.ts';
import { linkTo } from '../member/kit.ts';
import { MINUTE, type TestBank } from '../support/bank.ts';
import { readJson } from '../support/send.ts';
import { hire, open, send, startDashboard } from './kit.ts';

const APP = { DISCORD_CLIENT_ID: '100000000000000999', DISCORD_CLIENT_SECRET: 'secret-1' };
const discord = startOAuthDouble({
  ...{ clientId: APP.DISCORD_CLIENT_ID, clientSecret: APP.DISCORD_CLIENT_SECRET },
  ...{ tokenPath: '/v10/oauth2/token', userPath: '/v10/users/@me' },
  describe: (id) => ({ id, username: 'somebody' }),
});
const KIM = { discordUserId: '100000000000000001', name: 'Kim', robloxUserId: 8 };
const LEE = { discordUserId: '100000000000000002', name: 'Lee', robloxUserId: 9 };
const STRANGER = '100000000000000003';
const THIEF = '100000000000000004';
const DAY = 24 * 60 * MINUTE;

let bank: TestBank;
beforeAll(async () => {
  bank = await startDashboard({ ...APP, DISCORD_API_URL: discord.url, PROXY_HOPS: '1' });
  for (const person of [KIM, LEE]) await linkTo(bank, person);
  await hire(bank, KIM.robloxUserId, 'manager');
});
afterAll(async () => {
  await bank.end();
  await discord.close();
});

const begun = z.object({ url: z.string() });

/** Each at an address of their own, since few tries are allowed at one. */
let browsers = 0;
function elsewhere() {
  browsers += 1;
  return { 'x-forwarded-for': `10.0.0.${browsers}` };
}

async function begin(): Promise<{ url: string; cookie: string }> {
  const answer = await send(bank, 'discord/begin', {}, elsewhere());
  const cookie = answer.headers.get('set-cookie') ?? '';
  for (const attribute of ['HttpOnly', 'SameSite=Lax', 'Path=/dashboard/discord', 'Max-Age=600'])
    expect(cookie).toContain(attribute);
  return { url: begun.parse(await answer.json()).url, cookie: cookie.split(';')[0] ?? '' };
}

/** Where the browser is led when it comes back, and the dashboard's cookie that it has then. */
async function comeBack(url: string, cookie: string): Promise<{ location: string; session: string }> {
  const { pathname, search } = new URL(url);
  const answer = await bank.askOpenly(`${pathname}${search}`, { headers: { cookie, ...elsewhere() } });
  expect(answer.status).toBe(303);
  const session = answer.headers.getSetCookie().find((each) => each.startsWith('petbank_dashboard='));
  return { location: answer.headers.get('location') ?? '', session: session?.split(';')[0] ?? '' };
}

async function signInAs(userId: string) {
  const { url, cookie } = await begin();
  return comeBack(discord.signIn(url, userId), cookie);
}

test('one of the staff signs in, once for each code, to what was granted to them by name', async () => {
  const { url, cookie } = await begin();
  expect(url).toStartWith(`${discord.url}/oauth2/authorize?`);
  expect(new URL(url).searchParams.get('scope')).toBe('identify');
  const back = discord.signIn(url, KIM.discordUserId);
  const { location, session } = await comeBack(back, cookie);
  expect(location).toBe('/dashboard');
  const me = await send(bank, 'api/me', undefined, { cookie: session });
  expect(await readJson(me)).toEqual({ name: 'staff-8', username: 'Kim', level: 'manager' });
  expect(await comeBack(back, cookie)).toEqual({ location: '/dashboard#discord=failed', session: '' });
  // As with their token: another level ends it.
  const admin = await open(bank);
  await admin.post('staff/name', { member: '8', level: 'viewer' });
  expect((await send(bank, 'api/me', undefined, { cookie: session })).status).toBe(401);
});

test('a stolen account of staff opens nothing at once, and nothing once it is linked otherwise', async () => {
  const [kim, thief] = [KIM, { ...KIM, discordUserId: THIEF }];
  const admin = await open(bank);
  await admin.post('staff/name', { member: '8', level: 'manager' });
  bank.world.at += DAY;
  const { session } = await signInAs(kim.discordUserId);
  const statusOf = async (cookie: string) => (await send(bank, 'api/me', undefined, { cookie })).status;
  expect(await statusOf(session)).toBe(200);

  await linkTo(bank, thief);
  expect(await statusOf(session)).toBe(401);
  const refused = { location: '/dashboard#discord=new_link', session: '' };
  expect(await signInAs(THIEF)).toEqual(refused);
  bank.world.at += DAY - MINUTE;
  expect(await signInAs(THIEF)).toEqual(refused);

  // After a day that nobody used, the link counts: until the owner has the account again.
  bank.world.at += MINUTE;
  const late = await signInAs(THIEF);
  expect(await statusOf(late.session)).toBe(200);
  await linkTo(bank, kim);
  expect(await statusOf(late.session)).toBe(401);
  expect(await signInAs(kim.discordUserId)).toEqual(refused);
});

test('who has no rights by name, or is linked to nothing, is told so and signed in to nothing', async () => {
  expect(await signInAs(LEE.discordUserId)).toEqual({
    location: '/dashboard#discord=no_rights',
    session: '',
  });
  expect(await signInAs(STRANGER)).toEqual({ location: '/dashboard#discord=unlinked', session: '' });
});

test('what comes back counts only in the browser that was sent off, and leads nowhere else', async () => {
  const [one, other] = [await begin(), await begin()];
  const back = discord.signIn(one.url, KIM.discordUserId);
  for (const cookie of ['', other.cookie, 'petbank_discord=.', 'petbank_discord=x.y'])
    expect((await comeBack(back, cookie)).location).toBe('/dashboard#discord=elsewhere');
  const stolen = new URL(discord.signIn(other.url, KIM.discordUserId));
  stolen.searchParams.set('code', new URL(back).searchParams.get('code') ?? '');
  for (const name of ['redirect', 'redirect_uri', 'next'])
    stolen.searchParams.set(name, 'https://elsewhere.example');
  expect((await comeBack(stolen.href, other.cookie)).location).toBe('/dashboard#discord=failed');
  const denied = `${bank.url}/dashboard/discord/callback?error=access_denied&state=`;
  const state = new URL(one.url).searchParams.get('state');
  expect((await comeBack(`${denied}${state}`, one.cookie)).location).toBe('/dashboard#discord=denied');
});

test('a stranger has Discord asked ten times at most', async () => {
  const asked = discord.requests();
  const headers = { cookie: 'petbank_discord=x.v' };
  const comeBackAlone = async (): Promise<number> =>
    (await bank.askOpenly('/dashboard/discord/callback?code=a&state=x', { headers })).status;
  for (let tries = 0; tries < 10; tries += 1) expect(await comeBackAlone()).toBe(303);
  expect(await comeBackAlone()).toBe(429);
  expect(discord.requests() - asked).toBe(10);
});

test('other sites begin nothing, and where there is no app there is no button', async () => {
  const foreign = await send(bank, 'discord/begin', {}, { origin: 'https://elsewhere.example' });
  expect(foreign.status).toBe(403);
  expect(await readJson(await send(bank, 'ways'))).toEqual({ discord: true });
  const without = await startDashboard();
  expect(await readJson(await send(without, 'ways'))).toEqual({ discord: false });
  expect((await send(without, 'discord/begin', {})).status).toBe(404);
  await without.end();
});

test('while Discord does not answer, nobody is signed in', async () => {
  const { url, cookie } = await begin();
  const back = discord.signIn(url, KIM.discordUserId);
  await discord.close();
  expect(await comeBack(back, cookie)).toEqual({ location: '/dashboard#discord=unavailable', session: '' });
});
