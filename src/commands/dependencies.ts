import type { Book, Caller } from '../bank/engine/book.ts';
import type { Rules } from '../bank/engine/operation.ts';
import type { Pet } from '../bank/engine/pets.ts';
import type { Profiles } from '../bank/profiles.ts';
import type { Pictures } from '../pictures/pictures.ts';

/** What commands work with. */
export interface CommandDependencies {
  readonly book: Book;
  readonly profiles: Profiles;
  readonly rules: () => Rules;
  /** Random bytes fit for secrets. */
  readonly random: (length: number) => Uint8Array;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  readonly pictures: Pictures;
  /** What one of this pet was worth, oldest first; absent where no values are kept. */
  readonly valueHistory?: (pet: Pet) => Promise<readonly ValuePoint[]>;
}

/** The worth of one pet in gems, from 0; `at` in milliseconds since 1970. */
interface ValuePoint {
  readonly at: number;
  readonly value: number;
}

/** Who performs what a member asks for on Discord. */
export const DISCORD: Caller = { by: 'discord' };

/** What the commands of staff work with. */
export type StaffDependencies = Pick<CommandDependencies, 'book' | 'profiles' | 'rules'>;
