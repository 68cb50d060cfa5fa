import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import { findLanguage } from '../../src/messages/languages.ts';
import { ADMIN_TOKEN, open } from '../dashboard/kit.ts';
import { MINUTE, makeBankFile, NOON, startBank, type TestBank, withBank } from '../support/bank.ts';
import { WEB } from '../support/keys.ts';
import { deposit, MEMBER } from '../support/scenes.ts';
import { readJson } from '../support/send.ts';
import { askForPage, joinMember, linkTo, openWith, post, runCommand, tokenOf } from './kit.ts';

const READS = ['view', 'history', 'proof', 'export'];
const HOUR = 60 * MINUTE;

let bank: TestBank;
let mia: string;
beforeAll(async () => {
  bank = await startBank({ DEPOSIT_HOLD_SECONDS: '600' });
  mia = await joinMember(bank);
  await deposit(bank);
});
afterAll(() => bank.end());

const readAs = (cookie: string, name: string, language = 'en'): Promise<Response> =>
  bank.askOpenly(`/me/api/${name}`, { headers: { cookie, 'accept-language': language } });
const enter = async (): Promise<string> => openWith(bank, tokenOf(await askForPage(bank, mia)));

test('only a page that was opened shows anything, and a link alone does not', async () => {
  const url = await askForPage(bank, mia);
  expect(url).toStartWith(`${bank.url}/me#`);
  for (const name of READS)
    for (const cookie of ['', `petbank_member=${tokenOf(url)}`, 'petbank_member=x'])
      expect((await readAs(cookie, name)).status).toBe(401);
  // What looks at a link before a person does uses nothing up.
  for (const method of ['GET', 'HEAD']) await bank.askOpenly('/me', { method });
  const cookie = await openWith(bank, tokenOf(url));
  for (const name of READS) {
    const answer = await readAs(cookie, name);
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store']);
  }
});

test('a link opens once, from this bank’s own page alone, and its token is nowhere in the file', async () => {
  const given = makeBankFile();
  const other = await startBank({}, given);
  const member = await joinMember(other);
  const token = tokenOf(await askForPage(other, member));
  const foreign = await post(other, '/me/open', { token }, { origin: 'http://elsewhere.example' });
  expect(foreign.status).toBe(403);
  const opened = await post(other, '/me/open', { token }, { 'x-forwarded-proto': 'https' });
  const header = opened.headers.get('set-cookie') ?? '';
  for (const attribute of ['HttpOnly', 'SameSite=Strict', 'Path=/;', 'Max-Age=14400', 'Secure'])
    expect(header).toContain(attribute);
  expect((await post(other, '/me/open', { token })).status).toBe(403);
  const [cookie = ''] = header.split(';');
  await other.stop();
  const bytes = Buffer.from(await Bun.file(given.file).bytes());
  for (const secret of [token, cookie.split('=')[1] ?? '']) expect(bytes.includes(secret)).toBe(false);

  const again = await startBank({}, given, NOON + 4 * HOUR - 1);
  const read = () => again.askOpenly('/me/api/view', { headers: { cookie, 'x-forwarded-proto': 'https' } });
  expect((await read()).status).toBe(200);
  again.world.at += 1;
  expect((await read()).status).toBe(401);
  await again.end();
});

test('the page shows what its owner has, what waits, and what happened', async () => {
  const cookie = await enter();
  const view = await readJson(await readAs(cookie, 'view'));
  expect(view).toMatchObject({
    robloxUserId: MEMBER,
    username: 'Mia',
    isFrozen: false,
    gems: { free: 1000, reserved: 0, onHold: 1000 },
    pets: [{ id: 'Huge Cat', variant: 'golden', quantity: 1, onHold: 1 }],
    holds: [{ gems: 1000, isGift: false }],
    withdrawals: [],
  });
  for (let at = 0; at < 20; at += 1) await deposit(bank, { gems: 1 }, `T-more-${at}`);
  const history = await readJson(await readAs(cookie, 'history'));
  expect(history).toMatchObject({ rows: Array(20).fill({ label: 'Deposited', gems: 1 }) });
  const older = await readJson(await readAs(cookie, `history?cursor=${history.nextCursor}`));
  expect(older).toMatchObject({ rows: [{ gems: 1000, gave: null, other: null }], nextCursor: null });
  expect((await readAs(cookie, 'history?cursor=0')).status).toBe(422);
  const file = await readAs(cookie, 'export');
  expect(file.headers.get('content-disposition')).toBe('attachment; filename="petbank-156.json"');
  expect(await readJson(await readAs(cookie, 'proof'))).toMatchObject({ robloxUserId: MEMBER });
});

