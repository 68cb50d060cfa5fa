import { describe, expect, test } from 'bun:test';
import { describeConflicts } from '../app/status.ts';
import { TIERS } from '../bank/engine/pets.ts';
import { ConfigError, type ConfigIssue, environment, readConfig } from './config.ts';

type Env = Record<string, string | undefined>;

const DEVELOPMENT = { NODE_ENV: 'development' };
const PUBLISHED = 'pbsk_0123456789abcdef0123456789abcdef0123456789abcdef';
const SECRET = 'pbsk_Zr4vQ7mN2xKpL9sTfW3hJ6dYb8cG5eRu';
const OTHER_SECRET = 'pbsk_b8cG5eRuZr4vQ7mN2xKpL9sTfW3hJ6dY';

function readError(env: Env): ConfigError {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
  throw new Error('the configuration was accepted');
}

const listIssues = (env: Env): readonly ConfigIssue[] => readError(env).issues;
const listVariables = (env: Env): readonly string[] => listIssues(env).map(({ variable }) => variable);

describe('an invalid variable', () => {
  test.each([
    ['HOST', 'http://localhost', 'without http://'],
    ['HOST', '[::1]', 'brackets'],
    ['HOST', 'localhost:3000', 'port'],
    ['HOST', '300.1.1.1', 'must be an address'],
    ['PORT', '65536', 'from 0 to 65535'],
    ['PORT', '3000.5', 'whole number'],
    ['PORT', '-1', 'whole number'],
    ['PORT', '3e3', 'in digits only'],
    ['PROXY_HOPS', '11', 'from 0 to 10'],
    ['DATABASE_URL', 'mongodb://', 'must be mongodb://user:password@host'],
    ['DATABASE_URL', 'mongodb://me:p@ss@host/petbank', 'write : / ? # @ % as %3A'],
    ['DATABASE_URL', 'mongodb+srv:host/petbank', 'must be mongodb://user:password@host'],
    ['DATABASE_URL', 'mongodb+srv://me:pw@cluster.example:27017/petbank', 'no port'],
    ['DATABASE_URL', 'mongodb+srv://a.example,b.example/petbank', 'one host'],
    ['DATABASE_URL', 'mongodb://host/admin', 'not admin, local or config'],
    ['DATABASE_URL', 'mongodb://host/pet.bank', 'without one it is petbank'],
    ['DATABASE_URL', 'postgres://bank/pets', 'must be file:'],
    ['DATABASE_URL', './data/petbank.db', 'must be file:'],
    ['DATABASE_URL', 'file://data/petbank.db', 'must be file:'],
    ['DATABASE_URL', 'file:~/petbank.db', 'must be file:'],
    ['DATABASE_URL', 'file:./data/', 'must be file:'],
    ['DATABASE_URL', 'file:..', 'must be file:'],
    ['DATABASE_URL', 'file:bank.db?mode=ro', 'must be file:'],
    ['DATABASE_URL', 'file:', 'must be file:'],
    ['ADMIN_TOKEN', 'fifteen-letters', 'must be 16 to 256'],
    ['METRICS_TOKEN', 'fifteen-letters', 'must be 16 to 256'],
    ['ADMIN_TOKEN', 'sixteen letters and more', 'no spaces'],
    ['DISCORD_TOKEN', 'Bot abc.def', 'no word such as Bot'],
    ['DISCORD_GUILD_ID', 'my server', 'an id of 15 to 22 digits'],
    ['DISCORD_OPERATOR_CHANNEL_ID', '#alerts', 'an id of 15 to 22 digits'],
    ['DISCORD_MANAGER_ROLE_IDS', '123456789012345,managers', 'an id of 15 to 22 digits'],
    ['STAFF_ALONE_LIMIT', 'no', 'must be none, or a whole number'],
    ['DISCORD_SHARDS', '0', 'must be auto, or a whole number'],
    ['ROBLOX_API_KEY', 'schlüssel', 'must be the token alone'],
    ['ROBLOX', 'Live', 'must be one of: sandbox, live'],
    ['VALUES', 'yes', 'must be one of: demo, live, off'],
    ['VALUES_SYNC_HOURS', '169', 'from 0 to 168'],
    // All that the bank knows, which the configuration lists for itself.
    ['PETS_TIERS', 'huge,tiny', `must be some of: ${TIERS.join(', ')}`],
    ['PETS_ALLOWED', 'Cat,,Dog', 'nothing between two commas'],
    ['PETS_DENIED', 'x'.repeat(65), 'more than 64 characters'],
    ['PETS_MIN_VALUE', '-5', 'whole number'],
    ['DISCORD_API_URL', 'discord.com/api', 'starts with https://'],
    ['ROBLOX_USERS_URL', 'ftp://users.roblox.com', 'starts with https://'],
    ['ROBLOX_CLOUD_URL', 'https://', 'starts with https://'],
    ['ROBLOX_THUMBNAILS_URL', 'https://a.example?size=1', 'no ?'],
    ['PS99_API_URL', 'https://user:word@a.example', '@ in it'],
    ['VERIFICATION_SECONDS', '0', 'from 1'],
    ['SWEEP_SECONDS', '3601', 'to 3600'],
    ['LIMIT_GEMS_PER_TRADE', '100 000', 'in digits only'],
    ['LIMIT_GEMS_HELD', '1000000000000000', 'to 999999999999999'],
    ['QUEUE_LIMIT', '0', 'from 1'],
    ['LOG_LEVEL', 'loud', 'must be one of: trace, debug'],
  ])('%s=%s is refused with the way to fix it', (variable, value, words) => {
    expect(listIssues({ [variable]: value })).toEqual([
      { variable, message: expect.stringContaining(words) },
    ]);
  });

  test.each([
    ['no colon', SECRET, 'key 1 must be three parts'],
    ['no scope', `teller-1:${SECRET}`, 'key 1 (teller-1) must be three parts'],
    ['a field too many', `teller-1:${SECRET}:read:read`, 'key 1 (teller-1) must be three parts'],
    ['an empty scope', `teller-1:${SECRET}:`, 'key 1 (teller-1) has an unknown scope'],
    ['an unknown scope', `teller-1:${SECRET}:teller+root`, 'key 1 (teller-1) has an unknown scope'],
    ['a scope twice', `teller-1:${SECRET}:read+read`, 'key 1 (teller-1) has the same scope twice'],
    ['an id with a space', `teller 1:${SECRET}:read`, 'key 1 has a bad id'],
    ['an id without a name', `@a:${SECRET}:read`, 'key 1 has a bad id'],
    ['a long id', `${'a'.repeat(65)}:${SECRET}:read`, 'key 1 has a bad id'],
    ['the name of the bank', `bank:${SECRET}:admin`, 'key 1 (bank) has a name of the bank itself'],
    ['the name of the bot', `discord@b:${SECRET}:member`, 'key 1 (discord@b) has a name of the bank itself'],
    [
      'the name of the playground',
      `playground:${SECRET}:teller`,
      'key 1 (playground) has a name of the bank',
    ],
    ['the name of staff', `staff-156:${SECRET}:teller`, 'key 1 (staff-156) has a name of the bank itself'],
    ['a short secret', `teller-1:${'aB3-'.repeat(7)}xyz:read`, 'key 1 has a bad secret'],
    ['a long secret', `teller-1:${'aB3-'.repeat(16)}x:read`, 'key 1 has a bad secret'],
    ['an id twice', `a:${SECRET}:read,a:${OTHER_SECRET}:read`, 'key 2 (a) has the id of another key'],
    ['a secret twice', `a:${SECRET}:read,b:${SECRET}:read`, 'key 2 (b) has the secret of another key'],
  ])('API_KEYS with %s is refused', (_, API_KEYS, words) => {
    const message = expect.stringContaining(words);
    expect(listIssues({ ...DEVELOPMENT, API_KEYS })).toEqual([{ variable: 'API_KEYS', message }]);
  });

  test('all of them are listed at once, also those of production', () => {
    const { issues, message } = readError({
      HOST: '0.0.0.0',
      PORT: 'x',
      DATABASE_URL: 'postgres://bank',
      API_KEYS: `a:short:read,b:${PUBLISHED}:read+write`,
      ADMIN_TOKEN: 'a'.repeat(16),
      ROBLOX: 'sandbox',
      VALUES: 'x',
    });
    expect(issues.map(({ variable }) => variable).toSorted()).toEqual(
      [
        'PORT',
        'DATABASE_URL',
        'API_KEYS',
        'API_KEYS',
        'API_KEYS',
        'ADMIN_TOKEN',
        'ROBLOX',
        'VALUES',
      ].toSorted(),
    );
    for (const issue of issues) expect(message).toContain(`\n  ${issue.variable}: ${issue.message}`);
    expect(message).toStartWith('8 errors');
  });

  test.each([
    ['in the wrong form', (name: string) => `Canary ${name} canary`],
    ['as addresses', () => 'ftp://canary:canary@canary.example/?canary#canary'],
    ['as a database', () => 'mongodb://canary:canary@canary.example/canary.canary'],
    ['as a key with too few fields', () => `canary-${SECRET}`],
    ['as a key with its fields mixed up', () => `canary-${SECRET}:canary:canary,canary2:read:canary`],
    ['as an id that is really a secret', () => `canary-${SECRET}@canary:canary-${SECRET}:canary+canary`],
    ['as weak secrets', () => `a:${'canary-'.repeat(5)}:read`],
  ])('no value is ever printed: canaries %s', (_, canary) => {
    const env = Object.fromEntries(Object.keys(environment.shape).map((name) => [name, canary(name)]));
    const error = readError(env);
    const printed = [error.message, Bun.inspect(error), JSON.stringify(error), JSON.stringify(error.issues)];
    expect(printed.join('\n').toLowerCase()).not.toContain('canary');
    expect(error.issues.length).toBeGreaterThan(20);
  });
});

