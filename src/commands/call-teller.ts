import { callTeller } from '../bank/call-teller.ts';
import { findActiveTellers } from '../bank/tellers.ts';
import { createWindowCounter } from '../window-counter.ts';
import { type CommandDependencies, DISCORD } from './dependencies.ts';
import { button, type Control, worded } from './model/reply.ts';
import { t } from './model/text.ts';

/** How long a call lasts: another one of the same member's tells staff nothing more. */
const CALL_MS = 5 * 60_000;

/** How many tellers are looked at. */
export const MAX_TELLERS = 25;

/** Counts the calls of each member. */
export const createCallCounter = () => createWindowCounter({ windowMs: CALL_MS });

/** A teller that was in touch within this time is probably in the game now. */
export const RECENT_MS = 10 * 60_000;

/** Whether any teller has reported or traded a moment ago. */
export async function isSomebodyThere({ book, clock }: CommandDependencies): Promise<boolean> {
  const active = await findActiveTellers(book.reads, { since: clock() - RECENT_MS, limit: MAX_TELLERS });
  return active.length > 0;
}

/** Tells staff that somebody is wanted in the game. The message stays, so that it can be followed. */
export const callTellerButton = ({ book, countCalls }: CommandDependencies): Control => ({
  ...button(t('call-teller.call'), 'primary', async ({ actor: { discordUserId } }) => {
    if (countCalls(discordUserId).count === 1) await book.perform(callTeller, { discordUserId }, DISCORD);
    return worded('call-teller.called', 'good');
  }),
  isEphemeral: true,
});