test('what the server says on the page is in the language of the page', async () => {
  const cookie = await enter();
  const { rows } = await readJson(await readAs(cookie, 'history', 'es-419'));
  expect(rows).toContainEqual(expect.objectContaining({ label: 'Depositado' }));
  const refused = await readJson(await readAs('', 'view', 'de-DE'));
  expect(refused).toMatchObject({ detail: expect.stringContaining('Diese Seite ist geschlossen.') });
  for (const language of ['pt', 'fr']) {
    const page = await bank.askOpenly('/me', { headers: { 'accept-language': language } });
    expect(await page.text()).toContain(`<html lang="${findLanguage(language)}">`);
  }
});

describe('an open page ends', () => {
  const ENDS: [string, (cookie: string) => Promise<unknown>][] = [
    ['when its owner closes it', (cookie) => post(bank, '/me/close', {}, { cookie })],
    [
      'after four hours',
      async () => {
        bank.world.at += 4 * HOUR;
      },
    ],
    [
      'when they unlink, also for who links again',
      async () => {
        await bank.ask(WEB, 'POST', '/verify/unlink', { discordUserId: mia });
        bank.world.at += MINUTE;
        await linkTo(bank, { discordUserId: mia, name: 'Mia', robloxUserId: MEMBER });
      },
    ],
  ];
  test.each(ENDS)('%s', async (_when, end) => {
    const cookie = await enter();
    expect((await readAs(cookie, 'view')).status).toBe(200);
    await end(cookie);
    expect((await readAs(cookie, 'view')).status).toBe(401);
  });
});

test('a worth above 2^53 is shown to its owner and to staff, exact to the digit', async () => {
  await withBank({ ADMIN_TOKEN, VALUES: 'demo', LIMIT_PETS_PER_TRADE: '0' }, async (rich) => {
    const member = await joinMember(rich);
    const pets = [{ id: 'Huge Cat', quantity: 1_000_000_000_000 }];
    await deposit(rich, { pets, gems: 1 });
    const cookie = await openWith(rich, tokenOf(await askForPage(rich, member)));
    const view = await rich.askOpenly('/me/api/view', { headers: { cookie } });
    const totalValue = expect.stringMatching(/^\d{5,}0{12}1$/);
    expect(await readJson(view)).toMatchObject({ totalValue, worth: [{ value: totalValue }] });
    const detail = await (await open(rich)).get(`member?id=${MEMBER}`);
    expect(await readJson(detail)).toMatchObject({ points: [{ value: totalValue }] });
  });
});

test('a member exports five times in five minutes, from however many pages', async () => {
  await withBank({}, async (fresh) => {
    const member = await joinMember(fresh);
    const openOne = async () => openWith(fresh, tokenOf(await askForPage(fresh, member)));
    const cookies = [await openOne(), await openOne()];
    const statuses: number[] = [];
    for (let tries = 0; tries < 6; tries += 1) {
      const headers = { cookie: cookies[tries % 2] ?? '' };
      const answer = await fresh.askOpenly('/me/api/export', { headers });
      statuses.push(answer.status);
      expect(answer.headers.has('retry-after')).toBe(tries === 5);
    }
    expect(statuses).toEqual([...Array(5).fill(200), 429]);
  });
});

test('the eleventh wrong link within five minutes is not tried; those that open do not count', async () => {
  await withBank({}, async (fresh) => {
    const member = await joinMember(fresh);
    for (let tries = 0; tries < 11; tries += 1)
      expect(await openWith(fresh, tokenOf(await askForPage(fresh, member)))).not.toBe('');
    for (let tries = 0; tries < 10; tries += 1)
      expect((await post(fresh, '/me/open', { token: `wrong-${tries}` })).status).toBe(403);
    expect((await post(fresh, '/me/open', { token: 'x' })).status).toBe(429);
  });
});

test('the page and its door can not be framed, and run no script but the bank’s', async () => {
  const page = await bank.askOpenly('/me');
  expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  expect(page.headers.get('referrer-policy')).toBe('no-referrer');
  expect(await page.text()).not.toMatch(/<script(?! type="module" src="\/me\/app\.js")/);
});

const PRODUCTION = { NODE_ENV: 'production', API_KEYS: '', ROBLOX: 'sandbox', VALUES: 'demo' };
test('in production there are pages only where their address is known', async () => {
  await withBank(PRODUCTION, async (other) => expect((await other.askOpenly('/me')).status).toBe(404));
  const known = { ...PRODUCTION, PUBLIC_URL: 'https://bank.example/' };
  await withBank(known, async (other) => expect((await other.askOpenly('/me')).status).toBe(200));
});

test('who is linked to nothing gets no link', async () => {
  const joined = await readJson(await post(bank, '/playground/members', { name: 'Leonie', isStaff: false }));
  const reply = await runCommand(bank, String(joined.id), 'mypage');
  expect(reply).toContain('First, show who you are');
  expect(reply).not.toContain('/me#');
});
