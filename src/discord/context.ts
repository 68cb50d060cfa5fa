import type { Interaction, Message, User } from 'discord.js';
import type { StaffLevel } from '../bank/engine/rows.ts';
import { createCache } from '../cache.ts';
import type { Dispatcher } from '../commands/dispatch/types.ts';
import type { Actor } from '../commands/model/actor.ts';
import type { Language } from '../messages/languages.ts';
import type { CommandPermissions } from './command-permissions.ts';
import type { Languages } from './languages.ts';
import type { DiscordLiveMessages } from './live-messages.ts';
import type { MentionCommand } from './markdown.ts';
import type { Missed } from './missed.ts';

/** What the handlers of interactions and messages work with. */
export interface BotContext {
  readonly dispatcher: Dispatcher;
  readonly liveMessages: DiscordLiveMessages;
  readonly mention: MentionCommand;
  /** What a user may do as staff, by their roles in the bank's own server. */
  readonly levelOf: (discordUserId: string) => Promise<StaffLevel | null>;
  readonly languages: Languages;
  /** What the admins of each server allow whom there. */
  readonly permissions: CommandPermissions;
  /** How long an answer may take before it is deferred. Below a second. */
  readonly deferAfterMs: number;
  /** What could not be said to people directly. */
  readonly missed: Pick<Missed, 'take'>;
  /** What begins a typed command in a server; null: only a mention does. */
  readonly prefix: string | null;
  /** Told of whoever has just done something, once it is done. */
  readonly onActed: (discordUserId: string) => Promise<void>;
  /** Receives the error if an answer can't be sent. */
  readonly onError: (error: unknown) => void;
}

/** Whoever uses a command or a control, with the language that their Discord is set to. */
export const createActor = (context: BotContext, interaction: Interaction): Actor => {
  const { user, locale } = interaction;
  const actor = toActor(context, user, context.languages.see(user.id, locale));
  // Whom Discord lets use a command, it has asked the server's admins already.
  return interaction.isCommand() ? actor : { ...actor, mayUse: context.permissions.of(interaction) };
};

/** Whoever types: Discord doesn't say in which language. */
export const createTypingActor = async (context: BotContext, message: Message): Promise<Actor> => {
  const { author, guild } = message;
  const language = await context.languages.find(author.id, guild?.preferredLocale);
  return { ...toActor(context, author, language), mayUse: context.permissions.of(message) };
};

const toActor = ({ levelOf }: BotContext, { id, displayName }: User, language: Language): Actor => ({
  discordUserId: id,
  name: displayName,
  language,
  level: () => levelOf(id),
});

/** Returns the same operation id each time that Discord delivers the same interaction or message. */
export const createOperationId = ({ id }: { readonly id: string }): string => `discord:${id}`;

/** Discord delivers some events again within seconds; far fewer than this many arrive in that time. */
const MAX_REMEMBERED = 10_000;

/** Creates a check that returns true the first time it sees an id. */
export function createDedupe(): (id: string) => boolean {
  const seen = createCache<string, true>(MAX_REMEMBERED);
  return (id) => {
    if (seen.has(id)) return false;
    seen.set(id, true);
    return true;
  };
}

/** Waits for the work, and defers the answer after `afterMs`: Discord waits no longer than three seconds. */
export async function deferIfSlow<T>(
  work: Promise<T>,
  { afterMs, defer }: { afterMs: number; defer: () => Promise<unknown> },
): Promise<{ readonly value: T; readonly isDeferred: boolean }> {
  const { promise: late, resolve } = Promise.withResolvers<'late'>();
  const timer = setTimeout(() => resolve('late'), afterMs);
  const first = await Promise.race([work.then((value) => ({ value })), late]).finally(() =>
    clearTimeout(timer),
  );
  if (first !== 'late') return { ...first, isDeferred: false };
  await defer();
  return { value: await work, isDeferred: true };
}
