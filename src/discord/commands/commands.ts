import type { Command } from '../command.ts';
import { balanceCommand } from './balance.ts';
import type { CommandParts } from './parts.ts';

/** Every command, in the order in which `help` tells of them. */
export function createCommands(parts: CommandParts): readonly Command[] {
  return [balanceCommand(parts)];
}
