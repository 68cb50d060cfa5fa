import { afterEach, beforeEach, describe, expect, test } from 'bun:test';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeFindings, isWell } from '../../src/cli/doctor/report.ts';
import { checkAll, type DoctorContext } from '../../src/cli/doctor.ts';
import { importValuesFile } from '../../src/cli/values/import.ts';
import type { Finding } from '../../src/finding.ts';
import { type Environment, startBank } from '../support/bank.ts';
import { TELLER } from '../support/keys.ts';
import { type Surroundings, startSurroundings } from '../support/operator.ts';
import { halt } from '../support/scenes.ts';
import { readJson } from '../support/send.ts';

const GIB = 2 ** 30;
const NOWHERE = 'http://127.0.0.1:9';

let around: Surroundings;
beforeEach(() => {
  around = startSurroundings();
});
afterEach(() => around.end());

/** What is broken: in the settings, or around the bank. */
interface Broken {
  readonly env?: Environment | (() => Environment);
  readonly context?: Partial<DoctorContext>;
  readonly first?: () => unknown;
}

async function runDoctor({ env = {}, context = {}, first }: Broken = {}): Promise<readonly Finding[]> {
  await first?.();
  const more = typeof env === 'function' ? env() : env;
  return checkAll({
    env: { ...around.environment, ...more },
    clock: Date.now,
    freeBytesAt: () => 50 * GIB,
    envFileMode: 0o600,
    ...context,
  });
}

test('a sound bank has nothing to fix and nothing to check, and nothing is created or changed', async () => {
  const findings = await runDoctor();
  expect(findings.filter(({ level }) => level !== 'ok')).toEqual([]);
  expect(findings.map(({ about }) => about)).toEqual([
    'Address',
    'Configuration',
    '.env',
    'API keys',
    'Backups',
    'Newest backup',
    'Database',
    'Disk',
    'Network',
    'Clock',
    'Discord token',
    'Discord intents',
    'Discord server',
    'Discord channel',
    'Roblox',
    'Pet values',
  ]);
  expect(readdirSync(around.file.folder)).toEqual([]);
  expect(around.discord.faults()).toEqual([]);
});

