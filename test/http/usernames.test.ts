import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import fc from 'fast-check';
import { startBank, type TestBank } from '../support/bank.ts';
import { WEB } from '../support/keys.ts';
import { PERSON, putProfile } from '../support/scenes.ts';
import { send } from '../support/send.ts';

let bank: TestBank;
beforeAll(async () => {
  bank = await startBank();
});
afterAll(() => bank.end());

const pathOf = (username: string) => `/sandbox/roblox/users/${encodeURIComponent(username)}`;
const start = (robloxUsername: string) =>
  bank.ask(WEB, 'POST', '/verify/start', { ...PERSON, robloxUsername });
const confirm = (robloxUsername: string) =>
  bank.ask(WEB, 'POST', '/verify/confirm', { ...PERSON, robloxUsername });

const OLD_NAMES = [
  'roblox_user_4812345678',
  'john.doe',
  'Stick Master',
  'ab',
  'x',
  '_a_b_',
  '12345',
  '🦉 Owl 🌳',
  'Ünïcødé ñame',
  '名前',
  'a/b?c#d%25&e+f',
  '__proto__',
  '😀'.repeat(50),
  '<@123456789012345678>',
  'a\ufffd',
];

test.each(OLD_NAMES)('%s is a username like any other', async (username) => {
  await putProfile(bank, {}, encodeURIComponent(username));
  const { status, body } = await send(bank, pathOf(username));
  expect({ status, body }).toMatchObject({ status: 200, body: { username } });
  expect(await start(` @${username}\t`)).toMatchObject({ status: 200, body: { roblox: { username } } });
  expect(await start(username.toUpperCase())).toMatchObject({ status: 200, body: { roblox: { username } } });
  expect(await confirm(username)).toMatchObject({ status: 422, body: { code: 'code_not_in_profile' } });
});

test('an @ and white space around a name are dropped in the path of the sandbox too', async () => {
  await putProfile(bank, { id: 7001 }, '%20@Trimmed%20');
  expect((await send(bank, '/sandbox/roblox/users/trimmed')).body).toMatchObject({
    id: 7001,
    username: 'Trimmed',
  });
});

describe('what is no username', () => {
  test.each([
    ['nothing', ''],
    ['white space', ' \t\n'],
    ['an @ alone', ' @ '],
    ['51 characters', 'a'.repeat(51)],
    ['51 emoji', '😀'.repeat(51)],
    ['a line break', 'a\nb'],
    ['a null character', 'a\u0000b'],
    ['a control character of the second kind', 'a\u009fb'],
    ['DEL', 'a\u007f'],
  ])('%s is invalid, and changes nothing', async (_name, username) => {
    const bad = { status: 422, body: { code: 'invalid', errors: [{ path: 'robloxUsername' }] } };
    expect(await start(username)).toMatchObject(bad);
    expect(await confirm(username)).toMatchObject(bad);
    if (username === '') return;
    await expectInvalid(pathOf(username));
  });

  test.each(['%zz', '%ff', '%c3', '%ed%a0%80'])('%s in a path is invalid', (text) =>
    expectInvalid(`/sandbox/roblox/users/a${text}`),
  );

  async function expectInvalid(path: string): Promise<void> {
    const edit = { method: 'PUT', headers: { 'content-type': 'application/json' }, body: '{}' };
    for (const init of [edit, {}]) {
      expect(await send(bank, path, init)).toMatchObject({
        status: 422,
        body: { code: 'invalid', errors: [{ path: 'username' }] },
      });
    }
  }
});

test('any text of 1 to 50 characters without control characters is for Roblox to judge', async () => {
  const name = fc
    .string({ unit: 'binary', minLength: 1, maxLength: 50 })
    .map((text) => `n${text.replace(/\p{Cc}/gu, '')}`.slice(0, 50));
  await fc.assert(
    fc.asyncProperty(name, async (username) => {
      expect(await start(username)).toMatchObject({ status: 404, body: { code: 'roblox_user_not_found' } });
    }),
    { numRuns: 50 },
  );
});
