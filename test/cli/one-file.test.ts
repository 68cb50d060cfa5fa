import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { buildOneFile, ownTarget } from '../../build-one-file.ts';
import { createPetbank } from '../../clients/typescript/index.js';
import { freePort } from '../support/port.ts';
import { START_MS } from '../support/process.ts';
import { until } from '../support/until.ts';

// It is built, and starts many processes.
setDefaultTimeout(120_000);

/** Nobody in particular, on every Debian. */
const STRANGER = 65_534;
const isRoot = process.getuid?.() === 0;
/** Becomes somebody else, where that is possible: what runs must not need its builder's rights. */
const asStranger = isRoot
  ? ['setpriv', `--reuid=${STRANGER}`, `--regid=${STRANGER}`, '--clear-groups', '--']
  : [];

let place: string;
/** An empty folder of the stranger's. */
let home: string;
let program: string;
let url: string;
let bank: ReturnType<typeof start>;

beforeAll(async () => {
  place = mkdtempSync(join(tmpdir(), 'petbank-one-file-'));
  chmodSync(place, 0o755);
  program = join(place, 'petbank');
  home = join(place, 'home');
  mkdirSync(home);
  if (isRoot) chownSync(home, STRANGER, STRANGER);
  await buildOneFile(program, ownTarget());
  const port = String(freePort());
  url = `http://127.0.0.1:${port}`;
  bank = start(['dev'], { PORT: port });
  const isUp = (): Promise<boolean> =>
    fetch(`${url}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    );
  await until(isUp, 'the bank is ready', { limitMs: START_MS });
});
afterAll(async () => {
  bank.kill('SIGKILL');
  await bank.exited;
  rmSync(place, { recursive: true, force: true });
});

/** Nothing of this machine's environment but what finds programs. */
function start(words: readonly string[], env: Readonly<Record<string, string>> = {}) {
  return Bun.spawn([...asStranger, program, ...words], {
    cwd: home,
    env: { PATH: process.env.PATH ?? '', ...env },
    stdout: 'pipe',
    stderr: 'pipe',
  });
}

async function run(words: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const child = start(words, env);
  const [printed, complained] = await Promise.all([
    new Response(child.stdout).text(),
    new Response(child.stderr).text(),
  ]);
  return { status: await child.exited, printed, complained };
}

async function expectDone(words: readonly string[], printed: string): Promise<void> {
  const ended = await run(words);
  expect({ words, ...ended }).toEqual({
    words,
    status: 0,
    printed: expect.stringContaining(printed),
    complained: expect.any(String),
  });
}

describe('the program in one file, in an empty folder, by another user,', () => {
  test('starts a bank with all of its pages', async () => {
    for (const path of [
      ...['/', '/swagger', '/swagger/swagger-ui-bundle.js', '/values', '/playground/app.js'],
      ...['/dashboard', '/assets/uplot.css', '/favicon.ico', '/robots.txt', '/items/all'],
    ]) {
      const response = await fetch(`${url}${path}`);
      expect({ path, status: response.status, length: (await response.arrayBuffer()).byteLength }).toEqual({
        path,
        status: 200,
        length: expect.any(Number),
      });
    }
  });

  test('plays the story, and looks after what it has made', async () => {
    await expectDone(['demo', '--url', url], 'Delivered.');
    await expectDone(['verify-ledger'], 'The ledger holds: 5 transactions');
    await expectDone(['backup', '--to', 'one.gz'], 'The ledger holds.');
    await expectDone(['drill', 'one.gz'], 'was restored in');
    await expectDone(['restore', '--from', 'one.gz', '--to', 'file:./again/petbank.db'], 'Restored');
    await expectDone(
      ['simulate', '--trades', '12', '--players', '3', '--faults', '0.5', '--seed', '3'],
      'Every pet and every gem',
    );
    expect(await run(['bakup'])).toMatchObject({
      status: 2,
      complained: expect.stringMatching(/Did you mean backup\?\nHelp: \S+petbank --help/),
    });
    expect((await run(['start', '--haltd'])).complained).toContain('Did you mean --halted?');
    expect((await run(['--help'])).printed).toMatch(/start.*dev.*setup.*doctor/s);
    const { printed } = await run(['doctor', '--json'], { PORT: new URL(url).port });
    expect(printed).toContain('development, listens on');
  });

  test('draws pictures, with its fonts and native code inside', async () => {
    const secret = readFileSync(join(home, 'data/development-key'), 'utf8').trim();
    const client = createPetbank({ url, key: { id: 'dev', secret } });
    const say = async (path: string, body: unknown): Promise<unknown> => {
      const headers = { 'content-type': 'application/json', origin: url };
      return (await fetch(`${url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) })).json();
    };
    const { id } = z
      .object({ id: z.string() })
      .parse(await say('/playground/members', { name: 'Zoe', isStaff: false }));
    const person = { discordUserId: id, robloxUsername: 'Zoe' };
    await client.request('PUT', '/sandbox/roblox/users/Zoe', {});
    const { code, roblox } = await client.post('/verify/start', person);
    await client.request('PUT', '/sandbox/roblox/users/Zoe', { description: code });
    await client.post('/verify/confirm', person);
    const pets = [{ id: 'Huge Cat' }];
    await client.post('/deposit/complete', { tradeId: 'picture', robloxUserId: roblox.id, pets });

    const stream = await fetch(`${url}/playground/events`);
    await say('/playground/messages', {
      memberId: id,
      messageId: '1',
      channel: 'direct',
      typed: '!inventory',
    });
    let heard = '';
    for await (const text of (stream.body ?? new ReadableStream()).pipeThrough(new TextDecoderStream())) {
      heard += text;
      if (/"picture":\{"id":"/.test(heard)) break;
    }
    const file = /"picture":\{"id":"([^"]+)"/.exec(heard)?.[1] ?? '';
    const png = new Uint8Array(await (await fetch(`${url}/playground/files/${file}`)).arrayBuffer());
    expect([...png.slice(1, 4)]).toEqual([...'PNG'].map((letter) => letter.charCodeAt(0)));
    expect(png.length).toBeGreaterThan(10_000);
  });

  test('ends on SIGTERM with status 0', async () => {
    bank.kill('SIGTERM');
    expect(await bank.exited).toBe(0);
  });
});
