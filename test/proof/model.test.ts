import { expect, test } from 'bun:test';
import fc from 'fast-check';
import { openSqliteBench } from './model/bench.ts';
import { MOST_MOVES, playGame } from './model/game.ts';
import { type Wish, wishes } from './model/moves.ts';
import { type Counts, countInto, countPairs, findGaps, formatTable } from './model/pairs.ts';
import { GAME_SEED, playGames } from './play-games.ts';
import { isFull, scaled } from './scale.ts';

/** PETBANK_GAMES plays a part of the full form, such as a quarter. */
const ALL_GAMES = 10_000;
const GAMES = Number(process.env.PETBANK_GAMES ?? scaled({ short: 50, full: ALL_GAMES }));
/** How often each outcome of each operation must have come about in the full form. */
const LEAST = Math.ceil((50 * GAMES) / ALL_GAMES);
/** Few games leave some twentieth of the outcomes out: more says that the generators have lost their way. */
const MOST_MISSING = 0.2;
const MOST_MS = scaled({ short: 280_000, full: 10_000_000 });

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
    await playGames(games, play, { numRuns: GAMES, mostMs: MOST_MS });
    console.log(`PETBANK_SEED=${GAME_SEED}: ${played} games\n${formatTable(counts)}`);
    // Whoever runs out of time has not played them.
    expect(played).toBeGreaterThanOrEqual(GAMES);
    const { missing, unexpected } = findGaps(counts, isFull ? LEAST : 1);
    expect(unexpected).toEqual([]);
    if (isFull) expect(missing).toEqual([]);
    else expect(missing.length / countPairs()).toBeLessThan(MOST_MISSING);
  },
  MOST_MS + 60_000,
);
