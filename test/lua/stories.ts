import { REPLACEMENTS } from '../../src/simulate/game.ts';
import { bundle } from '../../src/simulate/luau.ts';
import { LUA_FOLDER } from './luau.ts';

/** The script of the docs, with the given `start` in place of the library's. */
const RUN_TELLER = `
local Petbank, TradeHall = load("src/init"), load("fake/TradeHall")
local function runTeller(config, start)
	modules["examples/Teller.server"].run(function(path)
		if path == "./Config" then return config end
		if path == "./TradeHall" then return TradeHall end
		return { Goods = Petbank.Goods, Game = Petbank.Game, start = start }
	end)
end`;

const ON_ROBLOX = `${RUN_TELLER}
return load("fake/Fuzz")(runTeller)`;

/** The adapter of that script, in the script that replaces every part of Roblox. None of it is there. */
const ELSEWHERE = `${RUN_TELLER}
local play = load("fake/Fuzz")(function(config, start)
	runTeller(config, function(options)
		modules["examples/Elsewhere"].run(function(path)
			if path == "./Config" then return config end
			if path == "./Host" then return load("fake/Host") end
			return { Outbox = Petbank.Outbox, start = start }
		end)(options.game)
	end)
end)
game, task, DateTime, Random, Enum, warn = nil, nil, nil, nil, nil, nil
return function(seed)
	local played = play(seed)
	local lines = load("fake/Host").takeLines()
	assert(#lines > 0, "nothing was logged")
	for _, line in lines do
		assert(not string.find(line, "xxxxxxxx") and not string.find(line, "token%-"), "a secret: " .. line)
	end
	return played
end`;

const ONE_FAULT = `${RUN_TELLER}
return load("fake/Kills")(runTeller)`;

const ENTRIES = ['fake/Fuzz', 'fake/TradeHall', 'examples/Teller.server', 'src/init'];
const REPLACED = { ...REPLACEMENTS, 'examples/Host': 'fake/Host' };

/**
 * Luau that returns a function, which plays the random story of a seed: a teller between a broken adapter and
 * a broken transport, with a small bank. It returns as JSON what is wrong after it.
 */
export const storiesOnRoblox = (): string =>
  bundle({ root: LUA_FOLDER, entries: ENTRIES, end: ON_ROBLOX, replacements: REPLACED });

/**
 * The same for a story in which exactly one thing goes wrong: arguments are where and how, at which
 * opportunity for it, and whether the game uses the ids of its trades again. With none, it says where what
 * can go wrong.
 */
export const storiesOfOneFault = (): string =>
  bundle({
    root: LUA_FOLDER,
    entries: ['fake/Kills', ...ENTRIES.slice(1)],
    end: ONE_FAULT,
    replacements: REPLACED,
  });

export const storiesElsewhere = (): string =>
  bundle({
    root: LUA_FOLDER,
    entries: [...ENTRIES, 'examples/Elsewhere'],
    end: ELSEWHERE,
    replacements: REPLACED,
  });
