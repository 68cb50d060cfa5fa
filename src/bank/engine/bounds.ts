import { NO_GOODS } from './pets.ts';
import type { BankEvent } from './rows.ts';

/* What one operation writes at most, whatever it is asked: else it could fail or flood those beside it. */

/** How many events of one topic an operation sends to one person; one more says how many are left out. */
export const MAX_ALIKE = 16;
/** How many of many a text names. */
const MAX_NAMED = 20;
/** How many withdrawals one report writes on; the next report, or the sweep, goes on. */
export const MAX_SETTLED = 200;

/** The events with those that are too many of one topic for one person summed into one. */
export function sumAlike(events: readonly BankEvent[]): BankEvent[] {
  if (events.length <= MAX_ALIKE) return [...events];
  const alike = Map.groupBy(events, ({ topic, discordUserId }) => `${topic} ${discordUserId}`);
  return [...alike.values()].flatMap((group) => {
    const more = group.length - MAX_ALIKE;
    const last = group.at(-1);
    if (more <= 0 || !last) return group;
    const sum = { ...last, robloxUserId: null, goods: NO_GOODS, text: wordAlike(more) };
    return [...group.slice(0, MAX_ALIKE), sum];
  });
}

const wordAlike = (more: number): string => `And ${more} more like these.`;

/** How many events an event with this text stands for; null: for itself. */
export function countAlike(text: string): number | null {
  const more = Number(/\d{1,9}/.exec(text)?.[0]);
  return text === wordAlike(more) ? more : null;
}

/** The first of many, and how many there are besides. */
export function nameFirst(texts: readonly string[], separator = '; '): string {
  const more = texts.length - MAX_NAMED;
  const named = more > 0 ? [...texts.slice(0, MAX_NAMED), `and ${more} more`] : texts;
  return named.join(separator);
}
