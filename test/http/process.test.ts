import { describe, expect, setDefaultTimeout, test } from 'bun:test';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { createSignedClient, signatureHeaders } from '../../src/cli/signed-client.ts';
import { makeBankFile, startBank } from '../support/bank.ts';
import { READER, TELLER, type TestKey } from '../support/keys.ts';
import { type BankProcess, withProcesses } from '../support/process.ts';
import { connectRaw, rawRequest } from '../support/raw.ts';
import { KEYS, openTerminal } from '../support/terminal.ts';
import { until } from '../support/until.ts';

// Starting processes takes longer than Bun's own limit on a busy machine.
setDefaultTimeout(120_000);
const newNonce = (): string => crypto.randomUUID();
const createClient = (url: string, key: TestKey = TELLER) =>
  createSignedClient({ url, key, clock: Date.now, newNonce });

/** Sends the first half of a signed deposit of one gem; `finish` sends the other. */
async function beginDeposit({ url }: BankProcess) {
  const body = JSON.stringify({ tradeId: 'T-1', robloxUserId: 156, gems: 1 });
  const request = { method: 'POST', target: '/deposit/complete', body };
  const attempt = { createdSeconds: Math.floor(Date.now() / 1000), nonce: newNonce() };
  const headers = {
    ...signatureHeaders(TELLER, request, attempt),
    'content-length': String(body.length),
  };
  const connection = await connectRaw(url);
  connection.write(rawRequest('POST /deposit/complete', headers, body.slice(0, 10)));
  return { ...connection, finish: () => connection.write(body.slice(10)) };
}

/** Resolves once the bank takes no new connections. */
async function endOfListening({ url }: BankProcess): Promise<void> {
  const isListening = (): Promise<boolean> =>
    fetch(`${url}/livez`, { keepalive: false }).then(
      () => true,
      () => false,
    );
  await until(async () => !(await isListening()), 'the end of listening');
}

test('a start in production prints lines for people in a terminal, and JSON where nobody reads', () =>
  withProcesses(async (start, file) => {
    const env = { NODE_ENV: 'production', HOST: '127.0.0.1', PORT: '0', ROBLOX: 'sandbox', VALUES: 'demo' };
    const command = [process.execPath, join(import.meta.dir, '../../src/main.ts')];
    const more = { ...env, DATABASE_URL: `file:${join(file.folder, 'seen.db')}` };
    const terminal = openTerminal(command, { cwd: file.folder, env: more });
    await terminal.until('Listens on   http://127.0.0.1:');
    await terminal.until('bun run petbank doctor');
    terminal.type(KEYS.ctrlC);
    expect(await terminal.exited).toBe(0);
    expect(terminal.screen()).not.toContain('"level"');
    const bank = await start({ ...env, API_KEYS: '', LOG_LEVEL: 'info' });
    for (const line of bank.printed().trim().split('\n')) expect(JSON.parse(line)).toHaveProperty('level');
  }));

test('a start whose clock is a day behind the newest commit is refused, but for --accept-clock', async () => {
  const file = makeBankFile();
  const before = await startBank({}, file);
  before.world.at = Date.now() + 86_400_000;
  const trade = { robloxUserId: 156, gems: 1 };
  await before.ask(TELLER, 'POST', '/deposit/complete', { ...trade, tradeId: 'T-1' });
  await before.stop();
  await withProcesses(async (start) => {
    const refused = await start();
    expect(await refused.exited).toBe(1);
    expect(refused.complained()).toContain('--accept-clock');
    const misspelt = await start({}, { args: ['--accept-clocks'] });
    expect(await misspelt.exited).toBe(2);
    const bank = await start({}, { args: ['--accept-clock'] });
    const client = (clock: () => number) =>
      createSignedClient({ url: bank.url, key: TELLER, clock, newNonce });
    const deposit = { ...trade, tradeId: 'T-2' };
    const { status, body } = await client(Date.now)('POST', '/deposit/complete', deposit);
    const { serverTime } = z.object({ serverTime: z.int() }).parse(body);
    expect(status).toBe(401);
    const answer = await client(() => serverTime * 1000)('POST', '/deposit/complete', deposit);
    expect(answer).toMatchObject({ status: 200, body: { seq: 2 } });
  }, file);
});

