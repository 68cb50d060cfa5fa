import { describe, expect, test } from 'bun:test';
import { z } from 'zod';
import { isFull, scaled } from '../proof/scale.ts';
import { RUNTIMES, type Runtime } from './runtimes.ts';
import { storiesOfOneFault } from './stories.ts';

const TIME_LIMIT_MS = scaled({ short: 120_000, full: 3_600_000 });
/** The short form lets each thing go wrong at every so many opportunities. */
const STRIDES: Readonly<Record<string, number>> = { 'luau-web': 24, pluau: 4 };
/** An opportunity that never comes. */
const NEVER = 1_000_000;

type Call = readonly [place: string, how: string, nth: number, reusesIds: boolean];
const kinds = z.record(z.string(), z.array(z.string()));
const played = z.object({ faults: z.array(z.string()), trades: z.number(), opportunities: z.number() });

/** Plays each story, and returns what happened beside what was to go wrong. */
async function play(runtime: Runtime, calls: readonly Call[]) {
  const results = await runtime.run(storiesOfOneFault(), calls);
  return results.map((text, at) => ({ call: calls[at], ...played.parse(JSON.parse(text)) }));
}

describe.each(RUNTIMES)('a deposit and a withdrawal in $name', (runtime) => {
  test.each([
    ['knows trades by their ids', false],
    ['gives every trade the same id, and keeps no record', true],
  ])(
    'come out right whatever goes wrong at whichever step, in a game that %s',
    async (_game, reusesIds) => {
      const [listed = ''] = await runtime.run(storiesOfOneFault(), [[]]);
      const hows = Object.entries(kinds.parse(JSON.parse(listed))).flatMap(([place, hows]) =>
        hows.map((how) => [place, how] as const),
      );
      const whole = await play(
        runtime,
        hows.map(([place, how]): Call => [place, how, NEVER, reusesIds]),
      );
      expect(whole.filter(({ faults, trades }) => faults.length > 0 || trades !== 2)).toEqual([]);
      const stride = isFull ? 1 : (STRIDES[runtime.name] ?? 1);
      let step = 0;
      const calls = whole.flatMap(({ call, opportunities }) =>
        Array.from({ length: opportunities }, (_, at): Call[] => {
          step += 1;
          const [place, how] = call ?? expect.unreachable();
          return step % stride === 0 ? [[place, how, at + 1, reusesIds]] : [];
        }).flat(),
      );
      expect(calls.length).toBeGreaterThan(300 / stride);
      const stories = await play(runtime, calls);
      expect(stories.filter(({ faults }) => faults.length > 0)).toEqual([]);
      if (isFull) for (const line of countStories(calls)) console.log(line);
    },
    TIME_LIMIT_MS,
  );
});

/** For docs/TESTING.md: how many stories there were of each kind. */
function countStories(calls: readonly Call[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const [place, how] of calls) {
    counts.set(`${place}: ${how}`, (counts.get(`${place}: ${how}`) ?? 0) + 1);
  }
  return [...counts].map(([kind, count]) => `${kind}, ${count}`);
}
