import { afterEach, beforeEach, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { readConfig } from '../../src/config/config.ts';
import type { Environment } from '../support/bank.ts';
import { type Surroundings, startSurroundings } from '../support/operator.ts';
import { KEYS, openTerminal, type TerminalProgram } from '../support/terminal.ts';

// Starting processes takes longer than Bun's own limit on a busy machine.
setDefaultTimeout(120_000);

const COMMANDS = join(import.meta.dir, '../../src/cli/main.ts');
const MODE = 0o777;
const OWNER_ONLY = 0o600;
const { enter, down, left, clear, ctrlC } = KEYS;
const yes = `${left}${enter}`;

let around: Surroundings;
let terminal: TerminalProgram;
let envFile: string;

beforeEach(() => {
  around = startSurroundings();
  envFile = join(around.file.folder, '.env');
});
afterEach(async () => {
  terminal.type(ctrlC);
  await terminal.exited;
  await around.end();
});

function begin(env: Environment = {}): void {
  terminal = openTerminal([process.execPath, COMMANDS, 'setup'], {
    cwd: around.file.folder,
    env: { DISCORD_API_URL: around.discord.url, ...env },
  });
}

/**
 * Waits for each question (marked ◆ while it is open), or for another thing that is shown, and answers it
 * with keys.
 */
async function answer(...steps: readonly (readonly [string, string])[]): Promise<void> {
  for (const [shown, keys] of steps) {
    await terminal.until(shown);
    terminal.type(keys);
  }
}

const settings = () => parseEnv(readFileSync(envFile, 'utf8'));
/** A port that is free. */
const FREE_PORT = '39417';

test('good answers make settings with which a bank can start, for their owner alone', async () => {
  begin({ npm_config_user_agent: 'npm/10.8.2 node/v20.20.2' });
  const { discord } = around;
  await answer(
    ['◆  What is this bank for?', enter],
    ['◆  Where is the bank kept?', enter],
    ['no bank yet', ''],
    ['◆  Who may reach it?', enter],
    ['◆  On which port?', `${clear}${FREE_PORT}${enter}`],
    [`127.0.0.1:${FREE_PORT} is free`, ''],
    ['◆  Is there a proxy', yes],
    ['◆  The token of your Discord bot', `${discord.token}${enter}`],
    ['Discord knows it: petbank', ''],
    [`client_id=${discord.bot.id}`, ''],
    ['◆  The id of your own server', `${discord.guild.id}${enter}`],
    ['The bank: the bot may do what it needs', ''],
    ['◆  The id of its channel', `${discord.channel.id}${enter}`],
    ['#counter: the bot may do what it needs', ''],
    ['◆  Who gets a key', enter],
    ['◆  Write .env?', enter],
    [`Check your setup:  npx --yes bun@${Bun.version} run petbank doctor`, ''],
    [`Start the bank:    npx --yes bun@${Bun.version} start`, ''],
    ['The bank backs itself up each day', ''],
  );
  expect(await terminal.exited).toBe(0);
  expect(statSync(envFile).mode & MODE).toBe(OWNER_ONLY);
  const config = readConfig(settings());
  expect(config).toMatchObject({
    host: '127.0.0.1',
    port: Number(FREE_PORT),
    http: { proxyHops: 1 },
    discord: { token: discord.token, guildId: discord.guild.id, operatorChannelId: discord.channel.id },
    roblox: { kind: 'live' },
    values: { kind: 'live' },
    backups: { everyMs: 86_400_000 },
  });
  expect(config.keys.map(({ id, scopes }) => [id, [...scopes]])).toEqual([
    ['teller-1', ['teller']],
    ['site', ['member', 'read']],
    ['operator', ['admin']],
  ]);
  expect(config.adminToken).toMatch(/^[\w-]{32}$/);
  expect(terminal.screen()).not.toContain(discord.token);
});

test('each bad answer is explained and asked for again, and may be kept', async () => {
  begin();
  const { discord } = around;
  const taken = new URL(discord.url).port;
  writeFileSync(join(around.file.folder, 'letter'), 'This is a letter, and no database.'.repeat(100));
  await answer(
    ['◆  What is this bank for?', enter],
    ['◆  Where is the bank kept?', `${clear}petbank.db${enter}`],
    ['must be file: and the path', `${clear}file:./$HOME.db${enter}`],
    ['must have none of', `${clear}file:./letter${enter}`],
    ['no sound database', ''],
    ['◆  Keep it all the same?', enter],
    ['◆  Where is the bank kept?', `${clear}file:./petbank.db${enter}`],
    ['no bank yet', ''],
    ['◆  Who may reach it?', `${down}${enter}`],
    ['◆  On which port?', `${clear}http${enter}`],
    ['must be a whole number', `${clear}${taken}${enter}`],
    ['another program listens', ''],
    ['◆  Keep it all the same?', enter],
    ['◆  On which port?', `${clear}${FREE_PORT}${enter}`],
    ['◆  Is there a proxy', enter],
    ['◆  The token of your Discord bot', `Bot abc${enter}`],
    ['must be the token alone', `${clear}old.token${enter}`],
    ['Discord refuses it', ''],
    ['◆  Keep it all the same?', enter],
    ['◆  The token of your Discord bot', `${discord.token}${enter}`],
    ['◆  The id of your own server', `12${enter}`],
    ['must be an id of 15 to 22', `${clear}123456789012345678${enter}`],
    ['the bot is not in', ''],
    ['◆  Keep it all the same?', yes],
    ['◆  The id of its channel', `${discord.channel.id}${enter}`],
    ['◆  Keep it all the same?', yes],
    ['◆  Who gets a key', enter],
    ['◆  Write .env?', enter],
    ['Let only your proxy reach', ''],
  );
  expect(await terminal.exited).toBe(0);
  expect(settings()).toMatchObject({
    DATABASE_URL: 'file:./petbank.db',
    HOST: '0.0.0.0',
    PORT: FREE_PORT,
    PROXY_HOPS: '0',
    DISCORD_TOKEN: discord.token,
    DISCORD_GUILD_ID: '123456789012345678',
  });
});

test('a bank for trying things out listens here alone, with pretend profiles and no bot', async () => {
  begin();
  await answer(
    ['◆  What is this bank for?', `${down}${enter}`],
    ['◆  Where is the bank kept?', enter],
    ['◆  On which port?', `${clear}${FREE_PORT}${enter}`],
    ['◆  The token of your Discord bot', enter],
    ['◆  Who gets a key', enter],
    ['◆  Write .env?', enter],
  );
  expect(await terminal.exited).toBe(0);
  const config = readConfig(settings());
  expect(config).toMatchObject({
    host: '127.0.0.1',
    roblox: { kind: 'sandbox' },
    values: { kind: 'demo' },
    discord: { token: null },
    adminToken: expect.stringMatching(/^[\w-]{32}$/),
    backups: { everyMs: 0 },
  });
});

describe('settings that are there already', () => {
  const OLD = 'LEASE_SECONDS=300   # long\nexport PORT=3999\nDISCORD_TOKEN=\n';
  beforeEach(() => writeFileSync(envFile, OLD, { mode: 0o644 }));

  test('are left alone unless they are to be changed', async () => {
    begin();
    await answer(['.env is there already', enter], ['Nothing was written', '']);
    expect(await terminal.exited).toBe(1);
    expect(readFileSync(envFile, 'utf8')).toBe(OLD);
    expect(readdirSync(around.file.folder)).toEqual(['.env']);
  });

  test('are the first answers, are kept in a copy, and other settings stay in the new file', async () => {
    begin();
    await answer(
      ['.env is there already', yes],
      ['◆  What is this bank for?', `${down}${enter}`],
      ['◆  Where is the bank kept?', enter],
      ['◆  On which port?', enter],
      ['127.0.0.1:3999 is free', ''],
      ['◆  The token of your Discord bot', enter],
      ['◆  Who gets a key', enter],
      ['◆  Write .env?', enter],
    );
    expect(await terminal.exited).toBe(0);
    expect(readFileSync(envFile, 'utf8')).toStartWith(
      'LEASE_SECONDS=300   # long\nPORT=3999\nDISCORD_TOKEN=\n',
    );
    const [backup = ''] = readdirSync(around.file.folder).filter((name) => name.startsWith('.env.backup-'));
    expect(readFileSync(join(around.file.folder, backup), 'utf8')).toBe(OLD);
    for (const name of ['.env', backup])
      expect(statSync(join(around.file.folder, name)).mode & MODE).toBe(OWNER_ONLY);
  });
});

test.each([
  ['at the first question', []],
  ['at a question in the middle', [['◆  What is this bank for?', enter]] as const],
])('Ctrl-C %s ends it, and nothing is written', async (_where, steps) => {
  begin();
  await answer(...steps, ['◆  ', ctrlC], ['Nothing was written.', '']);
  expect(await terminal.exited).toBe(1);
  expect(existsSync(envFile)).toBe(false);
});
