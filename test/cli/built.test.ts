import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import type { CommandDef } from 'citty';
import { build } from '../../build.ts';
import packageJson from '../../package.json';
import { createPetbankCommand } from '../../src/cli/commands.ts';
import { createPictures } from '../../src/pictures/pictures.ts';
import { findWebAssets } from '../../src/web/assets.ts';
import { type BigGamesDouble, startBigGamesDouble } from '../doubles/big-games.ts';
import { type AccountDouble, APP, startAccountDouble } from '../doubles/big-games-account.ts';
import type { Environment } from '../support/bank.ts';
import { type Surroundings, startSurroundings } from '../support/operator.ts';
import { freePort } from '../support/port.ts';
import { type BankProcess, startProcess } from '../support/process.ts';
import { KEYS, openTerminal } from '../support/terminal.ts';

// Starting processes takes longer than Bun's own limit on a busy machine.
setDefaultTimeout(120_000);

const SECRET = 'pbsk_8Fq2LxWv6ZrNyTb4KsHc9PdGm3JaEu7R';
const API_KEYS = `everything:${SECRET}:teller+member+read+admin`;
const ADMIN_TOKEN = 'AdminTokenOfTests0123456789abcdefghij';

/** What was built, with nothing of the repository beside it but the native package. */
let folder: string;
let around: Surroundings;
let bigGames: BigGamesDouble;
let accounts: AccountDouble;
let bank: BankProcess;
const at = (name: string): string => join(folder, name);
const cli = (): string => at('dist/cli/main.js');

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'petbank-built-'));
  await build(at('dist'));
  mkdirSync(at('node_modules'));
  symlinkSync(join(import.meta.dir, '../../node_modules/@napi-rs'), at('node_modules/@napi-rs'));
  around = startSurroundings();
  bigGames = startBigGamesDouble();
  accounts = startAccountDouble();
  const env = { NODE_ENV: 'development', API_KEYS, ADMIN_TOKEN, DISCORD_TOKEN: '' };
  bank = await startProcess(around.file, env, { main: at('dist/main.js') });
  expect(bank.url, bank.complained()).not.toBe('');
});
afterAll(async () => {
  bank.kill('SIGTERM');
  await Promise.all([bank.exited, bigGames.stop(), accounts.stop()]);
  await around.end();
  rmSync(folder, { recursive: true, force: true });
});

/** The code that a program loads when it starts: its own, and that of every chunk that it imports. */
function startsWith(name: string): string {
  const loaded = new Map<string, string>();
  const load = (file: string): void => {
    if (loaded.has(file)) return;
    const text = readFileSync(at(`dist/${file}`), 'utf8');
    loaded.set(file, text);
    for (const [, chunk = ''] of text.matchAll(/(?:from|import)"\.\/(chunk-\w+\.js)"/g)) load(chunk);
  };
  load(name);
  return [...loaded.values()].join('\n');
}

test.each([
  ['other languages than English', 'Deine Haustiere'],
  ['what reads tables of values', 'CSV_INVALID_CLOSING_QUOTE'],
  ['what counts requests in MongoDB', 'RateLimiterMongo'],
  ['the dashboard', '/dashboard/events'],
  ['the playground', '/playground/events'],
])('%s is built, and not loaded at the start', (_what, text) => {
  const chunks = [...new Bun.Glob('chunk-*.js').scanSync(at('dist'))];
  expect(chunks.filter((name) => readFileSync(at(`dist/${name}`), 'utf8').includes(text))).toHaveLength(1);
  expect(startsWith('main.js')).not.toContain(text);
});

test('the languages of Zod are not built', () => {
  expect(startsWith('main.js')).toContain('ZodError');
  expect(startsWith('main.js')).not.toContain('Ongeldige invoer');
});

interface Run {
  readonly status: number;
  readonly printed: string;
  readonly complained: string;
}

/** Starts the built `petbank`; `onComplaint` hears what it writes to standard error. */
async function run(
  words: readonly string[],
  env: Environment = {},
  onComplaint?: (text: string) => void,
): Promise<Run> {
  const child = Bun.spawn([process.execPath, '--no-env-file', cli(), ...words], {
    cwd: folder,
    env: { PATH: process.env.PATH ?? '', DATABASE_URL: `file:${around.file.file}`, ...env },
    stdout: 'pipe',
    stderr: 'pipe',
  });
  const readErrors = async (): Promise<string> => {
    let complained = '';
    for await (const text of child.stderr.pipeThrough(new TextDecoderStream())) {
      complained += text;
      onComplaint?.(text);
    }
    return complained;
  };
  const [printed, complained, status] = await Promise.all([
    new Response(child.stdout).text(),
    readErrors(),
    child.exited,
  ]);
  return { status, printed, complained };
}

