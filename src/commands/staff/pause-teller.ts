import { z } from 'zod';
import type { Book, Caller } from '../../bank/engine/book.ts';
import { tellerIdSchema } from '../../bank/engine/fields.ts';
import { pauseTeller, readTellerPause } from '../../bank/pause-teller.ts';
import type { StaffDependencies } from '../dependencies.ts';
import { type Command, defineCommand } from '../model/command.ts';
import type { Reply } from '../model/reply.ts';
import { say } from '../model/text.ts';
import { readTellerId, reasonButton, tellerOption } from './inputs.ts';
import { staffCaller } from './member.ts';

/** Has a teller hand out nothing new, or hand out again. */
export function pauseTellerCommand(dependencies: StaffDependencies): Command {
  return defineCommand({
    name: 'pause',
    description: 'Have a teller hand out nothing new, or hand out again',
    audience: 'cashier',
    isUrgent: true,
    input: z.strictObject({ teller: tellerIdSchema }),
    options: { teller: tellerOption(dependencies.book, 'The teller, or "me"') },
    async run({ actor }, { teller }) {
      const caller = await staffCaller(dependencies.book, actor);
      const { tellerId, pausedReason } = await dependencies.book.query(
        readTellerPause,
        readTellerId(teller, caller),
        caller,
      );
      return pauseReply(dependencies.book, { tellerId, pausedReason, caller });
    },
  });
}

interface Pause {
  readonly tellerId: string;
  readonly pausedReason: string | null;
  readonly caller: Caller;
}

/** Shows whether the teller is paused, and a button that changes it. */
function pauseReply(book: Book, { tellerId, pausedReason, caller }: Pause): Reply {
  const isPaused = pausedReason !== null;
  const label = isPaused ? 'Let it hand out again' : 'Pause it';
  const style = isPaused ? 'success' : 'danger';
  const change = reasonButton(label, style, async (_context, { reason }) => {
    const answer = await book.perform(pauseTeller, { tellerId, paused: !isPaused, reason }, caller);
    return pauseReply(book, { ...answer, caller });
  });
  return {
    title: isPaused ? `${tellerId} is paused` : `${tellerId} is not paused`,
    tone: isPaused ? 'warning' : 'plain',
    text: isPaused
      ? say`It hands out nothing new. Deposits go on. Why: ${pausedReason}`
      : say`While it is paused, it hands out nothing new; deposits, and what it has claimed, go on.`,
    rows: [[{ ...change, isUrgent: true, level: isPaused ? 'manager' : 'cashier' }]],
  };
}
