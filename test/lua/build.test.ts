import { expect, test } from 'bun:test';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LUA_FOLDER, runLuauAlone } from './luau.ts';

const SCRIPT = join(LUA_FOLDER, 'build.ts');

test('the library in one file is built from the sources, and runs as one module', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'petbank-lua-'));
  try {
    const { exitCode, stderr } = Bun.spawnSync([process.execPath, SCRIPT, folder]);
    expect({ exitCode, stderr: stderr.toString() }).toEqual({ exitCode: 0, stderr: '' });
    const text = readFileSync(join(folder, 'Petbank.luau'), 'utf8');
    expect(text).not.toContain('fake/');
    // Luau exports types only from the top of a file.
    expect(text).toStartWith('--!strict\n');
    for (const type of ['Adapter = Game_Adapter', 'Trade = Game_Trade', 'Options = Platform_Given & {'])
      expect(text).toContain(`\nexport type ${type}`);
    const names = `local Petbank = (function() ${text} end)()
return function()
	local names = {}
	for name, value in Petbank do table.insert(names, name .. " " .. type(value)) end
	table.sort(names)
	return table.concat(names, ", ")
end`;
    const call = await runLuauAlone(names);
    expect(await call()).toBe(
      'Client table, Game table, Goods table, Life table, Outbox table, Paces table, Roblox table, ' +
        'Runtime table, Texts table, start function',
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('the reference of the library has a place for every module', () => {
  const placed = readFileSync(join(LUA_FOLDER, 'moonwave.toml'), 'utf8');
  const modules = [...new Bun.Glob('*.luau').scanSync(join(LUA_FOLDER, 'src'))];
  for (const name of modules) {
    const text = readFileSync(join(LUA_FOLDER, 'src', name), 'utf8');
    expect(placed).toContain(`"${/@class (\w+)/.exec(text)?.[1]}"`);
  }
});

test('only one module names the engine, so that the others run anywhere', () => {
  const named = [...new Bun.Glob('*.luau').scanSync(join(LUA_FOLDER, 'src'))].filter((name) => {
    const code = readFileSync(join(LUA_FOLDER, 'src', name), 'utf8').replaceAll(
      /--\[=\[[\s\S]*?\]=\]|--.*/g,
      '',
    );
    return /\b(game:(Get|Bind)|workspace|(task|Enum|Instance|DateTime|Random)\.)/.test(code);
  });
  expect(named).toEqual(['Roblox.luau']);
});

test("the engine's own hash is used only where its digests are right", async () => {
  const text = readFileSync(join(LUA_FOLDER, 'src/Roblox.luau'), 'utf8');
  const call = await runLuauAlone(
    `Enum = { HashAlgorithm = { Sha256 = "Sha256" } }
task = { wait = function() end }
local calls, answers, hasService = 0, "", false
game = { GetService = function()
	assert(hasService, "no such service")
	return { ComputeStringHash = function(_self, message)
		calls += 1
		return if answers == "right" then "digest of " .. message else "nonsense"
	end }
end }
local function require() return { digest = function(message) return "digest of " .. message end } end
local Roblox = (function(...) ${text} end)()
return function(kind)
	calls, answers, hasService = 0, kind, kind ~= "none"
	local digest = Roblox.hash(task.wait)("x")
	return digest .. ", native " .. tostring(calls > 1)
end`,
  );
  expect(await call('right')).toBe('digest of x, native true');
  expect(await call('wrong')).toBe('digest of x, native false');
  expect(await call('none')).toBe('digest of x, native false');
});

test('ids on Roblox are in the order of time, and fit where a nonce does', async () => {
  const text = readFileSync(join(LUA_FOLDER, 'src/Roblox.luau'), 'utf8');
  const call = await runLuauAlone(
    `local now, guid
DateTime = { now = function() return { UnixTimestampMillis = now } end }
game = { GetService = function()
	return { GenerateGUID = function() return guid end }
end }
local Roblox = (function(...) local function require() return {} end ${text} end)()
local newId = Roblox.newId()
return function(ms, random)
	now, guid = ms, random
	return newId()
end`,
  );
  const guids = ['ffffffff-ffff-4fff-bfff-ffffffffffff', '00000000-0000-4000-8000-000000000000'] as const;
  const first = await call(1_700_000_000_000, guids[0]);
  const second = await call(1_700_000_000_001, guids[1]);
  expect([first, second]).toEqual([`018bcfe56800-${guids[0]}`, `018bcfe56801-${guids[1]}`]);
});

test.each(['Teller.server', 'Elsewhere'])(
  'the script %s of the docs is the one that the tests run',
  (name) => {
    const docs = readFileSync(join(LUA_FOLDER, '../docs/LUA_INTEGRATION.md'), 'utf8');
    const script = readFileSync(join(LUA_FOLDER, `examples/${name}.luau`), 'utf8');
    expect(docs).toContain(`\`\`\`lua\n${script}\`\`\`\n`);
  },
);
