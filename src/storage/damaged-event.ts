import type { PendingEvent } from '../bank/engine/book.ts';
import { NO_GOODS } from '../bank/engine/pets.ts';
import { isUnreadable } from '../bank/verify-balances.ts';
import { encodeRow } from './archive/rows.ts';

/**
 * Reads events, none where it has been erased meanwhile, or makes one that tells the operator that the row
 * can't be read: a damaged row keeps none of the others from being sent. Once told, it counts as sent.
 */
export function readEventsOrDamaged(id: number, read: () => PendingEvent[]): PendingEvent[] {
  try {
    const found = read();
    for (const event of found) encodeRow('outbox', { ...event, sentAt: null });
    return found;
  } catch (error) {
    if (!isUnreadable(error)) throw error;
    const damaged: PendingEvent = {
      id,
      isDamaged: true,
      topic: 'message_damaged',
      discordUserId: null,
      robloxUserId: null,
      goods: NO_GOODS,
      text: `Row ${id} of the outbox is damaged: whoever it was for will not get it. The others are sent.`,
      at: 0,
    };
    return [damaged];
  }
}
