import {
  type APIApplicationCommandBasicOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  PermissionFlagsBits,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
} from 'discord.js';
import { type Command, MAX_CHOICES, type Option } from '../commands/model/command.ts';
import type { Words } from '../commands/model/text.ts';
import { toLine } from '../commands/model/translate.ts';
import { DEFAULT_LANGUAGE, findLanguage } from '../messages/languages.ts';
import { clip } from './escape.ts';
import { LOCALES, LOCALIZATIONS } from './localizations.ts';

// Limits: discord.com/developers/docs/interactions/application-commands. A test registers every command.
const MAX_DESCRIPTION = 100;
const MAX_TEXT_LENGTH = 6000;

export type CommandBody = RESTPostAPIChatInputApplicationCommandsJSONBody;

/**
 * Converts a command to the body that registers it. Discord shows a staff command to those who may manage the
 * server; the permission is checked again when it runs.
 */
export function toCommandBody(command: Command): CommandBody {
  const { name, audience, subcommands } = command;
  return {
    type: ApplicationCommandType.ChatInput,
    ...named(command),
    name_localizations: { ...LOCALIZATIONS[name] },
    options:
      subcommands.length === 0
        ? toOptions(command)
        : subcommands.map((below) => ({
            type: ApplicationCommandOptionType.Subcommand,
            ...named(below),
            options: toOptions(below),
          })),
    ...(audience !== 'everyone'
      ? { default_member_permissions: String(PermissionFlagsBits.ManageGuild) }
      : {}),
  };
}

const named = ({ name, description }: { readonly name: string; readonly description: Words }) => ({
  name,
  description: describe(description, DEFAULT_LANGUAGE),
  description_localizations: Object.fromEntries(
    LOCALES.map((locale) => [locale, describe(description, findLanguage(locale))]),
  ),
});

const describe = (description: Words, language = DEFAULT_LANGUAGE): string =>
  clip(toLine(description, language), MAX_DESCRIPTION);

function toOptions({ options }: Command): APIApplicationCommandBasicOption[] {
  return Object.entries(options).map(([name, option]) => toOption(name, option));
}

function toOption(name: string, option: Option): APIApplicationCommandBasicOption {
  const common = {
    ...named({ name, description: option.description }),
    required: option.isRequired ?? false,
  };
  switch (option.kind) {
    case 'text': {
      const text = {
        type: ApplicationCommandOptionType.String as const,
        ...common,
        max_length: Math.min(option.maxLength, MAX_TEXT_LENGTH),
      };
      if (option.choices) return { ...text, choices: option.choices.slice(0, MAX_CHOICES) };
      return option.complete ? { ...text, autocomplete: true } : text;
    }
    case 'integer':
      return {
        type: ApplicationCommandOptionType.Integer,
        ...common,
        min_value: option.min,
        max_value: option.max,
      };
    case 'user':
      return { type: ApplicationCommandOptionType.User, ...common };
    default:
      return option satisfies never;
  }
}
