import { describe, expect, setDefaultTimeout, test } from 'bun:test';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makePage, PAGE } from '../../docs/api-page/main.ts';
import { fillIn } from '../../docs/api-page/page.ts';
import { runLuau } from '../../src/simulate/luau.ts';
import { REPOSITORY } from '../deploy/context.ts';
import { makeBankFile, withBank } from '../support/bank.ts';

// Starting processes takes longer than Bun's own limit on a busy machine.
setDefaultTimeout(60_000);

const SECRET = 'pbsk_8Fq2LxWv6ZrNyTb4KsHc9PdGm3JaEu7R';
const page = await Bun.file(PAGE).text();

/** The code of a language on the page: that before the endpoints, and that of each endpoint. */
function readCode(language: string): { start: string; endpoints: Map<string, string> } {
  const [start = '', ...sections] = page.split(/^### /m);
  const fence = new RegExp(`^\`\`\`${language}\\n(.*?)\\n\`\`\`$`, 'ms');
  const find = (text: string): string => fence.exec(text)?.[1] ?? '';
  return {
    start: find(start),
    endpoints: new Map(sections.map((section) => [/`(.+?)`/.exec(section)?.[1] ?? '', find(section)])),
  };
}

/** Doubles of the client and of Roblox's HttpService, which only report what they are called with. */
const LUAU_STANDINS = `
local BANK = ""
local function print() end
local client = { call = function(_, method, target) record(method .. " " .. target) end }
local HttpService = {
  GetAsync = function(_, url) record("GET " .. url) end,
  JSONEncode = function() return "{}" end,
  RequestAsync = function(_, request) record(request.Method .. " " .. request.Url) return { Body = "" } end,
}`;

/** In the response to an example that is badly signed, or not what the endpoint takes. */
const BAD_RESPONSE =
  /\bcode"?: ?"(unauthorized|out_of_scope|invalid|malformed_json|unsupported_media_type|internal)"/;

/** Runs all examples of a language against a bank, and returns what each printed. */
async function runExamples(language: string, run: (script: string, folder: string) => string[]) {
  const { start, endpoints } = readCode(language);
  const { folder, remove } = makeBankFile();
  mkdirSync(join(folder, 'data'));
  writeFileSync(join(folder, 'data/development-key'), `${SECRET}\n`);
  const env = { API_KEYS: `dev:${SECRET}:teller+member+read+admin`, ROBLOX: 'sandbox', VALUES: 'demo' };
  const printed = new Map<string, string>();
  await withBank(env, async (bank) => {
    bank.world.at = Date.now();
    for (const [name, code] of endpoints) {
      const script = `${start}\n${code}\n`
        .replace('http://127.0.0.1:3000', bank.url)
        .replace('./src/', `${REPOSITORY}/src/`);
      const child = Bun.spawn(run(script, folder), { cwd: folder, stdout: 'pipe', stderr: 'pipe' });
      const [output, stderr] = await Promise.all([
        new Response(child.stdout).text(),
        new Response(child.stderr).text(),
      ]);
      expect({ name, status: await child.exited, stderr }).toEqual({ name, status: 0, stderr: '' });
      printed.set(name, output);
    }
  });
  remove();
  return printed;
}

test('the page is what "bun run docs:api" generates from the document', async () => {
  expect(await makePage()).toBe(page);
});

test('every example in Luau compiles, and calls the endpoint that it belongs to', async () => {
  const { start, endpoints } = readCode('luau');
  const examples = [...endpoints].map(([name, code]) => `["${name}"] = function()\n${code}\nend,`);
  let called: string[] = [];
  // All in one Luau: a process can hold only a few.
  const run = await runLuau(
    `${LUAU_STANDINS}
local function start()\n${start}\nend
local examples = {\n${examples.join('\n')}\n}
return function(name) examples[name]() end`,
    { record: (request) => called.push(String(request).replace(/\?.*/, '')) },
  );
  for (const name of endpoints.keys()) {
    called = [];
    await run(name);
    const [method, path = ''] = name.split(' ');
    expect(called).toEqual([`${method} ${fillIn(path)}`]);
  }
});

describe('every example of an endpoint works as written', () => {
  const inShell = (script: string): string[] => ['bash', '-euc', script];
  const inBun = (script: string, folder: string): string[] => {
    const file = join(folder, 'example.ts');
    writeFileSync(file, script);
    return [process.execPath, file];
  };

  test.each([
    ['sh', inShell],
    ['ts', inBun],
  ] as const)('in %s', async (language, run) => {
    const printed = await runExamples(language, run);
    expect(printed.size).toBe((page.match(/^### /gm) ?? []).length);
    for (const [name, output] of printed) {
      expect({ name, output }).toEqual({ name, output: expect.not.stringMatching(BAD_RESPONSE) });
      expect(output.trim()).not.toBe('');
    }
    expect(printed.get('POST /deposit/complete')).toContain('credited');
  });
});
