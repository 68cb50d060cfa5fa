import { afterAll, afterEach, beforeAll, describe, expect, test } from 'bun:test';
import { z } from 'zod';
import { startOAuthDouble } from '../doubles/oauth.ts';
import { linkTo } from '../member/kit.ts';
import { MINUTE, SECOND, type TestBank } from '../support/bank.ts';
import { TELLER } from '../support/keys.ts';
import { readJson } from '../support/send.ts';
import { hire, open, send, startDashboard } from './kit.ts';

const GUILD = '100000000000000900';
const MANAGERS = '100000000000000901';
const SERVER = {
  ROLE: 'api',
  DISCORD_TOKEN: 'token-of-the-bot',
  DISCORD_GUILD_ID: GUILD,
  DISCORD_MANAGER_ROLE_IDS: MANAGERS,
};
/** Who is in the bank's own server, with their roles; null: Discord does not say. */
let roles: ReadonlyMap<string, readonly string[]> | null = new Map();
const APP = { DISCORD_CLIENT_ID: '100000000000000999', DISCORD_CLIENT_SECRET: 'secret-1' };
const discord = startOAuthDouble({
  clientId: APP.DISCORD_CLIENT_ID,
  clientSecret: APP.DISCORD_CLIENT_SECRET,
  tokenPath: '/v10/oauth2/token',
  userPath: '/v10/users/@me',
  describe: (id) => ({ id, username: 'somebody' }),
  answer: answerServer,
});

/** Discord's word for who is what in the server, as it says it to the bot. */
function answerServer({ url, headers }: Request): Response | undefined {
  const [, , path, guildId, , userId] = new URL(url).pathname.split('/');
  if (path !== 'guilds' || headers.get('authorization') !== `Bot ${SERVER.DISCORD_TOKEN}`) return undefined;
  if (!roles || guildId !== GUILD) return Response.json({ code: 0, message: 'away' }, { status: 503 });
  if (userId === undefined)
    return Response.json({ owner_id: '1', roles: [{ id: MANAGERS, permissions: '0' }] });
  const held = roles.get(userId);
  return held
    ? Response.json({ roles: held })
    : Response.json({ code: 10007, message: 'Unknown Member' }, { status: 404 });
}

const KIM = { discordUserId: '100000000000000001', name: 'Kim', robloxUserId: 8 };
const LEE = { discordUserId: '100000000000000002', name: 'Lee', robloxUserId: 9 };
const STRANGER = '100000000000000003';
const THIEF = '100000000000000004';
const DAY = 24 * 60 * MINUTE;

let bank: TestBank;
let tokenOfSecond = '';
beforeAll(async () => {
  bank = await startDashboard({ ...APP, ...SERVER, DISCORD_API_URL: discord.url, PROXY_HOPS: '1' });
  for (const person of [KIM, LEE]) await linkTo(bank, person);
  await hire(bank, KIM.robloxUserId, 'manager');
  tokenOfSecond = await hire(bank, 77, 'manager');
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

describe('what roles on Discord give', () => {
  function give(...given: string[]): void {
    roles = new Map([[LEE.discordUserId, given]]);
  }
  const asLee = async () => {
    const { session } = await signInAs(LEE.discordUserId);
    return (path: string, body?: unknown) => send(bank, `api/${path}`, body, { cookie: session });
  };
  const freeze = { robloxUserId: 1, frozen: true, reason: 'a test' };
  afterEach(() => give());

  test('counts here as there, and is asked for anew: at once to act, within a minute to look', async () => {
    give(MANAGERS);
    const ask = await asLee();
    expect(await readJson(await ask('me'))).toMatchObject({ name: 'staff-9', level: 'manager' });
    expect((await ask('members/freeze', freeze)).status).toBe(200);
    give();
    expect((await ask('me')).status).toBe(200);
    bank.world.at += 3 * SECOND;
    expect((await ask('me')).status).toBe(200);
    expect((await ask('members/freeze', { ...freeze, frozen: false })).status).toBe(401);
    expect((await ask('me')).status).toBe(401);
    expect((await signInAs(LEE.discordUserId)).location).toBe('/dashboard#discord=no_rights');

    give(MANAGERS);
    const again = await asLee();
    give();
    bank.world.at += MINUTE - 1;
    expect((await again('me')).status).toBe(200);
    bank.world.at += 1;
    expect((await again('me')).status).toBe(401);
  });

  test('is no right while Discord does not say it, but what was granted by name is', async () => {
    give(MANAGERS);
    bank.world.at += DAY;
    const ask = await asLee();
    const { session } = await signInAs(KIM.discordUserId);
    roles = null;
    bank.world.at += MINUTE;
    for (const answer of [await ask('me'), await ask('members/freeze', freeze)]) {
      expect(answer.status).toBe(503);
      expect(await readJson(answer)).toMatchObject({ detail: expect.stringContaining('Discord does not') });
    }
    expect((await send(bank, 'events', undefined, { cookie: session })).status).toBe(200);
    const kim = await readJson(await send(bank, 'api/me', undefined, { cookie: session }));
    expect(kim).toMatchObject({ name: 'staff-8', level: 'manager' });
    expect(await signInAs(LEE.discordUserId)).toEqual({
      location: '/dashboard#discord=unavailable',
      session: '',
    });
  });

  test('is asked for again of whoever proposed something, when another one agrees', async () => {
    give(MANAGERS);
    const ask = await asLee();
    await bank.ask(TELLER, 'POST', '/deposit/complete', { tradeId: 'T-1', robloxUserId: 1, gems: 5 });
    const credit = { action: 'adjust', robloxUserId: 1, direction: 'credit', tellerId: 'teller-1' };
    const written = { ...credit, gems: '2000000000' };
    const propose = (id: string) => ask('actions', { id, reason: 'a test', written });
    for (const id of ['a-1', 'a-2'])
      expect(await readJson(await propose(id))).toMatchObject({ kind: 'proposed' });
    const second = await open(bank, tokenOfSecond);
    const agree = async (id: string) => (await second.post('proposals/agree', { id })).status;
    expect(await agree('a-2')).toBe(200);
    give();
    bank.world.at += 3 * SECOND;
    expect(await agree('a-1')).toBe(422);
    expect(await readJson(await second.get('proposals'))).toMatchObject({ rows: [] });
  });
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
