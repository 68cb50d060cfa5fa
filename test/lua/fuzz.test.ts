import { expect, test } from 'bun:test';
import { runLuau } from '../../src/simulate/luau.ts';
import { isFull, scaled } from '../proof/scale.ts';
import { storiesElsewhere, storiesOnRoblox } from './stories.ts';

const RUNS = scaled({ short: 44, full: 10_000 });
const TIME_LIMIT_MS = scaled({ short: 60_000, full: 3_600_000 });
const SEED = Number(process.env.PETBANK_SEED ?? 1);

test.each([
  ['on Roblox', storiesOnRoblox, RUNS],
  ['on a platform that replaces every part of Roblox', storiesElsewhere, Math.ceil(RUNS / 4)],
])(
  `after stories with a broken adapter and a broken transport, nothing is lost and nobody stuck, %s`,
  async (_where, stories, runs) => {
    const play = await runLuau(stories(), {});
    let trades = 0;
    let warnings = 0;
    for (let seed = SEED; seed < SEED + runs; seed++) {
      const played = JSON.parse(String(await play(seed)));
      expect({ seed, faults: played.faults }).toEqual({ seed, faults: [] });
      trades += played.trades;
      warnings += played.warnings;
    }
    if (isFull) console.log({ runs, trades, warnings });
    // Stories in which nothing happens would prove nothing.
    expect(trades).toBeGreaterThan(runs);
    expect(warnings).toBeGreaterThan(runs);
  },
  TIME_LIMIT_MS,
);