describe('a value with quotes around it is refused, whatever else it is, and not printed', () => {
  test.each<[string, string]>([
    ['DISCORD_TOKEN', 'canary.abc.def'],
    ['DISCORD_TOKEN', 'Bot canary.abc.def'],
    ['ROBLOX_API_KEY', 'canary-key'],
    ['ADMIN_TOKEN', 'canary-of-sixteen-letters'],
    ['METRICS_TOKEN', 'canary-of-sixteen-letters'],
    ['API_KEYS', `canary:${SECRET}:teller`],
    ['DATABASE_URL', 'mongodb+srv://me:canary@canary.example/petbank'],
    ['DATABASE_URL', 'file:./canary.db'],
    ['TELLER_ACCOUNT_KEY', SECRET],
    ['BACKUP_KEY', SECRET],
    ['METRICS_NOTHING', 'is no variable'],
  ])('%s', (variable, value) => {
    for (const quoted of [
      `"${value}"`,
      `'${value}'`,
      ` "${value}"\n`,
      `" ${value} "`,
      `“${value}”`,
      `\`${value}\``,
    ]) {
      if (!(variable in environment.shape)) {
        expect(readConfig({ [variable]: quoted }).mode).toBe('production');
        continue;
      }
      const { message, issues } = readError({ [variable]: quoted });
      expect(issues).toEqual([{ variable, message: expect.stringContaining('has quotes around it') }]);
      expect(message.toLowerCase()).not.toContain('canary');
    }
  });

  test.each(['"abc', "abc'", 'Bot abc', 'Bearer abc', 'abc\ndef', '“abc'])('and %p is no token', (value) => {
    const message = expect.stringContaining('must be the token alone');
    expect(listIssues({ DISCORD_TOKEN: value })).toEqual([{ variable: 'DISCORD_TOKEN', message }]);
  });

  test('but a token with white space around it is taken without', () => {
    expect(readConfig({ DISCORD_TOKEN: ' abc.def\r\n' }).discord.token).toBe('abc.def');
  });
});