async function expectDone(running: Promise<Run>, printed: string): Promise<void> {
  const ended = await running;
  expect(ended).toMatchObject({ status: 0, printed: expect.stringContaining(printed) });
}

/** A database for commands that write one, other than that of the running bank. */
const ownDatabase = (name: string): Environment => ({ DATABASE_URL: `file:${at(name)}` });

const connectTeller = async (): Promise<void> => {
  const env = {
    ...ownDatabase('teller.db'),
    BIG_GAMES_OAUTH_URL: accounts.url,
    BIG_GAMES_CLIENT_ID: APP.clientId,
    BIG_GAMES_CLIENT_SECRET: APP.clientSecret,
    TELLER_ACCOUNT_KEY: 'AccountKeyOfTests0123456789abcdefghij',
  };
  const words = ['teller', 'connect', '--teller', 'teller-1', '--port', String(freePort())];
  const consent = (text: string): void => {
    const address = /http\S+/.exec(text)?.[0];
    if (address !== undefined) void fetch(accounts.consent(address));
  };
  await expectDone(run(words, env, consent), 'Connected');
};

const importFile = (database: string): Promise<void> => {
  writeFileSync(at('values.csv'), 'id,variant,value\nHuge Cat,golden,70000000\n');
  const words = ['values', 'import', at('values.csv'), '--allow-unknown'];
  return expectDone(run(words, ownDatabase(database)), '1 pet,');
};

async function setUp(): Promise<void> {
  const { enter, down, clear } = KEYS;
  const terminal = openTerminal([process.execPath, cli(), 'setup'], { cwd: folder, env: {} });
  for (const [shown, keys] of [
    ['◆  What is this bank for?', `${down}${enter}`],
    ['◆  Where is the bank kept?', enter],
    ['◆  On which port?', `${clear}${freePort()}${enter}`],
    ['◆  The token of your Discord bot', enter],
    ['◆  Who gets a key', enter],
    ['◆  Write .env?', enter],
  ] as const) {
    await terminal.until(shown);
    terminal.type(keys);
  }
  expect(await terminal.exited).toBe(0);
  rmSync(at('.env'));
}

/** One real use of each command. */
const USES: Readonly<Record<string, () => Promise<unknown>>> = {
  setup: setUp,
  doctor: () => expectDone(run(['doctor', '--json'], around.environment), '"ok": true'),
  ask: () => expectDone(run(['ask', 'GET', '/admin/cases', '--url', bank.url], { API_KEYS }), '"cases"'),
  'keys new': () => expectDone(run(['keys', 'new']), 'teller-1:pbsk_'),
  'keys list': () => expectDone(run(['keys', 'list'], { API_KEYS }), 'everything  teller+member+read+admin'),
  'keys revoke': () => expectDone(run(['keys', 'revoke', 'old', '--reason', 'a test']), 'Revoked'),
  'keys restore': async () => {
    await run(['keys', 'revoke', 'lost', '--reason', 'a test']);
    await expectDone(run(['keys', 'restore', 'lost', '--reason', 'found']), 'Restored');
  },
  'staff add': () => expectDone(run(['staff', 'add', '156', '--level', 'cashier']), 'pbst_'),
  'staff list': () => expectDone(run(['staff', 'list']), 'cashier'),
  'staff token': async () => {
    await run(['staff', 'add', '157', '--level', 'viewer']);
    await expectDone(run(['staff', 'token', '157']), 'pbst_');
  },
  'staff remove': () => expectDone(run(['staff', 'remove', '156']), 'no longer'),
  trace: () => expectDone(run(['trace', 'never-seen', '--since', '2026-01-01']), 'nothing'),
  'rebuild-projections': () => expectDone(run(['rebuild-projections']), 'Made anew from'),
  'verify-ledger': () => expectDone(run(['verify-ledger']), 'The ledger holds'),
  'check-proof': async () => {
    const target = '/user/156/proof';
    const { printed } = await run(['ask', 'GET', target, '--url', bank.url], { API_KEYS });
    writeFileSync(at('proof.json'), printed);
    await expectDone(run(['check-proof', at('proof.json')]), 'The proof holds');
  },
  backup: () => expectDone(run(['backup', '--to', at('one.gz')]), 'The ledger holds.'),
  restore: async () => {
    await run(['backup', '--to', at('two.gz')]);
    const words = ['restore', '--from', at('two.gz'), '--to', `file:${at('restored.db')}`];
    await expectDone(run(words), 'Restored');
  },
  drill: async () => {
    await run(['backup', '--to', at('three.gz')]);
    await expectDone(run(['drill', at('three.gz')]), 'was restored in');
  },
  copy: () => {
    const words = ['copy', '--from', `file:${around.file.file}`, '--to', `file:${at('copied.db')}`];
    return expectDone(run(words), 'Copied');
  },
  'values sync': () => {
    const env = { ...ownDatabase('synced.db'), PS99_API_URL: bigGames.url };
    return expectDone(run(['values', 'sync'], env), '25 pets');
  },
  'values import': () => importFile('imported.db'),
  'values remove': async () => {
    await importFile('removed.db');
    const words = ['values', 'remove', 'Huge Cat', '--variant', 'golden', '--yes'];
    await expectDone(run(words, ownDatabase('removed.db')), 'Removed 1 pet,');
  },
  'teller connect': connectTeller,
  'teller name': () =>
    expectDone(run(['teller', 'name', '--teller', 'teller-1', '--note', 'a test']), 'Members see teller-1'),
  'teller list': () => expectDone(run(['teller', 'list']), 'No account'),
  'teller disconnect': async () => {
    await connectTeller();
    const words = ['teller', 'disconnect', '--teller', 'teller-1'];
    await expectDone(run(words, ownDatabase('teller.db')), 'Disconnected');
  },
  'webhooks list': () => expectDone(run(['webhooks', 'list']), 'No webhook was given up.'),
  'webhooks retry': () => expectDone(run(['webhooks', 'retry']), 'No webhook was given up.'),
  demo: () => expectDone(run(['demo', '--url', bank.url, '--key', `everything:${SECRET}`]), 'Delivered.'),
  simulate: () =>
    expectDone(run(['simulate', '--trades', '6', '--players', '3', '--seed', '3']), 'Every pet'),
  version: () => expectDone(run(['version']), packageJson.version),
};

