import { describe, expect, test } from 'bun:test';
import { isFull, scaled } from '../proof/scale.ts';
import { RUNTIMES } from './runtimes.ts';
import { storiesElsewhere, storiesOnRoblox } from './stories.ts';

const TIME_LIMIT_MS = scaled({ short: 60_000, full: 3_600_000 });
const SEED = Number(process.env.PETBANK_SEED ?? 1);
/** How many stories each plays. */
const RUNS = scaled({ short: 24, full: 10_000 });
const RUNS_ELSEWHERE = scaled({ short: 12, full: 2_000 });

describe.each(RUNTIMES)(
  'after stories with a broken adapter and a broken transport, in $name,',
  (runtime) => {
    test.each([
      ['Roblox', storiesOnRoblox, RUNS],
      ['a platform that replaces every part of Roblox', storiesElsewhere, RUNS_ELSEWHERE],
    ])(
      'nothing is lost and nobody stuck on %s',
      async (_platform, stories, runs) => {
        const seeds = Array.from({ length: runs }, (_, at) => SEED + at);
        const results = await runtime.run(
          stories(),
          seeds.map((seed) => [seed]),
        );
        const played = results.map((text) => JSON.parse(text));
        expect(played).toHaveLength(runs);
        expect(played.flatMap(({ faults }, at) => (faults.length > 0 ? [[seeds[at], faults]] : []))).toEqual(
          [],
        );
        const sum = (name: string): number => played.reduce((total, story) => total + story[name], 0);
        if (isFull) console.log({ runs, trades: sum('trades'), warnings: sum('warnings') });
        // Stories in which nothing happens would prove nothing.
        expect(sum('trades')).toBeGreaterThan(runs);
        expect(sum('warnings')).toBeGreaterThan(runs);
      },
      TIME_LIMIT_MS,
    );
  },
);
