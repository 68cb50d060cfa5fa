import type { User } from 'discord.js';
import { LRUCache } from 'lru-cache';
import type { Dispatcher } from '../commands/dispatch/types.ts';
import type { Actor } from '../commands/model/actor.ts';
import type { DiscordLiveMessages } from './live-messages.ts';
import type { MentionCommand } from './markdown.ts';

/** What answers on Discord are made with. */
export interface BotContext {
  readonly dispatcher: Dispatcher;
  readonly liveMessages: DiscordLiveMessages;
  readonly mention: MentionCommand;
  /** Asks the bank's own server afresh. */
  readonly isStaff: (discordUserId: string) => Promise<boolean>;
  /** How long an answer may take before Discord is told that it is coming. Below a second. */
  readonly deferAfterMs: number;
  /** Told of an answer that could not be given. */
  readonly onError: (error: unknown) => void;
}

export function createActor({ isStaff }: BotContext, { id, displayName }: User): Actor {
  return { discordUserId: id, name: displayName, isStaff: () => isStaff(id) };
}

/** The operation's id of what Discord delivered: the same each time that it is delivered. */
export const createOperationId = ({ id }: { readonly id: string }): string => `discord:${id}`;

/**
 * Discord delivers anew what it isn't sure of within seconds; this many are far more than come in that time.
 */
const MAX_REMEMBERED = 10_000;

/** Says of each id whether it is here for the first time. */
export function createDedupe(): (id: string) => boolean {
  const seen = new LRUCache<string, true>({ max: MAX_REMEMBERED });
  return (id) => {
    if (seen.has(id)) return false;
    seen.set(id, true);
    return true;
  };
}

/** What work came to, and whether Discord was told meanwhile that it goes on. */
interface Done<T> {
  readonly value: T;
  readonly isDeferred: boolean;
}

/**
 * Waits for the work, however long it takes, and after `afterMs` says once that it goes on: Discord waits
 * three seconds and no longer.
 */
export async function deferIfSlow<T>(
  work: Promise<T>,
  { afterMs, defer }: { afterMs: number; defer: () => Promise<unknown> },
): Promise<Done<T>> {
  const { promise: late, resolve } = Promise.withResolvers<'late'>();
  const timer = setTimeout(() => resolve('late'), afterMs);
  const first = await Promise.race([work.then((value) => ({ value })), late]).finally(() =>
    clearTimeout(timer),
  );
  if (first !== 'late') return { ...first, isDeferred: false };
  await defer();
  return { value: await work, isDeferred: true };
}
