import { LRUCache } from 'lru-cache';
import { type Reply, worded } from '../commands/model/reply.ts';
import { lines, say, strong } from '../commands/model/text.ts';

/** How many people's messages are kept, and how many of one: the newest. */
const MAX_PEOPLE = 2_000;
const MAX_EACH = 8;

/** What could not be said to people directly, for when they are here again. */
export interface Missed {
  add(discordUserId: string, reply: Reply): void;
  /** Returns what they have missed, once; undefined if it is nothing. */
  take(discordUserId: string): Reply | undefined;
}

export function createMissed(): Missed {
  const missed = new LRUCache<string, readonly Reply[]>({ max: MAX_PEOPLE });
  return {
    add(discordUserId, reply) {
      missed.set(discordUserId, [...(missed.get(discordUserId) ?? []), reply].slice(-MAX_EACH));
    },
    take(discordUserId) {
      const replies = missed.get(discordUserId);
      missed.delete(discordUserId);
      if (!replies) return undefined;
      return {
        ...worded('missed', 'warning'),
        fields: replies.map(({ title, text = [], fields = [] }) => ({
          name: title,
          text: lines([
            ...(text.length > 0 ? [text] : []),
            ...fields.map((field) => say`${strong(field.name)}: ${field.text}`),
          ]),
        })),
      };
    },
  };
}