describe('on SIGTERM the bank', () => {
  test('answers what is under way and takes nothing new, then ends with status 0', async () => {
    await withProcesses(async (start) => {
      const bank = await start();
      const deposit = await beginDeposit(bank);
      bank.kill('SIGTERM');
      await endOfListening(bank);
      deposit.finish();
      const { status, headers, text } = await deposit.answer;
      expect({ status, text }).toMatchObject({ status: 200, text: expect.stringContaining('"gems":1') });
      expect(headers.get('connection')).toBe('close');
      expect(await bank.exited).toBe(0);
    });
  });

  test('does not wait for ever for a request that never ends', async () => {
    await withProcesses(async (start) => {
      const bank = await start({ SHUTDOWN_SECONDS: '1' });
      await beginDeposit(bank);
      await Bun.sleep(50);
      bank.kill('SIGTERM');
      expect(await bank.exited).toBe(0);
    });
  });
});

test('whoever hangs up in the middle of a request is no failure in the log', async () => {
  await withProcesses(async (start) => {
    const bank = await start({ LOG_LEVEL: 'info' });
    const deposit = await beginDeposit(bank);
    await Bun.sleep(50);
    deposit.hangUp();
    await deposit.answer;
    bank.kill('SIGTERM');
    expect(await bank.exited).toBe(0);
    expect(bank.printed()).toContain('stopping');
    expect(bank.printed()).not.toContain('a request failed');
  });
});

test('on SIGINT, which is Ctrl+C, the bank ends with status 0 too', async () => {
  await withProcesses(async (start) => {
    const bank = await start();
    bank.kill('SIGINT');
    expect(await bank.exited).toBe(0);
  });
});

test('every deposit that was answered is there after the process was killed', async () => {
  await withProcesses(async (start) => {
    const bank = await start();
    const answered: string[] = [];
    await Promise.all(['a', 'b', 'c', 'd'].map((name) => depositUntilDeath(bank, name, answered)));
    expect(answered.length).toBeGreaterThanOrEqual(40);

    const again = await start();
    const ask = createClient(again.url);
    for (const tradeId of answered) {
      const { body } = await ask('POST', '/deposit/complete', { tradeId, robloxUserId: 156, gems: 1 });
      expect(body).toMatchObject({ replayed: true });
    }
  });
});

/**
 * Deposits one gem after the other, kills the bank after the fortieth answer of all, and ends when it is
 * dead.
 */
async function depositUntilDeath(bank: BankProcess, name: string, answered: string[]): Promise<void> {
  const ask = createClient(bank.url);
  for (let count = 0; count < 1_000; count += 1) {
    const tradeId = `${name}-${count}`;
    const trade = { tradeId, robloxUserId: 156, gems: 1 };
    const answer = await ask('POST', '/deposit/complete', trade).catch(() => null);
    if (answer === null) return;
    if (answer.status === 200) answered.push(tradeId);
    if (answered.length === 40) bank.kill('SIGKILL');
  }
}

test('a request is refused the second time by the next process too', async () => {
  await withProcesses(async (start) => {
    const headers = { 'content-type': 'application/json' };
    const request = {
      method: 'POST',
      target: '/deposit/complete',
      body: '{"tradeId":"T-1","robloxUserId":1,"gems":1}',
    };
    const attempt = { createdSeconds: Math.floor(Date.now() / 1000), nonce: newNonce() };
    const init = {
      method: 'POST',
      body: request.body,
      headers: { ...headers, ...signatureHeaders(TELLER, request, attempt) },
    };
    const first = await start();
    expect((await fetch(`${first.url}${request.target}`, init)).status).toBe(200);
    first.kill('SIGTERM');
    await first.exited;
    const second = await start();
    expect((await fetch(`${second.url}${request.target}`, init)).status).toBe(409);
  });
});

