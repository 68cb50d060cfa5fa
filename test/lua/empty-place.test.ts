import { expect, test } from 'bun:test';
import { loadLuau } from './luau.ts';

/**
 * An empty place with the two scripts of the docs in it, a small bank, and one person, whose account the
 * teller has: they bring a cat, and fetch it again. Returns what they have in the bank each time, and what
 * they read.
 */
const TEXT = `
local Bank, Goods, Json = load("fake/Bank"), load("src/Goods"), load("fake/Json")
local Scheduler, Services, Petbank = load("fake/Scheduler"), load("fake/Services"), load("src/init")
return function()
	local said, triggers, now = {}, {}, 1800000000
	local bank = Bank.new(Json.encode)
	local function newSession() return Scheduler.newSession(function() return "continue" end) end
	local person, server = newSession(), newSession()
	Services.install({
		send = function(id, _sessionId, _method, url, _headers, body)
			Scheduler.spawn(person, function()
				Scheduler.sleep(0.2)
				local path = string.gsub(url, "^http://bank%.test", "")
				local status, answer = bank.answer(path, Json.decode(body or "null"), Scheduler.now())
				Services.answer(id, { StatusCode = status, Headers = {}, Body = Json.encode(answer) })
			end)
		end,
		warn = function(_sessionId, text) table.insert(said, "ALERT " .. text) end,
		random = math.random,
	})
	print = function(text) table.insert(said, text) end
	local function nothing() end
	workspace, Vector3, UDim2 = {}, { new = nothing }, { fromOffset = nothing, fromScale = nothing }
	Instance = { new = function()
		local made = {}
		made.Triggered = { Connect = function(_self, handler) triggers[made.Parent.Name] = handler end }
		return made
	end }
	local function pass(seconds)
		now += seconds
		repeat
			local _, isInterrupted = Scheduler.advance(now)
		until not isInterrupted
	end
	local function trigger(name)
		Scheduler.spawn(person, triggers[name], { UserId = 156 })
		pass(5)
	end
	local key = { id = "teller-1", secret = string.rep("x", 40) }
	local config = { url = "http://bank.test", tellerUserId = 156, key = key }
	pass(0)
	Services.enter(server, 156)
	Scheduler.spawn(server, function()
		local found = { ["./Config"] = config, ["./Petbank"] = Petbank }
		local function require(path) return found[path] end
		found["./TradeHall"] = modules["examples/TradeHall"].run(require)
		modules["examples/Teller.server"].run(require)
	end)
	pass(10)
	trigger("Open a trade")
	trigger("Put a Huge Cat in")
	trigger("Accept")
	local brought = Goods.describe(bank.ownedBy(156))
	bank.request(156, bank.ownedBy(156))
	trigger("Open a trade")
	trigger("Accept")
	return Json.encode({ brought = brought, left = Goods.describe(bank.ownedBy(156)), said = said })
end`;

test('from an empty place, the scripts of the docs lead to a deposit and back, for one person', async () => {
  const play = await loadLuau(
    [
      ...['examples/TradeHall', 'examples/Teller.server', 'src/init', 'src/Goods'],
      ...['fake/Bank', 'fake/Json', 'fake/Services'],
    ],
    TEXT,
    { 'examples/Petbank': 'src/init' },
  );
  expect(JSON.parse(String(await play()))).toEqual({
    brought: '1 × Huge Cat',
    left: 'nothing',
    said: [
      'to the player: Put in what you want to bring to the bank, and accept.',
      'to the player: The bank takes 1 × Huge Cat. Accept, and it is yours there.',
      'to the player: In the bank: 1 × Huge Cat.',
      'to the player: Here is what you asked for: 1 × Huge Cat. Put nothing in, and accept.',
      'to the player: It is yours. Thank you!',
    ],
  });
});
