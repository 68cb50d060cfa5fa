import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makePages, PAGE, TYPES } from '../../docs/api-page/main.ts';
import { createSignedClient } from '../../src/cli/signed-client.ts';
import { REPOSITORY } from '../deploy/context.ts';
import { loadLuau } from '../lua/luau.ts';
import { findNode } from '../support/node.ts';
import { type BankProcess, startProcess } from '../support/process.ts';

// Starting processes takes longer than Bun's own limit on a busy machine.
setDefaultTimeout(120_000);

const page = await Bun.file(PAGE).text();

/** All code of a language on the page, from top to bottom, as whoever follows it would have it. */
function readStory(language: string): string {
  const fence = new RegExp(`^\`\`\`${language}\\n(.*?)\\n\`\`\`$`, 'gms');
  return [...page.matchAll(fence)].map(([, code = '']) => `${code}\n`).join('');
}

let folder: string;
let bank: BankProcess;
/** A fresh `bun dev`, with nothing in its folder but the clients. */
async function startFresh(): Promise<void> {
  folder = mkdtempSync(join(tmpdir(), 'petbank-api-'));
  symlinkSync(join(REPOSITORY, 'clients'), join(folder, 'clients'));
  const unset = { DATABASE_URL: '', API_KEYS: '', VALUES: '', ROBLOX: '', RATE_LIMIT_PER_MINUTE: '' };
  const file = { folder, file: '', remove: () => undefined };
  bank = await startProcess(file, { NODE_ENV: 'development', ...unset });
  expect(bank.url, bank.complained()).not.toBe('');
}
async function end(): Promise<void> {
  bank.kill('SIGTERM');
  await bank.exited;
  rmSync(folder, { recursive: true, force: true });
}

const readSecret = (): string => readFileSync(join(folder, 'data/development-key'), 'utf8').trim();

/** Asks the bank after the story. */
async function ask(method: string, target: string, body?: unknown): Promise<unknown> {
  const key = { id: 'dev', secret: readSecret() };
  const newNonce = (): string => crypto.randomUUID();
  const send = createSignedClient({ url: bank.url, key, clock: Date.now, newNonce });
  return (await send(method, target, body)).body;
}

/** The story was told to its end: what the members have, and that nothing is left halted or frozen. */
async function expectToldWhole(): Promise<void> {
  expect(await ask('GET', '/user/156/inventory')).toMatchObject({
    gems: 60_000_000,
    pets: [
      { id: 'Huge Cat', variant: 'golden', quantity: 1 },
      { id: 'Mystery Cat', variant: 'normal', quantity: 1 },
    ],
  });
  expect(await ask('GET', '/user/261/inventory')).toMatchObject({ pets: [{ quantity: 2 }] });
  expect(await ask('GET', '/admin/cases?open=true')).toEqual({ cases: [], nextCursor: null });
  const offer = { robloxUserId: 156, gems: 1 };
  expect(await ask('POST', '/deposit/check', offer)).toMatchObject({ accepted: true, reasons: [] });
}

test('page and types are what "bun run docs:api" generates from the document', async () => {
  const pages = await makePages();
  expect(pages.page).toBe(page);
  expect(pages.types).toBe(await Bun.file(TYPES).text());
});

describe.each([
  ['sh', 'bash', 'bank.sh'],
  ['ts', 'bun', 'bank.ts'],
  ['ts', 'node', 'bank.mjs'],
])('the examples in %s, by %s, are a story that runs from top to bottom', (language, program, name) => {
  beforeAll(startFresh);
  afterAll(end);

  test('on a fresh bank', async () => {
    writeFileSync(join(folder, name), readStory(language).replaceAll('http://127.0.0.1:3000', bank.url));
    const run = { bash: ['bash', '-eu'], bun: [process.execPath], node: [findNode()] }[program] ?? [];
    const child = Bun.spawn([...run, name], { cwd: folder, stdout: 'pipe', stderr: 'pipe' });
    const [output, errors] = await Promise.all([
      new Response(child.stdout).text(),
      new Response(child.stderr).text(),
    ]);
    expect({ status: await child.exited, errors }).toEqual({ status: 0, errors: '' });
    expect(output).not.toContain('/problems/');
    await expectToldWhole();
  });
});

/** What Roblox gives scripts, as far as the page's need it; `host…` are functions of this process. */
const ROBLOX = `
task = { wait = hostWait, spawn = function(action) action() end }
Random = { new = function() return { NextNumber = function() return 0.5 end } end }
DateTime = { now = function() return { UnixTimestampMillis = hostNow() } end }
local Json = load("fake/Json")
local function RequestAsync(_, request)
	local answer = Json.decode(hostSend(Json.encode(request)))
	return { StatusCode = answer.status, Headers = answer.headers, Body = answer.body }
end
local HttpService = {
	RequestAsync = RequestAsync,
	GetAsync = function(self, url) return RequestAsync(self, { Url = url, Method = "GET" }).Body end,
	JSONEncode = function(_, value) return Json.encode(value) end,
	JSONDecode = function(_, text) return Json.decode(text) end,
	GenerateGUID = function() return hostNonce() end,
}
local services = { HttpService = HttpService, ServerScriptService = { Petbank = "Petbank" } }
game = { GetService = function(_, name) return services[name] or error("no such service") end }
local function require(_module) return load("src/init") end
local print = hostPrint
`;

describe('the examples in luau are a story that runs from top to bottom', () => {
  beforeAll(startFresh);
  afterAll(end);

  test('on a fresh bank', async () => {
    const printed: string[] = [];
    let waitedMs = 0;
    const story = readStory('luau')
      .replaceAll('http://127.0.0.1:3000', bank.url)
      .replace('pbsk_…', readSecret());
    const end = `${ROBLOX}\nreturn function()\n${story}\nend`;
    const run = await loadLuau(
      ['src/init', 'fake/Json'],
      end,
      {},
      {
        hostWait: (seconds) => {
          waitedMs += Number(seconds ?? 0) * 1_000;
        },
        hostNow: () => Date.now() + waitedMs,
        hostNonce: () => crypto.randomUUID(),
        hostPrint: (text) => void printed.push(String(text)),
        hostSend: async (text) => {
          const { Url, Method, Headers, Body } = JSON.parse(String(text));
          const response = await fetch(Url, { method: Method, headers: Headers ?? {}, body: Body ?? null });
          const headers = Object.fromEntries(response.headers);
          return JSON.stringify({ status: response.status, headers, body: await response.text() });
        },
      },
    );
    await run();
    expect(printed.join('\n')).not.toContain('/problems/');
    expect(printed.length).toBeGreaterThan(40);
    await expectToldWhole();
  });
});
