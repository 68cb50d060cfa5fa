import {
  ApplicationCommandOptionType,
  type AutocompleteInteraction,
  type ChatInputCommandInteraction,
  type CommandInteractionOption,
} from 'discord.js';
import type { RawOptions } from '../commands/model/command.ts';

const GROUPS: readonly ApplicationCommandOptionType[] = [
  ApplicationCommandOptionType.Subcommand,
  ApplicationCommandOptionType.SubcommandGroup,
];

/** The command's words, and what was given for its options. A user comes as their id. */
export function parseInteraction({
  commandName,
  options,
}: ChatInputCommandInteraction | AutocompleteInteraction): {
  readonly path: readonly string[];
  readonly raw: RawOptions;
} {
  const { path, given } = descend([commandName], options.data);
  const pairs = given.flatMap(({ name, value }) =>
    typeof value === 'string' || typeof value === 'number' ? [[name, value] as const] : [],
  );
  return { path, raw: Object.fromEntries(pairs) };
}

interface Level {
  readonly path: readonly string[];
  readonly given: readonly CommandInteractionOption[];
}

/** The words of a command below a command come as an option that holds the options. */
function descend(path: readonly string[], given: readonly CommandInteractionOption[]): Level {
  const [first] = given;
  if (!first || !GROUPS.includes(first.type)) return { path, given };
  return descend([...path, first.name], first.options ?? []);
}
