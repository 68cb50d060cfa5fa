import type { Command } from '../command.ts';
import type { StaffParts } from './staff/parts.ts';
import { tellerCommand } from './staff/teller.ts';

/** What only staff may do, in the order in which `help` tells of it. */
export function createStaffCommands(parts: StaffParts): readonly Command[] {
  return [tellerCommand(parts)];
}
