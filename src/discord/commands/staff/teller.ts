import { type Command, defineGroup } from '../../command.ts';
import { deliverCommand } from './deliver.ts';
import { moveCommand } from './move.ts';
import type { StaffParts } from './parts.ts';
import { queueCommand } from './queue.ts';
import { takeCommand } from './take.ts';

/** Attended tellers: staff take and hand over pets in the game themselves, and say so here. */
export function tellerCommand(parts: StaffParts): Command {
  return defineGroup({ name: 'teller', description: 'Be a teller yourself, by hand', audience: 'staff' }, [
    queueCommand(parts),
    takeCommand(parts),
    deliverCommand(parts),
    moveCommand(parts),
  ]);
}
