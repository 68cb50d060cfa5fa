import { beforeAll, expect, test } from 'bun:test';
import { REPLACEMENTS } from '../../src/simulate/game.ts';
import type { LuauFunction } from '../../src/simulate/luau.ts';
import { isFull, scaled } from '../proof/scale.ts';
import { loadLuau } from './luau.ts';

const RUNS = scaled({ short: 60, full: 10_000 });
const TIME_LIMIT_MS = scaled({ short: 60_000, full: 3_600_000 });
const SEED = Number(process.env.PETBANK_SEED ?? 1);

/** The script of the docs, whose adapter and transport are broken on the way. */
const TEXT = `
local script = modules["examples/Teller.server"]
local Petbank, TradeHall = load("src/init"), load("fake/TradeHall")
return load("fake/Fuzz")(function(config, start)
	script.run(function(path)
		if path == "./Config" then return config end
		if path == "./TradeHall" then return TradeHall end
		return { Goods = Petbank.Goods, Game = Petbank.Game, start = start }
	end)
end)`;

let play: LuauFunction;
beforeAll(async () => {
  const entries = ['fake/Fuzz', 'fake/TradeHall', 'examples/Teller.server', 'src/init'];
  play = await loadLuau(entries, TEXT, REPLACEMENTS);
});

test(
  `after ${RUNS} stories with a broken adapter and a broken transport, nothing is lost and nobody stuck`,
  async () => {
    let trades = 0;
    let warnings = 0;
    for (let seed = SEED; seed < SEED + RUNS; seed++) {
      const played = JSON.parse(String(await play(seed)));
      expect({ seed, faults: played.faults }).toEqual({ seed, faults: [] });
      trades += played.trades;
      warnings += played.warnings;
    }
    if (isFull) console.log({ trades, warnings });
    // Stories in which nothing happens would prove nothing.
    expect(trades).toBeGreaterThan(RUNS);
    expect(warnings).toBeGreaterThan(RUNS);
  },
  TIME_LIMIT_MS,
);
