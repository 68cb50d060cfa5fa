import { afterAll, beforeAll, expect, test } from 'bun:test';
import { breakStorage, NOON, startBank, type TestBank } from '../support/bank.ts';
import { keyOf, STAFF } from '../support/keys.ts';

/* What members of a bank in production see first, and whoever finds a weakness in it. */

/** One that no manual prints. */
const SCRIPT = keyOf('teller-9', 'teller');
const SITE = {
  API_KEYS: [STAFF, SCRIPT].map(({ id, secret, scopes }) => `${id}:${secret}:${scopes}`).join(','),
  NODE_ENV: 'production',
  ROBLOX: 'sandbox',
  VALUES: 'demo',
  DISCORD_INVITE_URL: 'https://discord.gg/petbank',
  SECURITY_CONTACT: 'mailto:safe@example.org',
};
let bank: TestBank;
const read = async (path: string): Promise<string> => (await bank.askOpenly(path)).text();

beforeAll(async () => {
  bank = await startBank(SITE);
});
afterAll(() => bank.end());

test('the first page invites members, and shows tellers once they have a name', async () => {
  expect(await read('/')).toContain('href="https://discord.gg/petbank"');
  expect(await read('/')).not.toContain('tellers-title');
  const profile = { method: 'PUT', body: JSON.stringify({ id: 77 }) };
  const headers = { 'content-type': 'application/json' };
  await bank.askOpenly('/sandbox/roblox/users/bank_cat', { ...profile, headers });
  const card = { tellerId: SCRIPT.id, robloxUserId: 77, note: 'by the fountain' };
  expect((await bank.ask(STAFF, 'POST', '/admin/tellers', card)).status).toBe(200);
  await bank.ask(SCRIPT, 'POST', '/teller/report', {});
  const page = await read('/');
  for (const text of ['bank_cat', 'by the fountain', 'In the game now', 'Open: everything works'])
    expect(page).toContain(text);
  bank.world.at += 3 * 60_000;
  expect(await read('/')).toContain('Not seen lately');
});

test('security.txt names whom to tell, and when it ends; without a contact there is none', async () => {
  const answer = await bank.askOpenly('/.well-known/security.txt');
  expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8');
  const [contact, expires] = (await answer.text()).split('\n');
  expect(contact).toBe('Contact: mailto:safe@example.org');
  const days = (Date.parse(expires?.slice('Expires: '.length) ?? '') - NOON) / 86_400_000;
  expect(days).toBeGreaterThan(150);
  expect(days).toBeLessThan(365);
  const other = await startBank();
  expect((await other.askOpenly('/.well-known/security.txt')).status).toBe(404);
  await other.end();
});

test('the first page is there while the database is not', async () => {
  const mend = breakStorage(bank.file);
  const answer = await bank.askOpenly('/');
  expect(answer.status).toBe(200);
  expect(await answer.text()).toContain('Something in the bank does not work just now');
  mend();
});