/** What is broken, the finding that names it, its level, and words of its text, remedy and command. */
const BROKEN: readonly [string, Broken, [string, Finding['level'], string, string, string?]][] = [
  [
    'a setting that is misspelt',
    { env: { PORT: 'http' } },
    ['PORT', 'bad', 'must be a whole number', 'change PORT'],
  ],
  [
    'settings that others on the machine can read',
    { context: { envFileMode: 0o644 } },
    ['.env', 'warn', 'others', 'only its owner'],
  ],
  ['no keys', { env: { API_KEYS: '' } }, ['API keys', 'warn', 'no program can call', 'make some']],
  [
    'no key for backups',
    { env: { NODE_ENV: 'production', BACKUP_KEY: '' } },
    ['Backups', 'warn', 'not authenticated', 'set BACKUP_KEY'],
  ],
  [
    'a bank that makes no backups',
    { env: { BACKUP_EVERY: '' } },
    ['Newest backup', 'warn', 'none by itself', 'BACKUP_EVERY=24h'],
  ],
  [
    'a backup that is older than it should be',
    {
      first: () => {
        mkdirSync(join(around.file.folder, 'backups'));
        writeFileSync(join(around.file.folder, 'backups/petbank-2026-05-10T12-00-00-000Z.petbank.gz'), '');
      },
    },
    ['Newest backup', 'bad', 'hours old', 'NO BACKUP WAS MADE'],
  ],
  [
    'a port that another program has',
    { env: () => ({ PORT: new URL(around.discord.url).port }) },
    ['Address', 'bad', 'another program', 'set another PORT'],
  ],
  [
    'an address of another machine',
    { env: { HOST: '192.0.2.1', PORT: '3999' } },
    ['Address', 'bad', 'no address of this machine', '0.0.0.0'],
  ],
  [
    'a database in memory',
    { env: { DATABASE_URL: 'file::memory:' } },
    ['Database', 'warn', 'in memory', 'name a file'],
  ],
  [
    'a data folder that is a file',
    {
      first: () => writeFileSync(`${around.file.folder}/letter`, ''),
      env: () => ({ DATABASE_URL: `file:${around.file.folder}/letter/petbank.db` }),
    },
    ['Database', 'bad', "can't use it", 'in another folder'],
  ],
  [
    'a database that is a folder',
    { first: () => mkdirSync(around.file.file) },
    ['Database', 'bad', "can't use it", 'must be a file'],
  ],
  [
    'a database that is a letter',
    { first: () => writeFileSync(around.file.file, 'This is a letter, and no database.'.repeat(100)) },
    ['Database', 'bad', "can't use it", 'no sound database', 'ls -la '],
  ],
  [
    'a MongoDB that is not there',
    { env: { DATABASE_URL: 'mongodb://127.0.0.1:9/petbank' } },
    ['Database', 'bad', "can't use it", 'See that it runs'],
  ],
  [
    'a disk that gets full',
    { context: { freeBytesAt: () => GIB / 2 } },
    ['Disk', 'warn', '512 MiB', 'free some space'],
  ],
  ['a disk that is full', { context: { freeBytesAt: () => 0 } }, ['Disk', 'bad', '0 MiB', 'free some space']],
  [
    'a clock that is seven seconds fast',
    { context: { clock: () => Date.now() + 7_000 } },
    ['Clock', 'warn', 's fast', 'by the network'],
  ],
  [
    'a clock that is a minute slow',
    { context: { clock: () => Date.now() - 60_000 } },
    ['Clock', 'warn', 's slow', 'by the network'],
  ],
  [
    'a clock that is an hour fast',
    { context: { clock: () => Date.now() + 3_600_000 } },
    ['Clock', 'bad', 's fast', 'by the network'],
  ],
  ['no bot', { env: { DISCORD_TOKEN: '' } }, ['Discord token', 'warn', 'the bot is off', 'DISCORD_TOKEN']],
  [
    'a token that Discord refuses',
    { env: { DISCORD_TOKEN: 'old.token' } },
    ['Discord token', 'bad', 'refuses', 'Reset Token'],
  ],
  [
    'an address that is not that of Discord',
    { env: () => ({ DISCORD_API_URL: around.environment.PS99_API_URL ?? '' }) },
    ['Discord token', 'bad', 'is not Discord', 'DISCORD_API_URL'],
  ],
  [
    'a Discord that fails',
    { first: () => around.discord.failNext({ kind: 'status', status: 503 }) },
    ['Discord token', 'bad', 'fails (503)', 'wait'],
  ],
  [
    'a Discord that asks for fewer requests',
    { first: () => around.discord.failNext({ kind: 'rate limit', retryAfterMs: 500 }) },
    ['Discord token', 'warn', '429', 'wait'],
  ],
  [
    'a bot that may not read messages',
    { first: () => around.discord.grantMessageContent('refused') },
    ['Discord intents', 'warn', 'may not read messages', 'Message Content Intent'],
  ],
  [
    'a server that the bot was never in',
    { env: { DISCORD_GUILD_ID: '123456789012345678' } },
    ['Discord server', 'bad', 'not in the server of DISCORD_GUILD_ID', 'permissions='],
  ],
  [
    'a bot that was thrown out',
    { first: () => around.discord.guild.members.delete(around.discord.bot.id) },
    ['Discord server', 'bad', 'not in The bank', 'scope=bot+applications.commands'],
  ],
  [
    'a bot that is in no server',
    {
      first: () => around.discord.guild.members.delete(around.discord.bot.id),
      env: { DISCORD_GUILD_ID: '', DISCORD_OPERATOR_CHANNEL_ID: '' },
    },
    ['Discord server', 'bad', 'not in any server', 'let it in: https://discord.com/oauth2/authorize'],
  ],
  [
    'a bot without its permissions',
    { first: () => permitEveryone(1n << 10n) },
    ['Discord server', 'bad', 'may not Send Messages, Embed Links', 'Server Settings'],
  ],
  [
    'an operator channel that is not there',
    { env: { DISCORD_OPERATOR_CHANNEL_ID: '123456789012345678' } },
    ['Discord channel', 'bad', 'sees no channel', 'Edit Channel'],
  ],
  [
    'a channel for what staff do that is not there',
    { env: { DISCORD_STAFF_LOG_CHANNEL_ID: '123456789012345678' } },
    ['Discord channel', 'bad', 'sees no channel of DISCORD_STAFF_LOG_CHANNEL_ID', 'Edit Channel'],
  ],
  [
    "an operator channel in another bank's server",
    {
      env: () => {
        const other = around.discord.addGuild('Another');
        return { DISCORD_OPERATOR_CHANNEL_ID: around.discord.addChannel('staff', other).id };
      },
    },
    ['Discord channel', 'bad', '#staff is not in the server', 'a channel of that server'],
  ],
  [
    'pretend profiles in production',
    { env: { ROBLOX: 'sandbox' } },
    ['Roblox', 'warn', 'anyone is anyone', 'ROBLOX=live'],
  ],
  [
    'a Roblox that is away',
    { env: { ROBLOX_USERS_URL: NOWHERE } },
    ['Roblox', 'bad', "can't be reached at 127.0.0.1:9", 'firewall'],
  ],
  [
    'a key that Roblox refuses',
    {
      first: () => around.roblox.failNext({ kind: 'status', status: 401 }),
      env: { ROBLOX_API_KEY: 'old-key' },
    },
    ['Roblox', 'bad', 'refuses ROBLOX_API_KEY', 'credentials'],
  ],
  [
    'a Roblox that refuses the machine',
    { first: () => around.roblox.failNext({ kind: 'html', status: 403 }) },
    ['Roblox', 'bad', 'refuses this machine', 'ROBLOX_API_KEY'],
  ],
  [
    'a BIG Games that refuses the machine',
    { first: () => around.answerValues(() => new Response('<html>', { status: 403 })) },
    ['Pet values', 'bad', 'refuses to answer (403)', 'VALUES=demo'],
  ],
];

