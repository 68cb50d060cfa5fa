import type { Command, RawOptions } from '../../commands/model/command.ts';
import { parseAmount } from '../../commands/model/input.ts';
import type { CommandInfo, OptionInfo } from './wire.ts';

/** Every command that does something, groups opened up. */
export function listCommands(
  commands: readonly Command[],
  before: readonly string[] = [],
): readonly CommandInfo[] {
  return commands.flatMap((command) => {
    const path = [...before, command.name];
    if (command.subcommands.length > 0) return listCommands(command.subcommands, path);
    const { description, audience, options } = command;
    return [{ path, description, isForStaff: audience === 'staff', options: describeOptions(options) }];
  });
}

const describeOptions = (options: Command['options']): readonly OptionInfo[] =>
  Object.entries(options).map(([name, option]) => ({
    name,
    kind: option.kind,
    description: option.description,
    isRequired: option.isRequired ?? false,
    choices: option.kind === 'text' ? (option.choices ?? []) : [],
    isCompleted: option.kind === 'text' && option.complete !== undefined,
  }));

/** Whole numbers come as they were written, `10k` too. What is none stays, for the command to refuse. */
export function readWritten(
  options: Command['options'],
  written: Readonly<Record<string, string>>,
): RawOptions {
  const pairs = Object.entries(written).map(([name, text]) => {
    const isNumber = options[name]?.kind === 'integer';
    return [name, isNumber ? (parseAmount(text) ?? text) : text] as const;
  });
  return Object.fromEntries(pairs);
}
