import { describe, expect, test } from 'bun:test';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { environment, readConfig } from './config.ts';

const DEVELOPMENT = { NODE_ENV: 'development' };
const SECRET = 'pbsk_Zr4vQ7mN2xKpL9sTfW3hJ6dYb8cG5eRu';
const OTHER_SECRET = 'pbsk_b8cG5eRuZr4vQ7mN2xKpL9sTfW3hJ6dY';

describe('defaults', () => {
  test('a development bank needs nothing set, and plays both Roblox and the values', () => {
    expect(readConfig(DEVELOPMENT)).toEqual({
      mode: 'development',
      role: 'all',
      host: '127.0.0.1',
      port: 3000,
      peerUrl: null,
      publicUrl: null,
      database: { kind: 'sqlite', file: './data/petbank.db' },
      dataFolder: './data',
      keys: [],
      adminToken: null,
      metricsToken: null,
      backupKeys: { current: null, old: null },
      backups: { everyMs: 0, keep: 7, folder: 'data/backups', mirror: null },
      webhooks: { urls: { operator: null, member: null }, secrets: [], hasDetails: false },
      updates: { isOn: false, apiUrl: 'https://api.github.com' },
      discord: {
        token: null,
        app: null,
        apiUrl: 'https://discord.com/api',
        guildId: null,
        cashierRoleIds: [],
        managerRoleIds: [],
        operatorChannelId: null,
        ticketChannelId: null,
        staffLogChannelId: null,
        headChannelId: null,
        pingRoleId: null,
        alertRoleId: null,
        alertPings: 'urgent',
        prefix: '!',
        verifiedRoleId: null,
        nickname: null,
        ticketEscalateMs: 300_000,
        shards: 'auto',
      },
      site: { invite: null, securityContact: null },
      roblox: {
        kind: 'sandbox',
        usersUrl: 'https://users.roblox.com',
        cloudUrl: 'https://apis.roblox.com',
        thumbnailsUrl: 'https://thumbnails.roblox.com',
        apiKey: null,
        app: null,
        timeoutMs: 5000,
        cacheMs: 300_000,
      },
      values: {
        kind: 'demo',
        apiUrl: 'https://ps99.biggamesapi.io',
        syncMs: 14_400_000,
        supported: { tiers: [], allowed: [], denied: [], minValue: 0 },
      },
      witness: {
        oauthUrl: 'https://index.biggames.io',
        clientId: null,
        clientSecret: null,
        accountKey: null,
      },
      rules: {
        verificationMs: 900_000,
        reservationMs: 1_800_000,
        leaseMs: 120_000,
        depositHoldMs: 0,
        tellerValuePerHour: 0,
        linkCooldownMs: 86_400_000,
        giftHoldMs: 0,
        staffAloneLimit: 1_000_000_000,
        limits: {
          petsPerTrade: 100,
          gemsPerTrade: 100_000_000_000,
          openWithdrawals: 3,
          petsPerDay: 200,
          gemsPerDay: 0,
          petsHeld: 0,
          gemsHeld: 0,
        },
      },
      http: { rateLimitPerMinute: 600, addressRateLimitPerMinute: 600, proxyHops: 0, queueLimit: 5000 },
      sweepMs: 5000,
      ledgerCheckMs: 86_400_000,
      shutdownMs: 8_000,
      logLevel: 'info',
    });
  });

  test('a production bank needs nothing set either, and differs in mode, Roblox, values, holds alone', () => {
    const development = readConfig(DEVELOPMENT);
    expect(readConfig({ NODE_ENV: 'production' })).toEqual({
      ...development,
      mode: 'production',
      roblox: { ...development.roblox, kind: 'live' },
      values: { ...development.values, kind: 'live' },
      rules: {
        ...development.rules,
        depositHoldMs: 600_000,
        tellerValuePerHour: 1_000_000_000_000,
        giftHoldMs: null,
      },
    });
  });

  test.each([
    ['production', {}, null],
    ['production', { GIFTS: 'on' }, 86_400_000],
    ['production', { GIFTS: 'on', GIFT_HOLD_SECONDS: '60' }, 60_000],
    ['production', { GIFT_HOLD_SECONDS: '60' }, null],
    ['development', {}, 0],
    ['development', { GIFTS: 'off' }, null],
    ['development', { GIFT_HOLD_SECONDS: '60' }, 60_000],
  ])('in %s with %j, gifts wait %p ms', (NODE_ENV, env, giftHoldMs) => {
    expect(readConfig({ NODE_ENV, ...env }).rules.giftHoldMs).toBe(giftHoldMs);
  });

  test.each([
    [undefined, 'production'],
    ['', 'production'],
    ['staging', 'production'],
    ['test', 'development'],
  ] as const)('NODE_ENV %p is %s', (NODE_ENV, mode) => {
    expect(readConfig({ NODE_ENV }).mode).toBe(mode);
  });

  test('an empty or blank variable counts as unset', () => {
    const blank = Object.fromEntries(Object.keys(environment.shape).map((name) => [name, ' ']));
    const empty = Object.fromEntries(Object.keys(environment.shape).map((name) => [name, '']));
    expect(readConfig(blank)).toEqual(readConfig({}));
    expect(readConfig(empty)).toEqual(readConfig({}));
  });

  test('variables of other programs are ignored', () => {
    expect(readConfig({ PATH: '/bin', PETBANK_NONSENSE: '1' })).toEqual(readConfig({}));
  });
});

