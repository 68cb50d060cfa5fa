import type { z } from 'zod';
import { InvariantError } from '../../bank/engine/assert.ts';
import type { StaffLevel } from '../../bank/engine/rows.ts';
import type { Actor, Context } from './actor.ts';
import { readInput } from './input.ts';
import type { Reply } from './reply.ts';
import type { Words } from './text.ts';

/** Discord's limits for what is offered while something is typed, and for the items of a menu. */
export const MAX_CHOICES = 25;
export const MAX_CHOICE_LENGTH = 100;

/** A value offered for an option: what is shown, and what is sent. Each 1 to 100 characters. */
export interface Choice {
  readonly name: string;
  readonly value: string;
}

interface Described {
  /** 1 to 100 characters, in every language. */
  readonly description: Words;
  readonly isRequired?: boolean;
}

/** Lengths are in UTF-16 units, 1 to 6000. `choices` is a short list; `complete` offers up to 25. */
export interface TextOption extends Described {
  readonly kind: 'text';
  /** The command reads amounts out of it: where it is typed, numbers and quotes stay in it. */
  readonly hasAmounts?: boolean;
  readonly maxLength: number;
  readonly choices?: readonly Choice[];
  readonly complete?: (actor: Actor, typed: string) => Promise<readonly Choice[]>;
}

/** A whole number. Typed as text, `10k`, `2.5m`, `1b` and `1,000` are read too. */
export interface IntegerOption extends Described {
  readonly kind: 'integer';
  readonly min: number;
  readonly max: number;
}

/** A Discord user, given by id. */
export interface UserOption extends Described {
  readonly kind: 'user';
}

/** An input of a command. Discord wants required ones first. */
export type Option = TextOption | IntegerOption | UserOption;

/** What was typed or chosen for each option, before it is parsed: a Discord user comes as their id. */
export type RawOptions = Readonly<Record<string, string | number>>;

/** A command. Slash commands, `!` commands, direct messages and the playground are all renderings of it. */
export interface Command {
  readonly name: string;
  /** 1 to 100 characters, in every language. */
  readonly description: Words;
  /** Whom it is for: `everyone`, or staff of this level or a higher one. */
  readonly audience: 'everyone' | StaffLevel;
  /** Everyone in the channel sees a public reply; only the actor sees any other. */
  readonly isPublic: boolean;
  /** It stops harm, so it works also for staff who have just done too much else. */
  readonly isUrgent: boolean;
  readonly options: Readonly<Record<string, Option>>;
  /** If there are any, the command does nothing itself. */
  readonly subcommands: readonly Command[];
  /** May throw Refusal. */
  readonly run: (context: Context, raw: RawOptions) => Promise<Reply>;
  /** Returns what to offer while this option is typed. Answers from memory. */
  readonly complete: (actor: Actor, option: string, typed: string) => Promise<readonly Choice[]>;
}

type CommandInfo = Pick<Command, 'name' | 'description'> &
  Partial<Pick<Command, 'audience' | 'isPublic' | 'isUrgent'>>;

interface Definition<Input extends z.ZodObject> extends CommandInfo {
  /** Parses the options, with the bank's own schemas where it has some. */
  readonly input: Input;
  /** The option for each field of the input. */
  readonly options: { readonly [Name in keyof z.input<Input>]-?: Option };
  readonly run: (context: Context, input: z.output<Input>) => Promise<Reply>;
}

/** Defines a command with options. What its schema doesn't take is a mistake, with every error. */
export function defineCommand<Input extends z.ZodObject>(definition: Definition<Input>): Command {
  const { input, run, ...info } = definition;
  const options: Command['options'] = definition.options;
  return {
    ...DEFAULTS,
    ...info,
    options,
    run: async (context, raw) => run(context, readInput(input, raw)),
    async complete(actor, name, typed) {
      const option = options[name];
      return option?.kind === 'text' && option.complete ? option.complete(actor, typed) : [];
    },
  };
}

/** Defines a command without options. */
export function defineSimpleCommand(info: CommandInfo, run: (context: Context) => Promise<Reply>): Command {
  return { ...DEFAULTS, ...info, run };
}

/** Defines a command that only holds subcommands. */
export function defineGroup(info: CommandInfo, subcommands: readonly Command[]): Command {
  return {
    ...DEFAULTS,
    ...info,
    subcommands,
    run: () => Promise.reject(new InvariantError(`/${info.name} was run without a subcommand`)),
  };
}

const DEFAULTS = {
  audience: 'everyone',
  isPublic: false,
  isUrgent: false,
  options: {},
  subcommands: [],
  complete: async () => [],
} as const satisfies Partial<Command>;
