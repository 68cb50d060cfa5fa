import { afterEach, beforeEach, expect, setDefaultTimeout, test } from 'bun:test';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { CliContext } from '../../src/cli/command-line.ts';
import { connectTeller, disconnectTeller, listTellers } from '../../src/cli/teller.ts';
import {
  type AccountDouble,
  APP,
  petItem,
  startAccountDouble,
  tradeOf,
} from '../doubles/big-games-account.ts';
import { makeBankFile, startBank } from '../support/bank.ts';
import { STAFF } from '../support/keys.ts';
import { freePort } from '../support/port.ts';
import { until } from '../support/until.ts';

setDefaultTimeout(120_000);

const ACCOUNT_KEY = 'AccountKeyOfTests0123456789abcdefghij';
const AT = Date.UTC(2026, 4, 10, 12);
const HOUR_MS = 3_600_000;
const TELLER = 'teller-1';

let accounts: AccountDouble;
let file: ReturnType<typeof makeBankFile>;
beforeEach(() => {
  accounts = startAccountDouble();
  file = makeBankFile();
});
afterEach(async () => {
  await accounts.stop();
  file.remove();
});

const environment = () => ({
  DATABASE_URL: `file:${file.file}`,
  BIG_GAMES_OAUTH_URL: accounts.url,
  BIG_GAMES_CLIENT_ID: APP.clientId,
  BIG_GAMES_CLIENT_SECRET: APP.clientSecret,
  TELLER_ACCOUNT_KEY: ACCOUNT_KEY,
});
const command = (show: (text: string) => void, env = environment()): CliContext => ({
  env,
  clock: () => AT,
  random: randomBytes,
  terminal: { write: show },
  output: { write: () => undefined },
});
const addressIn = (text: string): string => /http\S+/.exec(text)?.[0] ?? '';

/** Connects teller-1; `browse` is what the owner's browser does with the address. */
const connect = (browse: (address: string) => Promise<unknown>): Promise<string> =>
  connectTeller(
    { tellerId: TELLER, port: freePort() },
    command((text) => void browse(addressIn(text))),
  );
const sayYes = (address: string): Promise<Response> => fetch(accounts.consent(address));

test('a teller is connected, listed, read and disconnected; its token is never in the clear', async () => {
  expect(await connect(sayYes)).toContain('until 2026-06-09T12:00:00.000Z');
  expect((await listTellers(command(() => undefined))).text).toBe('teller-1, until 2026-06-09T12:00:00.000Z');

  const atMs = AT + HOUR_MS;
  accounts.account.fetchedAt = new Date(atMs + HOUR_MS).toISOString();
  accounts.account.entries = [tradeOf({ atMs, uid: 156, received: [petItem('Huge Cat')] })];
  const env = { TELLER_ACCOUNT_KEY: ACCOUNT_KEY, PS99_API_URL: accounts.url };
  const bank = await startBank(env, { ...file, remove: () => undefined });
  bank.world.at = atMs + HOUR_MS;
  const kinds = async (): Promise<string[]> => {
    const { body } = await bank.ask(STAFF, 'GET', '/admin/cases?open=true');
    return z
      .object({ cases: z.array(z.object({ kind: z.string() })) })
      .parse(body)
      .cases.map(({ kind }) => kind);
  };
  await until(async () => (await kinds()).length > 0, 'a case');
  expect(await kinds()).toEqual(['missed_trade']);
  await bank.stop();

  for (const token of accounts.tokens()) expect(readFileSync(file.file).includes(token)).toBe(false);
  expect(
    await disconnectTeller(
      TELLER,
      command(() => undefined),
    ),
  ).toContain('Disconnected');
  await expect(
    disconnectTeller(
      TELLER,
      command(() => undefined),
    ),
  ).rejects.toThrow('No account of teller-1');
  expect((await listTellers(command(() => undefined))).text).toBe('No account is connected.');
});

test('a callback of another attempt is refused, and the right one still counts', async () => {
  const statuses: number[] = [];
  const connected = connect(async (address) => {
    const right = accounts.consent(address);
    const forged = right.replace(/state=[^&]+/, 'state=forged');
    statuses.push((await fetch(forged)).status, (await fetch(right)).status);
  });
  expect(await connected).toContain('Connected');
  expect(statuses).toEqual([400, 200]);
});

test.each([
  [
    'the owner says no',
    'did not give permission',
    async (address: string) => {
      const right = new URL(accounts.consent(address));
      right.searchParams.delete('code');
      right.searchParams.set('error', 'access_denied');
      await fetch(right);
    },
  ],
  [
    'the code is not the one that was given',
    'refused the code (status 400)',
    async (address: string) => {
      await fetch(accounts.consent(address).replace(/code=[^&]+/, 'code=guessed'));
    },
  ],
  [
    'the owner permits less',
    'gave no leave for player-data:pet-simulator-99:trades:read',
    async (address: string) => {
      accounts.grantOnly(['player-data:pet-simulator-99:inventory:read']);
      await sayYes(address);
    },
  ],
])('nothing is connected when %s', async (_name, words, browse) => {
  await expect(connect(browse)).rejects.toThrow(words);
  // Nothing was even opened.
  await expect(listTellers(command(() => undefined))).rejects.toThrow('There is no bank');
});

test.each(['BIG_GAMES_CLIENT_ID', 'BIG_GAMES_CLIENT_SECRET', 'TELLER_ACCOUNT_KEY'] as const)(
  'without %s there is nothing to connect with',
  async (variable) => {
    const incomplete = command(() => undefined, { ...environment(), [variable]: '' });
    await expect(connectTeller({ tellerId: TELLER, port: freePort() }, incomplete)).rejects.toThrow(
      'Set BIG_GAMES',
    );
  },
);
