/** Proofs that name the promise which they see broken. */
const GAMES = ['model', 'identity', 'staff', 'stolen-key'];

/** A bug that someone may write one day, planted on purpose: the tests that it names must find it. */
export interface Mutant {
  readonly name: string;
  /** The promise that it breaks. */
  readonly breaks: string;
  readonly file: string;
  /** The file of tests that must find it; the model by default. */
  readonly test?: string;
  /** Whether only tests on MongoDB find it. */
  readonly needsMongo?: true;
  /** Whose days find it, where the proof is of thieves: a teller's key by default. */
  readonly thief?: 'teller' | 'dead';
  /** The first game, where those of every mutant don't find it. */
  readonly seed?: string;
  /** Occurs exactly once in the file. */
  readonly find: string;
  readonly replace: string;
}

export const proofFile = (name: string): string => `test/proof/${name}.test.ts`;

const MODEL = proofFile('model');
export const testOf = ({ test = MODEL }: Pick<Mutant, 'test'>): string => test;

/** Whether the tests that must find it can run here. */
export const canBeFound = ({ needsMongo }: Mutant): boolean =>
  needsMongo === undefined || Boolean(process.env.MONGODB_TEST_URI);

/** Whether the tests name the promise that they see broken; others are known by their names. */
export const isGame = (test: string): boolean => GAMES.some((game) => proofFile(game) === test);
