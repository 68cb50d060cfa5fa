import { z } from 'zod';
import type { Book, Caller } from '../../bank/engine/book.ts';
import { tellerIdSchema } from '../../bank/engine/fields.ts';
import { pauseTeller, readTellerPause } from '../../bank/pause-teller.ts';
import type { StaffDependencies } from '../dependencies.ts';
import { type Command, defineCommand } from '../model/command.ts';
import { type Reply, worded } from '../model/reply.ts';
import { t } from '../model/text.ts';
import { readTellerId, reasonButton, tellerOption } from './inputs.ts';
import { staffCaller } from './member.ts';

/** Has a teller hand out nothing new, or hand out again. */
export function pauseTellerCommand(dependencies: StaffDependencies): Command {
  return defineCommand({
    name: 'pause',
    description: t('about.pause'),
    audience: 'cashier',
    isUrgent: true,
    input: z.strictObject({ teller: tellerIdSchema }),
    options: { teller: tellerOption(dependencies.book, t('about.option.pause-teller')) },
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
  const style = isPaused ? 'success' : 'danger';
  const change = reasonButton(
    t(isPaused ? 'pause.resume' : 'pause.pause'),
    style,
    async (_context, { reason }) => {
      const answer = await book.perform(pauseTeller, { tellerId, paused: !isPaused, reason }, caller);
      return pauseReply(book, { ...answer, caller });
    },
  );
  return {
    ...(isPaused
      ? worded('pause.paused', 'warning', { teller: tellerId, reason: pausedReason })
      : worded('pause.working', 'plain', { teller: tellerId })),
    rows: [[{ ...change, isUrgent: true, level: isPaused ? 'manager' : 'cashier' }]],
  };
}
