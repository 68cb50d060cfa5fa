import fc from 'fast-check';

/** PETBANK_SEED and PETBANK_PATH, as a failure prints them, play that game again. */
export const GAME_SEED = Number(process.env.PETBANK_SEED ?? Date.now() % 1_000_000_000);
const path = process.env.PETBANK_PATH;

interface Rounds {
  readonly numRuns: number;
  /** A failure is reported after this time, though it could be made still smaller. */
  readonly mostMs: number;
  readonly seed?: number;
}

/** Plays random games, and rejects with the smallest that fails. */
export const playGames = <Game>(
  games: fc.Arbitrary<Game>,
  play: (game: Game) => Promise<void>,
  { numRuns, mostMs, seed = GAME_SEED }: Rounds,
): Promise<void> =>
  fc.assert(fc.asyncProperty(games, play), {
    seed,
    ...(path === undefined ? {} : { path }),
    numRuns,
    endOnFailure: process.env.PETBANK_NO_SHRINK !== undefined,
    interruptAfterTimeLimit: mostMs,
    includeErrorInReport: true,
  });
