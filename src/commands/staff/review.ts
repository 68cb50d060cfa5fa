import { z } from 'zod';
import type { StaffDependencies } from '../dependencies';
import { type Command, defineCommand } from '../model/command.ts';
import { listCases } from './case-list.ts';
import { showCase } from './case-reply.ts';
import { staffCaller } from './member.ts';
import { offerCases } from './offers.ts';

/** What waits for staff to decide: the list, one case, its end. */
export function reviewCommand(dependencies: StaffDependencies): Command {
  const { book } = dependencies;
  return defineCommand({
    name: 'review',
    description: 'What waits for a decision of staff: look into it, and settle it',
    audience: 'staff',
    input: z.strictObject({ case: z.string().min(1).max(300).optional() }),
    options: {
      case: {
        kind: 'text',
        description: 'Which one; else you choose from a list',
        maxLength: 300,
        complete: (_actor, typed) => offerCases(book, typed),
      },
    },
    async run({ actor }, { case: id }) {
      const caller = await staffCaller(book, actor);
      return id === undefined ? listCases({ book, caller }) : showCase({ book, caller }, id);
    },
  });
}
