import { expect, test } from 'bun:test';
import fc from 'fast-check';
import { openSqliteBench } from './model/bench.ts';
import { MOST_MOVES, playGame } from './model/game.ts';
import { type Wish, wishes } from './model/moves.ts';
import { type Counts, countInto, findGaps, formatTable } from './model/pairs.ts';
import { GAME_SEED, playGames } from './play-games.ts';
import { isFull, scaled } from './scale.ts';

/** PETBANK_GAMES plays a part of the full form, such as a quarter. */
const ALL_GAMES = 10_000;
const GAMES = Number(process.env.PETBANK_GAMES ?? scaled({ short: 50, full: ALL_GAMES }));
/** How often each outcome of each operation must have come about. */
const LEAST = isFull ? Math.ceil((50 * GAMES) / ALL_GAMES) : 1;
/**
 * Random games may leave a gap: so many times as many are played before one counts as an error of the
 * generators.
 */
const MOST_ROUNDS = 12;
const MOST_MS = scaled({ short: 120_000, full: 10_000_000 });

test(
  'whatever members, tellers, operators, time and strangers do, the bank says and stores what it must',
  async () => {
    const counts: Counts = new Map();
    const games = fc.array(wishes, { maxLength: MOST_MOVES, size: 'max' });
    let played = 0;
    const play = async (all: readonly Wish[]): Promise<void> => {
      countInto(counts, await playGame(openSqliteBench, all));
      played += 1;
    };
    const endsAt = performance.now() + MOST_MS;
    let rounds = 0;
    while (rounds < MOST_ROUNDS && (rounds === 0 || findGaps(counts, LEAST).missing.length > 0)) {
      await playGames(games, play, {
        seed: GAME_SEED + rounds,
        numRuns: GAMES,
        mostMs: Math.max(1_000, endsAt - performance.now()),
      });
      rounds += 1;
    }
    console.log(`PETBANK_SEED=${GAME_SEED}: ${played} games\n${formatTable(counts)}`);
    // Whoever runs out of time has not played them.
    if (isFull) expect(played).toBeGreaterThanOrEqual(GAMES);
    expect(findGaps(counts, LEAST)).toEqual({ missing: [], unexpected: [] });
  },
  MOST_MS + 60_000,
);