describe('production', () => {
  test.each([
    [
      'the secret of our own manual',
      { API_KEYS: `a:${PUBLISHED}:read` },
      'API_KEYS',
      'key 1 (a) has a secret that',
    ],
    [
      'a secret of few characters',
      { API_KEYS: `a:${'abcdefg'.repeat(5)}:read` },
      'API_KEYS',
      'can be guessed',
    ],
    ['the manual secret as the token', { ADMIN_TOKEN: PUBLISHED }, 'ADMIN_TOKEN', 'is printed in a manual'],
    [
      'the manual secret for metrics',
      { METRICS_TOKEN: PUBLISHED },
      'METRICS_TOKEN',
      'is printed in a manual',
    ],
    ['a token of few characters', { ADMIN_TOKEN: 'abcabcabcabcabcabc' }, 'ADMIN_TOKEN', 'can be guessed'],
    ['a sandbox on every network', { ROBLOX: 'sandbox', HOST: '0.0.0.0' }, 'ROBLOX', 'set ROBLOX=live'],
    ['a sandbox on every network, by IPv6', { ROBLOX: 'sandbox', HOST: '::' }, 'ROBLOX', 'HOST=127.0.0.1'],
    ['a sandbox behind a proxy', { ROBLOX: 'sandbox', PROXY_HOPS: '1' }, 'ROBLOX', 'and PROXY_HOPS=0'],
    [
      'a sandbox on a named host',
      { ROBLOX: 'sandbox', HOST: '127.example' },
      'ROBLOX',
      'must not be sandbox',
    ],
  ])('%s is refused, which development takes', (_, env, variable, words) => {
    expect(listIssues(env)).toEqual([{ variable, message: expect.stringContaining(words) }]);
    expect(readConfig({ ...env, ...DEVELOPMENT }).mode).toBe('development');
  });

  test.each(['127.0.0.1', '127.8.8.8', '::1', '0:0:0:0:0:0:0:1', 'localhost'])(
    'a sandbox on %s is only ours to reach, and taken',
    (HOST) => {
      expect(readConfig({ ROBLOX: 'sandbox', HOST }).roblox.kind).toBe('sandbox');
    },
  );

  test('strong secrets are taken', () => {
    const config = readConfig({ API_KEYS: `a:${SECRET}:read`, ADMIN_TOKEN: OTHER_SECRET });
    expect(config.keys).toHaveLength(1);
    expect(config.adminToken).toBe(OTHER_SECRET);
  });
});

