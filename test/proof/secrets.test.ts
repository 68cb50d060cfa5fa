import { afterAll, expect, setDefaultTimeout, test } from 'bun:test';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CODE_WORDS } from '../../src/bank/code-words.ts';
import { verifyStartAnswer } from '../../src/bank/verify.ts';
import { startRobloxDouble } from '../doubles/roblox.ts';
import type { Environment } from '../support/bank.ts';
import { withProcesses } from '../support/process.ts';
import { MEMBER, PERSON } from '../support/scenes.ts';
import { read } from '../support/send.ts';
import { scaled } from './scale.ts';
import { BAD_STARTS, INVALID_VALUE, WEAK } from './secrets/bad-starts.ts';
import { askAnEcho, askRightly, askWhileBroken, askWrongly, createAsker } from './secrets/busy-day.ts';
import { bytesOf, KEYS, leaksIn, SECRET_ENVIRONMENT, SECRETS } from './secrets/secrets.ts';

setDefaultTimeout(scaled({ short: 120_000, full: 1_800_000 }));

const roblox = startRobloxDouble();
afterAll(() => roblox.stop());

/** Four words of codes in a row: a code, or a good part of one. */
const CODE = new RegExp(`(?:\\b(?:${CODE_WORDS.join('|')})\\b[ ,"]*){4}`);

const CLAIM_TOKEN = /\bc-[\w-]{22}\b/;

const MODES: readonly (readonly [string, Environment])[] = [
  ['production, which logs JSON', { NODE_ENV: 'production' }],
  ['development, which logs for people', { NODE_ENV: 'development' }],
];

/** How often all that is refused is asked, fifteen requests each time. */
const WRONG_ROUNDS = scaled({ short: 1, full: 670 });

test.each(MODES.slice(0, scaled({ short: 1, full: 2 })))(
  'no secret comes out of a busy day in %s',
  async (_, mode) => {
    roblox.reset();
    roblox.put({ id: MEMBER, username: PERSON.robloxUsername });
    roblox.put({ id: MEMBER + 1, username: 'otherone' });
    await withProcesses(async (start, { file, folder }) => {
      const { usersUrl, cloudUrl, thumbnailsUrl } = roblox;
      const urls = {
        ROBLOX_USERS_URL: usersUrl,
        ROBLOX_CLOUD_URL: cloudUrl,
        ROBLOX_THUMBNAILS_URL: thumbnailsUrl,
      };
      const bank = await start({ ...SECRET_ENVIRONMENT, ...urls, ...mode });
      const place = { url: bank.url, file, roblox };
      const { ask, exchanges, signatures } = createAsker(place);
      const started = await ask(KEYS.web, 'POST', '/verify/start', PERSON);
      const { code } = read(verifyStartAnswer, started);
      roblox.put({ id: MEMBER, description: code });
      expect(await askRightly(ask, KEYS)).toEqual(Array(19).fill(200));
      expect(await askWrongly(ask, KEYS)).toEqual([
        404, 401, 401, 401, 403, 422, 422, 422, 400, 422, 413, 422, 404, 422, 404,
      ]);
      for (let round = 1; round < WRONG_ROUNDS; round += 1) await askWrongly(ask, KEYS);
      expect(await askAnEcho(ask, KEYS, place)).toEqual([200, 503, 503, 503, 503]);
      expect(await askWhileBroken(ask, KEYS, place)).toEqual([503, 503, 503, 503, 503, 500, 200, 200]);
      const whileRunning = bytesOf(folder);
      bank.kill('SIGTERM');
      expect(await bank.exited).toBe(0);

      const printed = `${bank.printed()}\n${bank.complained()}`;
      for (const words of ['answered', 'a request failed', 'stopping']) expect(printed).toContain(words);
      const answers = exchanges.map(({ text }) => text).join('\n');
      const kept = `${whileRunning}\n${bytesOf(folder)}`;
      expect({
        printed: leaksIn(printed, SECRETS),
        answers: leaksIn(answers, SECRETS),
        kept: leaksIn(kept, SECRETS),
      }).toEqual({ printed: [], answers: [], kept: [] });
      const everywhere = `${printed}\n${answers}\n${kept}`;
      expect(signatures.filter((signature) => everywhere.includes(signature))).toEqual([]);
      expect(CODE.exec(printed)?.[0]).toBeUndefined();
      const withCode = exchanges.filter(({ text }) => CODE.test(text)).map(({ target }) => target);
      expect([...new Set(withCode)]).toEqual(['/verify/start']);
      expect(answers).toMatch(CLAIM_TOKEN);
      expect(printed).not.toMatch(CLAIM_TOKEN);
    });
  },
);

