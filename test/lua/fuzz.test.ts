import { describe, expect, test } from 'bun:test';
import { isFull, scaled } from '../proof/scale.ts';
import { RUNTIMES } from './runtimes.ts';
import { storiesElsewhere, storiesOnRoblox } from './stories.ts';

const TIME_LIMIT_MS = scaled({ short: 120_000, full: 3_600_000 });
const SEED = Number(process.env.PETBANK_SEED ?? 1);
/** How many stories each plays. luau-web takes ten times as long for one. */
const RUNS: Readonly<Record<string, number>> = {
  'luau-web': scaled({ short: 24, full: 500 }),
  pluau: scaled({ short: 48, full: 10_000 }),
};
/** On the other platform it is so many times fewer. */
const ELSEWHERE_SHARE = 4;

describe.each(RUNTIMES)(
  'after stories with a broken adapter and a broken transport, in $name,',
  (runtime) => {
    test.each([
      ['Roblox', storiesOnRoblox, 1],
      ['a platform that replaces every part of Roblox', storiesElsewhere, ELSEWHERE_SHARE],
    ])(
      'nothing is lost and nobody stuck on %s',
      async (_platform, stories, share) => {
        const runs = (RUNS[runtime.name] ?? expect.unreachable()) / share;
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
