import type { Command } from '../command.ts';
import { adjustCommand } from './staff/adjust.ts';
import { freezeCommand } from './staff/freeze.ts';
import { haltCommand } from './staff/halt.ts';
import type { StaffParts } from './staff/parts.ts';
import { reviewCommand } from './staff/review.ts';
import { tellerCommand } from './staff/teller.ts';

/** What only staff may do, in the order in which `help` tells of it. Each acts in the name of their own Roblox account. */
export const createStaffCommands = (parts: StaffParts): readonly Command[] => [
  tellerCommand(parts),
  reviewCommand(parts),
  freezeCommand(parts),
  haltCommand(parts),
  adjustCommand(parts),
];