function permitEveryone(permissions: bigint): void {
  const { guild } = around.discord;
  guild.roles.set(guild.id, { id: guild.id, name: '@everyone', permissions });
}

describe('the doctor names the problem and its remedy:', () => {
  test.each(BROKEN)('%s', async (_name, broken, [about, level, text, remedy, command = '']) => {
    const findings = await runDoctor(broken);
    expect(findings.filter((each) => each.level === 'bad' && !each.command)).toEqual([]);
    expect(findings.map((finding) => ({ ...finding, command: finding.command ?? '' }))).toContainEqual({
      about,
      level,
      text: expect.stringContaining(text),
      remedy: expect.stringContaining(remedy),
      command: expect.stringContaining(command),
    });
    expect(isWell(findings)).toBe(level !== 'bad');
    const others = findings.filter((finding) => finding.level !== 'ok' && finding.about !== about);
    // A bot without its permissions has none in a channel either, and nothing can be written on no disk.
    expect(others.filter((other) => other.about !== 'Discord channel')).toEqual([]);
  });
});

test.each([
  ['demo', '4', 'bad'],
  ['live', '4', 'warn'],
  ['live', '0', 'bad'],
] as const)('a denied pet that no list has is named: VALUES=%s, read every %s hours', async (...given) => {
  const [VALUES, VALUES_SYNC_HOURS, level] = given;
  const csv = join(around.file.folder, 'ours.csv');
  writeFileSync(csv, 'id,value\nHuge Floppa,64000000\n');
  await importValuesFile(
    { file: csv, allowUnknown: true },
    {
      env: around.environment,
      clock: Date.now,
      random: randomBytes,
      terminal: { isTTY: false, write: () => undefined },
      output: { write: () => undefined },
    },
  );
  const findings = await runDoctor({
    env: { VALUES, VALUES_SYNC_HOURS, PETS_DENIED: 'Huge Floppa,huge flopa' },
  });
  expect(findings.filter((finding) => finding.level !== 'ok')).toEqual([
    {
      about: 'PETS_DENIED',
      level,
      text: 'entry 2 is no pet that the bank knows: did you mean Huge Floppa?',
      remedy: expect.stringContaining('PETS_DENIED'),
      command: 'nano .env',
    },
  ]);
});

test('a clock far behind the newest commit is found by the rule of a start', async () => {
  const bank = await startBank({}, around.file, Date.now());
  await bank.ask(TELLER, 'POST', '/deposit/complete', { tradeId: 'late', robloxUserId: 156, gems: 1 });
  await bank.stop();
  const behind = (minutes: number) => runDoctor({ context: { clock: () => Date.now() - minutes * 60_000 } });
  const isRefused = ({ text }: Finding) =>
    text.endsWith('minutes behind the newest commit: a start is refused');
  expect((await behind(4)).filter(isRefused)).toEqual([]);
  expect((await behind(6)).filter(isRefused)).toMatchObject([{ about: 'Clock', level: 'bad' }]);
});

