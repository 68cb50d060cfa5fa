import { expect, test } from 'bun:test';
import fc from 'fast-check';
import { openSqliteBench } from './model/bench.ts';
import { MOST_MOVES, playGame } from './model/game.ts';
import { type Wish, wishes } from './model/moves.ts';
import { type Counts, countInto, findGaps, formatTable } from './model/pairs.ts';
import { scaled } from './scale.ts';

const GAMES = scaled({ short: 50, full: 5_000 });
/** How often each outcome of each operation must have come about. */
const LEAST = scaled({ short: 1, full: 50 });
/**
 * Random games may leave a gap: so many times as many are played before one counts as an error of the
 * generators.
 */
const MOST_ROUNDS = 6;
const MOST_MS = scaled({ short: 120_000, full: 3_500_000 });

// PETBANK_SEED and PETBANK_PATH, as a failure prints them, play that game again.
const seed = Number(process.env.PETBANK_SEED ?? Date.now() % 1_000_000_000);
const path = process.env.PETBANK_PATH;
const isOnceEnough = process.env.PETBANK_NO_SHRINK !== undefined;

test(
  'whatever members, tellers, operators, time and strangers do, the bank says and stores what it must',
  async () => {
    const counts: Counts = new Map();
    const games = fc.array(wishes, { maxLength: MOST_MOVES, size: 'max' });
    const play = async (all: readonly Wish[]): Promise<void> =>
      countInto(counts, await playGame(openSqliteBench, all));
    const endsAt = performance.now() + MOST_MS;
    let rounds = 0;
    while (rounds < MOST_ROUNDS && (rounds === 0 || findGaps(counts, LEAST).missing.length > 0)) {
      await fc.assert(fc.asyncProperty(games, play), {
        seed: seed + rounds,
        ...(path === undefined ? {} : { path }),
        numRuns: GAMES,
        endOnFailure: isOnceEnough,
        // So that a failure is reported, though it could be made still smaller.
        interruptAfterTimeLimit: Math.max(1_000, endsAt - performance.now()),
        includeErrorInReport: true,
      });
      rounds += 1;
    }
    console.log(`PETBANK_SEED=${seed}: ${rounds * GAMES} games\n${formatTable(counts)}`);
    expect(findGaps(counts, LEAST)).toEqual({ missing: [], unexpected: [] });
  },
  MOST_MS + 60_000,
);
