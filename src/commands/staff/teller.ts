import type { StaffDependencies } from '../dependencies';
import { type Command, defineGroup } from '../model/command.ts';
import { adjustCommand } from './adjust.ts';
import { deliverCommand } from './deliver.ts';
import { freezeCommand } from './freeze.ts';
import { haltCommand } from './halt.ts';
import { moveCommand } from './move.ts';
import { queueCommand } from './queue.ts';
import { reviewCommand } from './review.ts';
import { takeCommand } from './take.ts';

/** Attended tellers: staff take and hand over pets in the game themselves, and say so here. */
export function tellerCommand(dependencies: StaffDependencies): Command {
  return defineGroup({ name: 'teller', description: 'Be a teller yourself, by hand', audience: 'staff' }, [
    queueCommand(dependencies),
    takeCommand(dependencies),
    deliverCommand(dependencies),
    moveCommand(dependencies),
  ]);
}

/**
 * What only staff may do, in the order in which `help` tells of it. Each acts in the name of their own Roblox
 * account.
 */
export const createStaffCommands = (dependencies: StaffDependencies): readonly Command[] => [
  tellerCommand(dependencies),
  reviewCommand(dependencies),
  freezeCommand(dependencies),
  haltCommand(dependencies),
  adjustCommand(dependencies),
];
