import type { User } from 'discord.js';
import type { Desk } from '../commands/dispatch/types.ts';
import type { Asker } from '../commands/model/actor.ts';
import type { Tickets } from './live-messages.ts';
import type { MentionCommand } from './markdown.ts';

/** What answers on Discord are made with. */
export interface Front {
  readonly desk: Desk;
  readonly tickets: Tickets;
  readonly mention: MentionCommand;
  /** Asks the bank's own server afresh. */
  readonly isStaff: (discordUserId: string) => Promise<boolean>;
  /** How long an answer may take before Discord is told that it is coming. Below a second. */
  readonly deferAfterMs: number;
  /** Told of an answer that could not be given. */
  readonly onFault: (error: unknown) => void;
}

export function askerOf({ isStaff }: Front, { id, displayName }: User): Asker {
  return { discordUserId: id, name: displayName, isStaff: () => isStaff(id) };
}

/** The operation's id of what Discord delivered: the same each time that it is delivered. */
export const operationIdOf = ({ id }: { readonly id: string }): string => `discord:${id}`;
