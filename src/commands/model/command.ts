import type { z } from 'zod';
import { InvariantError } from '../../bank/engine/assert.ts';
import type { Actor, Context } from './actor.ts';
import { readInput } from './input.ts';
import type { Choice, Option } from './option.ts';
import type { Reply } from './reply.ts';

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
