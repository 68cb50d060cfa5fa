import { test } from 'bun:test';
import { openMemory } from '../bank/bank.ts';
import { games, playGame } from './identity/game.ts';
import { GAME_SEED, playGames } from './play-games.ts';
import { scaled } from './scale.ts';

/** PETBANK_GAMES plays a part, from the game on that PETBANK_PATH names. */
const GAMES = Number(process.env.PETBANK_GAMES ?? scaled({ short: 60, full: 3_000 }));
const MOST_MS = scaled({ short: 280_000, full: 3_500_000 });

test(
  'whatever becomes of the list of pets, none is lost, and each is found by every name it ever had',
  async () => {
    const play = async (game: Parameters<typeof playGame>[1]): Promise<void> => {
      const driver = openMemory();
      await playGame(driver, game).finally(driver.close);
    };
    await playGames(games, play, { numRuns: GAMES, mostMs: MOST_MS });
    console.log(`PETBANK_SEED=${GAME_SEED}: ${GAMES} games`);
  },
  MOST_MS + 60_000,
);