test('a machine without a network is reported, once for all services and once for each', async () => {
  const away = { DISCORD_API_URL: NOWHERE, ROBLOX_USERS_URL: NOWHERE, PS99_API_URL: NOWHERE };
  const bad = (await runDoctor({ env: away })).filter(({ level }) => level === 'bad');
  expect(bad.map(({ about }) => about)).toEqual(['Network', 'Discord token', 'Roblox', 'Pet values']);
});

test('several problems are all found, every error of the settings before anything else', async () => {
  const several = await runDoctor({
    env: { API_KEYS: '', DISCORD_TOKEN: 'old' },
    context: { freeBytesAt: () => 0 },
  });
  expect(several.filter(({ level }) => level !== 'ok').map(({ about }) => about)).toEqual([
    'API keys',
    'Disk',
    'Discord token',
  ]);
  const settings = await runDoctor({ env: { PORT: 'x', ROBLOX: 'x' } });
  expect(settings.map(({ about }) => about)).toEqual(['PORT', 'ROBLOX']);
});

test('a running bank is recognized by its address, and the head of its ledger is reported', async () => {
  const bank = await startBank({}, around.file);
  const findings = await runDoctor({ env: { PORT: new URL(bank.url).port } });
  const { head } = await readJson(await bank.askOpenly('/proof'));
  expect(findings).toContainEqual(
    expect.objectContaining({ about: 'Address', level: 'ok', text: expect.stringContaining('listens') }),
  );
  expect(findings.find(({ about }) => about === 'Database')?.text).toContain(`0 transactions, head ${head}`);
  await bank.stop();
});

test('a halted bank is said to be, with why, and how it goes on', async () => {
  const bank = await startBank({}, { ...around.file, remove: () => undefined });
  await halt(bank);
  const halted = await runDoctor();
  expect(halted.filter(({ level }) => level !== 'ok')).toEqual([
    {
      about: 'Halt',
      level: 'warn',
      text: expect.stringMatching(/^the bank is halted, .*: an update of the game$/),
      remedy: expect.stringContaining('let it go on'),
      command: expect.stringContaining('petbank ask POST /admin/halt'),
    },
  ]);
  await halt(bank, false);
  expect((await runDoctor()).filter(({ level }) => level !== 'ok')).toEqual([]);
  await bank.stop();
});

test('beside a bank for trying things out its own mode counts, whatever the settings say', async () => {
  const bank = await startBank({ NODE_ENV: 'development', API_KEYS: '' }, around.file);
  const { API_KEYS: _, BACKUP_KEY: __, DISCORD_TOKEN: ___, ...sandbox } = around.environment;
  const env = { ...sandbox, NODE_ENV: undefined, PORT: new URL(bank.url).port };
  const beside = await checkAll({ env, clock: Date.now, freeBytesAt: () => 50 * GIB, envFileMode: null });
  expect(beside[0]?.text).toBe(`Petbank 0.0.0-test, development, listens on ${bank.url}`);
  expect(beside[1]?.text).toContain('development, as that bank');
  expect(beside.filter(({ level }) => level === 'bad')).toEqual([]);
  expect(beside.find(({ about }) => about === 'API keys')).toMatchObject({
    level: 'ok',
    text: 'one, made up for development',
  });
  await bank.stop();
  const alone = await checkAll({ env, clock: Date.now, freeBytesAt: () => 50 * GIB, envFileMode: null });
  expect(alone[0]?.text).toContain('no bank runs here');
  expect(alone.find(({ about }) => about === 'API keys')?.level).toBe('warn');
});

test('nothing that the doctor prints holds a secret', async () => {
  const env = {
    DATABASE_URL: 'mongodb://petbank:hunter22@127.0.0.1:9/petbank',
    ROBLOX_API_KEY: 'rbx-canary',
  };
  const findings = await runDoctor({ env });
  const printed = describeFindings(findings) + JSON.stringify(findings);
  const { API_KEYS = '', DISCORD_TOKEN = '' } = around.environment;
  for (const secret of ['hunter22', 'rbx-canary', DISCORD_TOKEN, API_KEYS.split(':')[1] ?? ''])
    expect(printed).not.toContain(secret);
  expect(existsSync(around.file.file)).toBe(false);
});
