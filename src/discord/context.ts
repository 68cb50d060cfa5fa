import type { User } from 'discord.js';
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
