import { LRUCache } from 'lru-cache';
import type { Reply } from '../commands/model/reply.ts';
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
        title: 'I could not write to you',
        tone: 'warning',
        text: say`You accept no direct messages from here, so I say it now. To get them at once, allow direct
          messages in the privacy settings of this server.`,
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
