import { test } from 'bun:test';
import fc from 'fast-check';
import { openMemory } from '../bank/bank.ts';
import { games, playGame } from './identity/game.ts';
import { scaled } from './scale.ts';

const GAMES = scaled({ short: 60, full: 3_000 });
const MOST_MS = scaled({ short: 60_000, full: 3_500_000 });
// PETBANK_SEED and PETBANK_PATH, as a failure prints them, play that game again.
const seed = Number(process.env.PETBANK_SEED ?? Date.now() % 1_000_000_000);
const path = process.env.PETBANK_PATH;

test(
  'whatever becomes of the list of pets, none is lost, and each is found by every name it ever had',
  async () => {
    const play = async (game: Parameters<typeof playGame>[1]): Promise<void> => {
      const driver = openMemory();
      await playGame(driver, game).finally(driver.close);
    };
    await fc.assert(fc.asyncProperty(games, play), {
      seed,
      ...(path === undefined ? {} : { path }),
      numRuns: GAMES,
      endOnFailure: process.env.PETBANK_NO_SHRINK !== undefined,
      interruptAfterTimeLimit: MOST_MS,
      includeErrorInReport: true,
    });
    console.log(`PETBANK_SEED=${seed}: ${GAMES} games`);
  },
  MOST_MS + 60_000,
);
