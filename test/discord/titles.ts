import type { Message } from '../doubles/discord/world.ts';

/** The title that a message of the bot's shows. */
export const titleOf = (message: Readonly<Message> | null | undefined): string | undefined =>
  message?.embeds[0]?.title ?? undefined;
