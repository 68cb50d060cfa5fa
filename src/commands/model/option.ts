import type { Actor } from './actor.ts';

/** Something to pick for an option: what is shown, and what is sent. Each 1 to 100 characters. */
export interface Choice {
  readonly name: string;
  readonly value: string;
}

interface Described {
  /** 1 to 100 characters. */
  readonly description: string;
  readonly isRequired?: boolean;
}

/**
 * Lengths in UTF-16 units, 1 to 6000. Words to be picked from a short list are `choices`; `complete` offers
 * up to 25 as it is typed.
 */
export interface TextOption extends Described {
  readonly kind: 'text';
  readonly maxLength: number;
  readonly choices?: readonly Choice[];
  readonly complete?: (actor: Actor, typed: string) => Promise<readonly Choice[]>;
}

/** A whole number. In writing, `10k`, `2.5m`, `1b` and `1,000` are read too. */
export interface IntegerOption extends Described {
  readonly kind: 'integer';
  readonly min: number;
  readonly max: number;
}

/** A Discord user, given by id. */
export interface UserOption extends Described {
  readonly kind: 'user';
}

/** What a command can be told. Discord asks for required ones first, so they stand first. */
export type Option = TextOption | IntegerOption | UserOption;
