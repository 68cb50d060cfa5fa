import type { Client } from 'discord.js';
import { type Head, parseHeads } from '../bank/heads.ts';

/** How many of the staff channel's newest messages are read: as many as Discord gives at once. */
const MESSAGES = 100;

/** The heads that this bot has told in the staff channel, the newest first. */
export async function readToldHeads(client: Client<true>, channelId: string): Promise<Head[]> {
  const channel = await client.channels.fetch(channelId, { allowUnknownGuild: true });
  if (!channel?.isTextBased()) return [];
  const messages = await channel.messages.fetch({ limit: MESSAGES, cache: false });
  return [...messages.values()]
    .filter(({ author }) => author.id === client.user.id)
    .toSorted((one, other) => other.createdTimestamp - one.createdTimestamp)
    .flatMap(({ content, embeds }) => [content, ...embeds.map(({ description }) => description ?? '')])
    .flatMap(parseHeads);
}