describe('what is given', () => {
  test('seconds are read as milliseconds, numbers as numbers, spaces around them cut off', () => {
    const config = readConfig({ LEASE_SECONDS: ' 90 ', LIMIT_PETS_PER_DAY: '0', PORT: '0' });
    expect(config.rules.leaseMs).toBe(90_000);
    expect(config.rules.limits.petsPerDay).toBe(0);
    expect(config.port).toBe(0);
  });

  test('an address of an API loses the slash at its end', () => {
    expect(readConfig({ PS99_API_URL: 'http://[::1]:8080/double/' }).values.apiUrl).toBe(
      'http://[::1]:8080/double',
    );
  });

  test.each([
    ['file:./data/petbank.db', './data/petbank.db', './data'],
    ['file:/var/lib/petbank/bank.db', '/var/lib/petbank/bank.db', '/var/lib/petbank'],
    ['file:///var/lib/petbank/bank.db', '/var/lib/petbank/bank.db', '/var/lib/petbank'],
    ['file:bank.db', 'bank.db', '.'],
    ['file:my pets/bank.db', 'my pets/bank.db', 'my pets'],
    ['file::memory:', ':memory:', './data'],
  ])('DATABASE_URL %s is the file %s in the folder %s', (DATABASE_URL, file, dataFolder) => {
    expect(readConfig({ DATABASE_URL })).toMatchObject({ database: { kind: 'sqlite', file }, dataFolder });
  });

  test('keys have an id, the name before its @, a secret and scopes', () => {
    const API_KEYS = ` teller-1@a:${SECRET}:teller , web:${OTHER_SECRET}:member + read,`;
    expect(readConfig({ API_KEYS }).keys).toEqual([
      { id: 'teller-1@a', name: 'teller-1', secret: SECRET, scopes: new Set(['teller'] as const) },
      { id: 'web', name: 'web', secret: OTHER_SECRET, scopes: new Set(['member', 'read'] as const) },
    ]);
  });

  test.each([
    ['mongodb://127.0.0.1:27017/bank?replicaSet=rs0', 'bank'],
    ['mongodb://a:27017,b:27017,c/pets-2_A?replicaSet=rs0&tls=true', 'pets-2_A'],
    ['mongodb+srv://me:p%40ss@cluster.example/bank?retryWrites=true', 'bank'],
    ['mongodb://me:@[::1]:27017/bank', 'bank'],
    ['mongodb://host', 'petbank'],
    ['mongodb://host/', 'petbank'],
    ['mongodb://host/?replicaSet=rs0', 'petbank'],
    ['mongodb://host?replicaSet=rs0', 'petbank'],
  ])('%s is the database %s there, and what else is kept is in ./data', (url, name) => {
    const { database, dataFolder } = readConfig({ DATABASE_URL: url });
    expect(database).toEqual({ kind: 'mongodb', url, name });
    expect(dataFolder).toBe('./data');
  });

  test('which pets are taken is read as lists, and no list is none', () => {
    const { supported } = readConfig({
      PETS_TIERS: 'huge, titanic',
      PETS_DENIED: 'Huge Cat ,Golden Retriever',
    }).values;
    expect(supported).toEqual({
      tiers: ['huge', 'titanic'],
      allowed: [],
      denied: ['Huge Cat', 'Golden Retriever'],
      minValue: 0,
    });
  });

  test.each(['all', 'api', 'bot'] as const)('a process may be %s', (ROLE) => {
    expect(readConfig({ ROLE, DISCORD_TOKEN: 'abc.def' }).role).toBe(ROLE);
  });
});

describe('.env.example', () => {
  const path = join(import.meta.dir, '../../.env.example');
  const lines = readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));

  test('has a line for every variable in the order of the schema, with its default and its meaning', () => {
    const expected = Object.entries(environment.shape).map(([name, field]) => {
      const { shown, description } = field.meta() ?? {};
      return `${name}=${shown} # ${description}`;
    });
    expect(lines.map((line) => line.replace(/ +#/, ' #'))).toEqual(expected);
  });

  test.each(['development', 'production'])('copied to .env, changes nothing in %s', (NODE_ENV) => {
    const print = ['--print', 'JSON.stringify(process.env)'];
    const bun = Bun.spawnSync([process.execPath, `--env-file=${path}`, ...print], { env: { NODE_ENV } });
    const read: Record<string, string> = JSON.parse(bun.stdout.toString());
    expect(Object.keys(read)).toEqual(expect.arrayContaining(Object.keys(environment.shape)));
    expect(readConfig(read)).toEqual(readConfig({ NODE_ENV }));
  });
});
