import type { Command, RawOptions } from '../../commands/model/command.ts';
import { parseAmount } from '../../commands/model/input.ts';
import type { Words } from '../../commands/model/text.ts';
import { toLine } from '../../commands/model/translate.ts';
import type { CommandInfo, InEachLanguage, OptionInfo } from './protocol.ts';

/** Lists every command that can be run: subcommands instead of their groups. */
export function listCommands(
  commands: readonly Command[],
  parents: readonly string[] = [],
): readonly CommandInfo[] {
  return commands.flatMap((command) => {
    const path = [...parents, command.name];
    if (command.subcommands.length > 0) return listCommands(command.subcommands, path);
    const { audience, options } = command;
    const description = inEachLanguage(command.description);
    return [{ path, description, isForStaff: audience !== 'everyone', options: describeOptions(options) }];
  });
}

const inEachLanguage = (words: Words): InEachLanguage => ({
  en: toLine(words, 'en'),
  es: toLine(words, 'es'),
  'pt-BR': toLine(words, 'pt-BR'),
  de: toLine(words, 'de'),
  fr: toLine(words, 'fr'),
});

const describeOptions = (options: Command['options']): readonly OptionInfo[] =>
  Object.entries(options).map(([name, option]) => ({
    name,
    kind: option.kind,
    description: inEachLanguage(option.description),
    isRequired: option.isRequired ?? false,
    choices: option.kind === 'text' ? (option.choices ?? []) : [],
    isCompleted: option.kind === 'text' && option.complete !== undefined,
  }));

/**
 * Parses whole numbers, also ones like `10k`. A text that is no number stays as it is, for the command to
 * refuse.
 */
export function parseFields(
  options: Command['options'],
  fields: Readonly<Record<string, string>>,
): RawOptions {
  const pairs = Object.entries(fields).map(([name, text]) => {
    const isNumber = options[name]?.kind === 'integer';
    return [name, isNumber ? (parseAmount(text) ?? text) : text] as const;
  });
  return Object.fromEntries(pairs);
}
