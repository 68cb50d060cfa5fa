import { z } from 'zod';
import { localized, text, unique } from './fields.ts';

/*
 * Source: discord.com/developers/docs/interactions/application-commands (Application Command Naming,
 * Application Command Option Structure, Option Choice Structure).
 */
const MAX_OPTIONS = 25;
const MAX_CHOICES = 25;
const MAX_STRING_VALUE = 6000;
const MAX_COMMANDS = 100;
const MAX_CHARACTERS = 8000;
const BARE_NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;

const name = z
  .string()
  .regex(BARE_NAME, 'Command name is invalid')
  .refine((value) => value === value.toLowerCase(), { message: 'Command name must be lower case' });
const description = text(100);

const naming = {
  name,
  name_localizations: localized(name),
  description,
  description_localizations: localized(description),
};

function choices<T extends z.ZodType<string | number>>(value: T) {
  return z
    .array(z.looseObject({ name: text(100), name_localizations: localized(text(100)), value }))
    .max(MAX_CHOICES)
    .check(unique((choice) => choice.name, 'Choice name'))
    .nullish();
}

const plain = { ...naming, required: z.boolean().nullish() };
const completed = { ...plain, autocomplete: z.boolean().nullish() };

const stringOption = z.looseObject({
  type: z.literal(3),
  ...completed,
  choices: choices(text(100)),
  min_length: z.int().min(0).max(MAX_STRING_VALUE).nullish(),
  max_length: z.int().min(1).max(MAX_STRING_VALUE).nullish(),
});

const numberOption = z.looseObject({
  type: z.union([z.literal(4), z.literal(10)]),
  ...completed,
  choices: choices(z.number()),
  min_value: z.number().nullish(),
  max_value: z.number().nullish(),
});

/** Boolean, user, channel, role, mentionable, attachment. */
const otherOption = z.looseObject({
  type: z.union([z.literal(5), z.literal(6), z.literal(7), z.literal(8), z.literal(9), z.literal(11)]),
  ...plain,
});

const leafSchema = z.discriminatedUnion('type', [stringOption, numberOption, otherOption]);
export type LeafOption = z.infer<typeof leafSchema>;

const leaves = z
  .array(leafSchema)
  .max(MAX_OPTIONS)
  .check(unique((option) => option.name, 'Option name'))
  .check(({ value: options, issues }) => checkLeaves(options, issues));

const subcommand = z.looseObject({ type: z.literal(1), ...naming, options: leaves.nullish() });
const group = z.looseObject({
  type: z.literal(2),
  ...naming,
  options: z
    .array(subcommand)
    .min(1)
    .max(MAX_OPTIONS)
    .check(unique((option) => option.name, 'Option name')),
});

export const commandSchema = z
  .looseObject({
    type: z.literal(1).default(1),
    ...naming,
    options: z
      .array(z.discriminatedUnion('type', [stringOption, numberOption, otherOption, subcommand, group]))
      .max(MAX_OPTIONS)
      .check(unique((option) => option.name, 'Option name'))
      .nullish(),
    default_member_permissions: z.string().regex(/^\d+$/).nullish(),
    dm_permission: z.boolean().nullish(),
    contexts: z.array(z.int().min(0).max(2)).nullish(),
    integration_types: z.array(z.int().min(0).max(1)).nullish(),
    nsfw: z.boolean().nullish(),
  })
  .check(({ value: command, issues }) => {
    const options = command.options ?? [];
    const bare = options.filter((option) => option.type !== 1 && option.type !== 2);
    if (bare.length > 0 && bare.length < options.length) {
      const message = 'Sub-commands and options cannot be side by side';
      issues.push({ code: 'custom', path: ['options'], message, input: options });
    }
    checkLeaves(bare, issues, ['options']);
    if (characters(command) > MAX_CHARACTERS) {
      const message = `Command exceeds maximum size of ${MAX_CHARACTERS}`;
      issues.push({ code: 'custom', path: [], message, input: command.name });
    }
  });

export type CommandBody = z.infer<typeof commandSchema>;

export const commandsSchema = z
  .array(commandSchema)
  .max(MAX_COMMANDS)
  .check(unique((command) => command.name, 'Command name'));

type CompletedOption = Extract<LeafOption, { type: 3 | 4 | 10 }>;

/** Texts and numbers may have choices, or be completed while they are typed. */
export function isCompleted(option: LeafOption): option is CompletedOption {
  return option.type === 3 || option.type === 4 || option.type === 10;
}

function checkLeaves(options: readonly LeafOption[], issues: z.core.$ZodRawIssue[], path: string[] = []) {
  const firstOptional = options.findIndex((option) => !option.required);
  options.forEach((option, index) => {
    if (option.required && firstOptional !== -1 && index > firstOptional) {
      const message = 'Required options must be placed before non-required options';
      issues.push({ code: 'custom', path: [...path, index], message, input: option.name });
    }
    if (isCompleted(option) && option.autocomplete && option.choices?.length) {
      const message = 'Autocomplete options cannot have choices';
      issues.push({ code: 'custom', path: [...path, index, 'choices'], message, input: option.name });
    }
  });
}

interface Counted {
  readonly name: string;
  readonly description?: string | undefined;
  readonly options?: readonly unknown[] | null | undefined;
}

const countedSchema = z.looseObject({
  name: z.string(),
  description: z.string().optional(),
  value: z.union([z.string(), z.number()]).optional(),
  options: z.array(z.unknown()).nullish(),
  choices: z.array(z.unknown()).nullish(),
});

/** Names, descriptions and values of a command, its options and choices, all together. */
function characters(part: Counted | unknown): number {
  const { name, description, value, options, choices } = countedSchema.parse(part);
  const own = name.length + (description?.length ?? 0) + (typeof value === 'string' ? value.length : 0);
  return [...(options ?? []), ...(choices ?? [])].reduce<number>(
    (sum, inner) => sum + characters(inner),
    own,
  );
}

const autocompleteChoice = z.looseObject({
  name: text(100),
  name_localizations: localized(text(100)),
  value: z.union([text(100), z.number()]),
});
export const autocompleteSchema = z.looseObject({ choices: z.array(autocompleteChoice).max(MAX_CHOICES) });
export type Choice = z.infer<typeof autocompleteChoice>;
