import type { Book } from '../../../src/bank/engine/book.ts';
import type { PetStack } from '../../../src/bank/engine/pets.ts';
import type { Bench } from './bench.ts';
import { type Call, type Nonce, newNonce } from './call.ts';
import type { World } from './world.ts';

/**
 * What the numbers of one move pick from is what is there when the move is made, so that few moves are in
 * vain.
 */
export interface Dice {
  readonly member: number;
  readonly teller: string;
  readonly by: string;
  readonly discord: string;
  readonly pick: number;
  readonly isSo: boolean;
  readonly goods: { readonly pets: readonly PetStack[]; readonly gems: number };
  /** Whether it is made while nothing else is. */
  readonly isAlone: boolean;
}

/** One sending of an operation. */
export interface Attempt {
  readonly call: Call;
  readonly nonce: Nonce | undefined;
}

/** A bank that is played on. */
export interface Scene {
  readonly bench: Bench;
  world: World;
  /** Two processes that serve the same bank. */
  books: readonly [Book, Book];
  /** The latest attempts, oldest first. */
  readonly sent: Attempt[];
  /** Operations that a caller may ask for once more, by kind. */
  readonly repeatable: { readonly [K in Again]: Repeatable[] };
  /** Reports that were written down and not sent yet. */
  readonly drafts: { readonly teller: string; readonly send: () => Call }[];
  readonly story: string[];
}
export type Again = 'deposit' | 'request' | 'complete' | 'transfer' | 'offer' | 'answer';
/** The same once more, or with other content under the same id, or by someone else. */
export interface Repeatable {
  readonly again: () => Call;
  readonly other: () => Call;
  readonly byAnother: () => Call;
}

/** What a move does now; nothing where there is nothing to do it to. */
export type Intent = (scene: Scene, dice: Dice) => Attempt[];

/** Sent with a nonce of its own, as every request is. */
export const sendNew = ({ world }: Scene, call: Call): Attempt[] => [
  { call, nonce: newNonce(world, call.by) },
];

export const pickFrom = <Item>(all: readonly Item[], pick: number): Item | undefined =>
  all[pick % Math.max(all.length, 1)];

export function nextName({ world }: Scene): string {
  world.count += 1;
  return `x${world.count}`;
}
