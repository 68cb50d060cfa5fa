import { beforeAll, describe, expect, test } from 'bun:test';
import type { LuauFunction } from '../../src/simulate/luau.ts';
import { loadLuau } from './luau.ts';

/**
 * Starts a teller with these options, on nothing: no part of Roblox is there. Returns what is wrong with
 * them, or how the paces are.
 */
const TEXT = `
local Json, Paces, Petbank = load("fake/Json"), load("src/Paces"), load("src/init")
local function nothing() end
return function(json)
	local given = Json.decode(json)
	local options = given.options
	options.game, options.watch = {}, function() return nothing end
	for _, name in { "listen", "holdings", "offer", "accept", "close", "closeAll", "findEnd", "say" } do
		if name ~= given.without then options.game[name] = nothing end
	end
	for _, name in { "http", "storage", "clock", "spawn", "sleep", "random", "newId", "localeOf", "hash" } do
		if options[name] == nil then options[name] = nothing end
	end
	if options.json == nil then options.json = { encode = nothing, decode = nothing } end
	local isStarted, failure = pcall(function()
		local teller = Petbank.start(options)
		assert(teller:state() == "away")
		teller:stop()
	end)
	if not isStarted then return failure end
	return Json.encode(Paces.complete(options.paces))
end`;

let call: LuauFunction;
beforeAll(async () => {
  call = await loadLuau(['fake/Json', 'src/Paces', 'src/init'], TEXT);
});

const GOOD = { url: 'https://bank.test', key: { id: 'teller-1', secret: 'x'.repeat(40) }, tellerUserId: 5 };
const start = async (options: object, more: object = {}): Promise<string> =>
  String(await call(JSON.stringify({ options: { ...GOOD, ...options }, ...more })));

test('with every part replaced, a teller starts where there is nothing of Roblox', async () => {
  expect(JSON.parse(await start({}))).toEqual({
    tradeSeconds: 90,
    leaseMarginSeconds: 15,
    acceptedSeconds: 20,
    callSeconds: 8,
    reportSeconds: 15,
    requestSeconds: 30,
    attempts: 5,
    requestsPerMinute: 300,
    burst: 30,
    drainSeconds: 22,
  });
});

test('some paces may be given, and the others stay', async () => {
  const paces = JSON.parse(await start({ paces: { reportSeconds: 10, burst: 5 } }));
  expect(paces).toMatchObject({ reportSeconds: 10, burst: 5, tradeSeconds: 90 });
});

describe('a script hears when it starts, in words, that', () => {
  test.each<[string, object]>([
    ["url must be the bank's address, such as https://bank.example.com", { url: 'bank.test' }],
    ["url must be the bank's address, such as https://bank.example.com", { url: undefined }],
    ['key must be a table with id and secret', { key: 'pbsk_1' }],
    ['key.id is no valid text', { key: { secret: 'x'.repeat(40) } }],
    ['key.secret must be what `petbank keys new` has printed', { key: { id: 'teller-1', secret: 'pbsk_…' } }],
    ['tellerUserId, the account that trades for the bank,', { tellerUserId: '5' }],
    ['http must be a function', { http: 5 }],
    ['json must be a table', { json: 'x' }],
    ['storeName must be a string', { storeName: 5 }],
    ['paces: there is no reportsSeconds', { paces: { reportsSeconds: 15 } }],
    ['paces: reportSeconds must be from 5 to 30', { paces: { reportSeconds: 600 } }],
    ['paces: burst must be from 5 to 100', { paces: { burst: '7' } }],
  ])('%s', async (text, options) => {
    expect(await start(options)).toStartWith(text);
  });

  test('its adapter lacks a function', async () => {
    expect(await start({}, { without: 'findEnd' })).toBe('the adapter has no function findEnd');
  });
});