describe('the role', () => {
  test('bot is refused without the token it needs', () => {
    expect(listVariables({ ROLE: 'bot' })).toEqual(['DISCORD_TOKEN']);
  });

  test('where it is unknown, or the token is malformed, is one issue and not two', () => {
    expect(listVariables({ ROLE: 'teller' })).toEqual(['ROLE']);
    expect(listVariables({ ROLE: 'bot', DISCORD_TOKEN: 'Bot abc' })).toEqual(['DISCORD_TOKEN']);
  });

  test('of one of several processes is a start on an SQLite file, with a warning', () => {
    const warnings = (env: Env) => describeConflicts(readConfig({ ...DEVELOPMENT, ...env }));
    expect(warnings({ ROLE: 'api' })).toEqual([expect.stringContaining('several need MongoDB')]);
    expect(warnings({ ROLE: 'all' })).toEqual([]);
  });
});

test('a name that credits and decides on credits is a start, with a warning', () => {
  const warnings = (keys: string) => describeConflicts(readConfig({ ...DEVELOPMENT, API_KEYS: keys }));
  const both = expect.stringMatching(/^API_KEYS: bank-1 has both teller and admin/);
  expect(warnings(`bank-1:${SECRET}:teller+admin`)).toEqual([both]);
  expect(warnings(`bank-1@a:${SECRET}:teller,bank-1@b:${OTHER_SECRET}:admin`)).toEqual([both]);
  expect(warnings(`bank-1:${SECRET}:teller+member,web:${OTHER_SECRET}:admin`)).toEqual([]);
});

test('a least value is refused where no pet has a value', () => {
  expect(() => readConfig({ VALUES: 'off', PETS_MIN_VALUE: '1' })).toThrow(ConfigError);
  expect(() => readConfig({ VALUES: 'off', PETS_MIN_VALUE: '1' })).toThrow('PETS_MIN_VALUE: must be 0');
  expect(readConfig({ VALUES: 'off', PETS_MIN_VALUE: '0' }).values.kind).toBe('off');
  expect(readConfig({ VALUES: 'live', PETS_MIN_VALUE: '1' }).values.supported.minValue).toBe(1);
});