test.each(BAD_STARTS.slice(0, scaled({ short: 2, full: BAD_STARTS.length })))(
  'a start with %s ends, and says which variable is wrong but not what it holds',
  async (_, environment) => {
    await withProcesses(async (start, { folder }) => {
      const bank = await start({ ...SECRET_ENVIRONMENT, ...environment });
      expect(await bank.exited).toBe(1);
      expect(bank.printed()).toBe('');
      for (const name of Object.keys(environment).filter((variable) => variable !== 'NODE_ENV')) {
        expect(bank.complained()).toContain(`  ${name}: `);
      }
      const all = `${bank.complained()}\n${bytesOf(folder)}`;
      expect(leaksIn(all, { ...SECRETS, ...INVALID_VALUE, ...WEAK })).toEqual([]);
    });
  },
);

test('a start that fails after its configuration was read prints no secret of it', async () => {
  await withProcesses(async (start, { folder }) => {
    writeFileSync(join(folder, 'junk.db'), 'This is a letter, and no database.'.repeat(100));
    for (const change of [{ DATABASE_URL: 'file:./junk.db' }, { HOST: '192.0.2.1' }]) {
      const bank = await start({ ...SECRET_ENVIRONMENT, ...change });
      expect(await bank.exited).not.toBe(0);
      expect(bank.complained()).not.toBe('');
      expect(leaksIn(`${bank.printed()}\n${bank.complained()}`, SECRETS)).toEqual([]);
    }
  });
});

test('the key made up in development is printed once, and kept only in its file', async () => {
  await withProcesses(async (start, { folder }) => {
    const bank = await start({ NODE_ENV: 'development', API_KEYS: '', LOG_LEVEL: 'trace' });
    const secret = readFileSync(join(folder, 'development-key'), 'utf8').trim();
    const { ask, exchanges } = createAsker(bank);
    const key = { id: 'dev', secret, scopes: '' };
    expect(
      (await ask(key, 'POST', '/deposit/complete', { tradeId: 'T-1', robloxUserId: 1, gems: 1 })).status,
    ).toBe(200);
    for (const page of ['/', '/swagger/json', '/metrics', '/health']) await ask(null, 'GET', page);
    expect((await ask({ ...key, id: 'other' }, 'GET', '/admin/cases')).status).toBe(401);
    bank.kill('SIGTERM');
    await bank.exited;
    expect(bank.printed().split(secret)).toHaveLength(2);
    expect(bytesOf(folder).split(secret)).toHaveLength(2);
    const rest = [bank.complained(), ...exchanges.map(({ text }) => text)].join('\n');
    expect(leaksIn(rest, { secret })).toEqual([]);
  });
});

test('a secret is found in every form: plain, in an address, hexadecimal, base64 behind anything', () => {
  const secret = SECRETS.robloxApiKey;
  const behind = (before: string): string => Buffer.from(`${before}${secret}, and more`).toString('base64');
  const forms = [
    `key=${secret};`,
    Buffer.from(secret).toString('hex'),
    behind(''),
    behind('a'),
    behind('ab'),
    behind('abc'),
  ];
  for (const form of forms) expect(leaksIn(form, SECRETS)).toEqual(['robloxApiKey']);
  expect(leaksIn('nothing at all', SECRETS)).toEqual([]);
  expect(CODE.test('the code is window winter wolf wombat')).toBe(true);
});
