import type { z } from 'zod';
import { InvariantError } from '../../bank/engine/assert.ts';
import type { Actor, Context } from './actor.ts';
import { readInput } from './input.ts';
import type { Reply } from './reply.ts';

/** Discord's limits for what is offered while something is typed, and for the items of a menu. */
export const MAX_CHOICES = 25;
export const MAX_CHOICE_LENGTH = 100;

/** A value offered for an option: what is shown, and what is sent. Each 1 to 100 characters. */
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

/** What was typed or chosen for each option, before it is read: a Discord user comes as their id. */
export type RawOptions = Readonly<Record<string, string | number>>;

/**
 * A command, whatever its options are. Slash commands, `!` commands, direct messages and the playground are
 * renderings of it.
 */
export interface Command {
  readonly name: string;
  readonly description: string;
  /** `staff`: only for who may manage the bank's own server. */
  readonly audience: 'everyone' | 'staff';
  /** A public answer is seen by everyone in the channel; any other by the actor alone. */
  readonly isPublic: boolean;
  readonly options: Readonly<Record<string, Option>>;
  /** Commands below this one; it does nothing itself then. */
  readonly subcommands: readonly Command[];
  /** May throw Refusal. */
  readonly run: (context: Context, raw: RawOptions) => Promise<Reply>;
  /** What to offer while this option is being typed. Answers from memory. */
  readonly complete: (actor: Actor, option: string, typed: string) => Promise<readonly Choice[]>;
}

interface About {
  readonly name: string;
  readonly description: string;
  readonly audience?: Command['audience'];
  readonly isPublic?: boolean;
}

interface Definition<Input extends z.ZodObject> extends About {
  /** Reads what was given: the bank's own schemas, where there are some. */
  readonly input: Input;
  /** How each field of the input is asked for. */
  readonly options: { readonly [Name in keyof z.input<Input>]-?: Option };
  readonly run: (context: Context, input: z.output<Input>) => Promise<Reply>;
}

/** A command that is told something. What its schema doesn't take is refused `invalid`, with every fault. */
export function defineCommand<Input extends z.ZodObject>(definition: Definition<Input>): Command {
  const { input, run, ...about } = definition;
  const options: Command['options'] = definition.options;
  return {
    ...DEFAULTS,
    ...about,
    options,
    run: async (context, raw) => run(context, readInput(input, raw)),
    async complete(actor, name, typed) {
      const option = options[name];
      return option?.kind === 'text' && option.complete ? option.complete(actor, typed) : [];
    },
  };
}

/** A command that is told nothing. */
export function defineSimpleCommand(about: About, run: (context: Context) => Promise<Reply>): Command {
  return { ...DEFAULTS, ...about, run };
}

/** A command that is only the first word of others. */
export function defineGroup(about: About, subcommands: readonly Command[]): Command {
  return {
    ...DEFAULTS,
    ...about,
    subcommands,
    run: () => Promise.reject(new InvariantError(`/${about.name} is told too little`)),
  };
}

const DEFAULTS = {
  audience: 'everyone',
  isPublic: false,
  options: {},
  subcommands: [],
  complete: async () => [],
} as const satisfies Partial<Command>;
