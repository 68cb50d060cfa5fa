import fc from 'fast-check';
import { invariant } from '../../../src/bank/engine/assert.ts';
import type { Driver } from '../../../src/storage/driver.ts';
import { createDice } from '../dice.ts';
import { checkLedger, checkWorld } from './check.ts';
import { adjust, cancel, claim, complete, deposit, type Move, move, request } from './moves.ts';
import { adopt, crash, list, report, resolve, retry } from './staff-moves.ts';
import { createWorld, type Process } from './world.ts';

/** Each with how often it comes. A list changes, and comes into use, between nearly any two of the others. */
const MOVES: readonly [name: string, weight: number, move: Move][] = [
  ['list', 8, list],
  ['adopt', 5, adopt],
  ['crash', 2, crash],
  ['deposit', 8, deposit],
  ['request', 6, request],
  ['cancel', 1, cancel],
  ['claim', 4, claim],
  ['complete', 3, complete],
  ['adjust', 2, adjust],
  ['move', 1, move],
  ['report', 3, report],
  ['resolve', 4, resolve],
  ['retry', 7, retry],
];
const MOST_MOVES = 80;
/** After so many moves, and after the last one, the whole ledger is verified. */
const LEDGER_EVERY = 5;

/** A move of a game has a seed of its own, so that one that is left out changes no other. */
const moves = fc.oneof(
  ...MOVES.map(([name, weight, play]) => ({
    weight,
    arbitrary: fc.record({ name: fc.constant(name), play: fc.constant(play), seed: fc.nat() }),
  })),
);
export const games = fc.array(moves, { minLength: MOST_MOVES / 4, maxLength: MOST_MOVES, size: 'max' });
type Game = readonly { readonly name: string; readonly play: Move; readonly seed: number }[];

/** Plays on an empty database. Rejects with what broke, and all that happened before. */
export async function playGame(driver: Driver, game: Game): Promise<void> {
  const world = createWorld(driver);
  try {
    for (const [index, { name, play, seed }] of game.entries()) {
      const dice = createDice(seed);
      const chosen = dice.below(world.processes.length);
      const process = (): Process => invariant(world.processes[chosen], 'a process');
      world.trail.push(`${name}: ${await play(world, process(), dice)}`);
      if (name !== 'list') await checkWorld(world, process());
      if (index % LEDGER_EVERY === 0) await checkLedger(world);
    }
    await checkLedger(world);
  } catch (error) {
    throw new Error(`${String(error)}\nafter:\n${world.trail.join('\n')}`, { cause: error });
  }
}