/** The words by which each command is called, of those that run something themselves. */
function pathsOf(command: CommandDef, path: readonly string[] = []): string[] {
  const children: Record<string, CommandDef> = Object(command.subCommands ?? {});
  const names = Object.keys(children);
  if (names.length === 0) return [path.join(' ')];
  return names.flatMap((name) => pathsOf(children[name] ?? {}, [...path, name]));
}

const COMMANDS = pathsOf(
  createPetbankCommand({
    env: {},
    clock: () => 0,
    random: (length) => new Uint8Array(length),
    terminal: { write: () => undefined },
    output: { write: () => undefined },
  }),
);

describe('from dist, with nothing of the repository beside it,', () => {
  test('every command has a use here', () => {
    expect(COMMANDS.length).toBeGreaterThan(10);
    expect(Object.keys(USES).sort()).toEqual(COMMANDS.toSorted());
  });

  test.each(COMMANDS)('%s explains itself', async (path) => {
    const { status, printed, complained } = await run([...path.split(' '), '--help']);
    expect({ status, complained }).toEqual({ status: 0, complained: '' });
    expect(stripVTControlCharacters(printed)).toContain(`USAGE bun dist/cli/main.js ${path} `);
  });

  test.each(COMMANDS)('%s does its work', async (path) => {
    await USES[path]?.();
  });

  test('the bank serves its pages and the script of the playground', async () => {
    const assets = findWebAssets().map(({ path }) => path);
    for (const path of ['/', '/swagger', '/values', '/playground/app.js', ...assets]) {
      const response = await fetch(`${bank.url}${path}`);
      expect({ path, status: response.status }).toEqual({ path, status: 200 });
      expect({ path, text: await response.text() }).not.toEqual({ path, text: '' });
    }
  });

  test('pictures are drawn, with the fonts that ship', async () => {
    const options = { maxCached: 1, maxBytes: 1_000_000, concurrency: 1, timeoutMs: 30_000 };
    const picture = {
      language: 'en' as const,
      title: 'Inventory',
      owner: { username: 'builderman', displayName: 'Builder Man' },
      pets: [],
      gems: 7n,
      totalValue: null,
      unvalued: 0,
      page: 1,
      pages: 1,
      asOf: 0,
    };
    const built = createPictures({ ...options, worker: at('dist/pictures/worker.js') });
    const own = createPictures(options);
    try {
      const [drawn, expected] = await Promise.all([built.inventory(picture), own.inventory(picture)]);
      expect(Buffer.compare(drawn, expected)).toBe(0);
    } finally {
      built.close();
      own.close();
    }
  });

  test('a file that is missing is named, with how to fix it', async () => {
    rmSync(at('dist/files/lua'), { recursive: true });
    const ended = await run(['simulate', '--trades', '1']);
    expect(ended).toMatchObject({ status: 3, printed: '' });
    expect(ended.complained).toMatch(/^Petbank is missing lua.*dist\/files\/lua.*bun run build.*\n$/);
  });
});