describe('a start', () => {
  test('with a bad configuration ends, lists every error, and prints no value', async () => {
    await withProcesses(async (start) => {
      const bank = await start({
        PORT: 'eighty-eight',
        API_KEYS: 'teller-1:tooshortasecret:teller,web:pbsk_abcdefghijklmnopqrstuvwxyz0123456789:king',
        LEASE_SECONDS: '-5',
        DATABASE_URL: 'postgres://user:hunter2@db/petbank',
      });
      expect(await bank.exited).not.toBe(0);
      expect(bank.printed()).toBe('');
      for (const variable of ['PORT', 'API_KEYS', 'LEASE_SECONDS', 'DATABASE_URL']) {
        expect(bank.complained()).toContain(variable);
      }
      for (const value of ['eighty-eight', 'tooshortasecret', 'pbsk_', '-5', 'hunter2', 'postgres']) {
        expect(bank.complained()).not.toContain(value);
      }
      expect(bank.complained()).not.toContain('    at ');
    });
  });

  test('on a port that another bank has ends, and says so', async () => {
    await withProcesses(async (start) => {
      const { url } = await start();
      const { port } = new URL(url);
      const second = await start({ PORT: port });
      expect(await second.exited).toBe(1);
      expect(second.complained()).toContain(`port ${port} is taken`);
    });
  });

  test('on an address of another machine, or a file that is no database, ends and says so', async () => {
    await withProcesses(async (start, { folder }) => {
      const elsewhere = await start({ HOST: '192.0.2.1' });
      expect(await elsewhere.exited).toBe(1);
      expect(elsewhere.complained()).toContain('192.0.2.1 is no address of this machine');
      writeFileSync(join(folder, 'junk.db'), 'This is a letter, and no database.'.repeat(100));
      const noDatabase = await start({ DATABASE_URL: 'file:./junk.db' });
      expect(await noDatabase.exited).toBe(1);
      expect(noDatabase.complained()).toContain('is not a sound database');
      expect(noDatabase.complained()).not.toContain('    at ');
    });
  });

  test('in production prints JSON lines with its address, and no secret', async () => {
    await withProcesses(async (start) => {
      const secret = 'pbsk_3kT9wQzR5xVnB7mLpC2dHfJ8gYsA4eU6';
      const API_KEYS = `reader:${secret}:read`;
      const bank = await start({ NODE_ENV: 'production', LOG_LEVEL: 'info', API_KEYS, ROBLOX: 'sandbox' });
      const lines = bank
        .printed()
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line));
      expect(lines).toContainEqual(expect.objectContaining({ url: bank.url, msg: 'petbank listens' }));
      // Its values are live by default, and there are none yet: that is said aloud.
      expect(lines).toContainEqual(
        expect.objectContaining({ msg: expect.stringContaining('no pet values') }),
      );
      const ask = createClient(bank.url, { ...READER, secret });
      expect((await ask('GET', '/user/1/inventory')).status).toBe(200);
      bank.kill('SIGTERM');
      await bank.exited;
      expect(bank.printed()).not.toContain(secret);
    });
  });

  test('in production with no key is a start, and says that no program can call the bank', async () => {
    await withProcesses(async (start) => {
      const bank = await start({ NODE_ENV: 'production', LOG_LEVEL: 'info', API_KEYS: '' });
      expect((await fetch(`${bank.url}/health`)).status).toBe(200);
      expect((await createClient(bank.url)('GET', '/user/1/inventory')).status).toBe(401);
      expect(bank.printed()).toContain('no program can call the bank');
      expect(bank.printed()).not.toMatch(/pbsk_/);
    });
  });

  test('in development names its address and where to go', async () => {
    await withProcesses(async (start) => {
      const bank = await start({ NODE_ENV: 'development' });
      for (const text of [
        bank.url,
        `${bank.url}/swagger`,
        'sandbox',
        'Discord',
        'Dashboard',
        'petbank demo',
      ]) {
        expect(bank.printed()).toContain(text);
      }
    });
  });

  test('in development with no key makes one with every scope, prints it, and keeps it', async () => {
    await withProcesses(async (start, { folder }) => {
      const first = await start({ NODE_ENV: 'development', API_KEYS: '' });
      const [printed, id = '', secret = '', scopes = ''] =
        /(dev):(pbsk_[\w-]+):([a-z+]+)/.exec(first.printed()) ?? [];
      expect(scopes.split('+').sort()).toEqual(['admin', 'member', 'read', 'teller']);
      const key = { id, secret, scopes };
      expect((await createClient(first.url, key)('GET', '/user/1/inventory')).status).toBe(200);
      expect((await createClient(first.url, key)('GET', '/admin/cases')).status).toBe(200);
      first.kill('SIGTERM');
      await first.exited;
      const kept = join(folder, 'development-key');
      expect(readFileSync(kept, 'utf8').trim()).toBe(secret);
      expect(statSync(kept).mode & 0o077).toBe(0);

      const second = await start({ NODE_ENV: 'development', API_KEYS: '' });
      expect(second.printed()).toContain(printed ?? 'a key');
    });
  });
});

test('a proxy that the bank does not expect is a single warning, which says what to set', async () => {
  await withProcesses(async (start) => {
    const bank = await start({ LOG_LEVEL: 'warn' });
    for (const address of ['192.0.2.1', '192.0.2.2', '192.0.2.3']) {
      await fetch(`${bank.url}/livez`, { headers: { 'x-forwarded-for': address } });
    }
    bank.kill('SIGTERM');
    await bank.exited;
    const warnings = bank.printed().match(/^.*PROXY_HOPS.*$/gm) ?? [];
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toContain('Set PROXY_HOPS to the number of your proxies');
    expect(bank.printed()).not.toContain('192.0.2');
    const behindTls = await start({ LOG_LEVEL: 'warn', PUBLIC_URL: 'https://bank.example' });
    expect(behindTls.printed()).toContain('Set PROXY_HOPS to the number of your proxies');
  });
});
