import type { z } from 'zod';
import { type haltAnswer, haltBank, readHalt } from '../../bank/control.ts';
import type { Caller } from '../../bank/engine/book.ts';
import type { StaffDependencies } from '../dependencies';
import { type Command, defineSimpleCommand } from '../model/command.ts';
import type { Reply } from '../model/reply.ts';
import { say } from '../model/text.ts';
import { staffCaller } from './member.ts';
import { reasonButton } from './reason.ts';

/** Halts the whole bank, or lets it go on. */
export function haltCommand({ book }: StaffDependencies): Command {
  const about = {
    name: 'halt',
    description: 'Halt the whole bank, or let it go on',
    audience: 'staff',
  } as const;
  return defineSimpleCommand(about, async ({ actor }) => {
    const caller = await staffCaller(book, actor);
    return haltReply({ book }, { ...(await book.query(readHalt, null, caller)), caller });
  });
}

/** Whether the bank is open, and a button for the other way. */
function haltReply(
  { book }: Pick<StaffDependencies, 'book'>,
  { halted, reason: why, caller }: z.infer<typeof haltAnswer> & { readonly caller: Caller },
): Reply {
  return {
    title: halted ? 'The bank is halted' : 'The bank is open',
    tone: halted ? 'bad' : 'good',
    text: halted
      ? say`Nobody can verify, ask for a withdrawal or claim one. What happens in the game is still recorded. Why: ${why ?? ''}`
      : say`Halted, nobody could verify, ask for a withdrawal or claim one; what happens in the game would still be recorded.`,
    rows: [
      [
        reasonButton({
          label: halted ? 'Open the bank again' : 'Halt the bank',
          style: halted ? 'success' : 'danger',
          async act(_context, { reason }) {
            const answer = await book.perform(haltBank, { halted: !halted, reason }, caller);
            return haltReply({ book }, { ...answer, caller });
          },
        }),
      ],
    ],
  };
}
