import type { Client } from 'discord.js';
import { type Head, parseHeads } from '../bank/heads.ts';
import type { BotDependencies, BotSettings } from './settings.ts';

/** Looks whether the log still has what was told of it where nobody with the database alone can change it. */
export async function compareToldHeads(
  client: Client<true>,
  { operatorChannelId, headChannelId }: BotSettings,
  { compareHeads, log }: BotDependencies,
): Promise<void> {
  if (!compareHeads) return;
  // Those of before there was a channel of their own count as well.
  for (const channelId of new Set([headChannelId, operatorChannelId])) {
    if (channelId === null) continue;
    try {
      await compareHeads(await readToldHeads(client, channelId));
    } catch (err) {
      log.warn(
        { err },
        'the heads in the staff channel could not be compared: may the bot read its history?',
      );
    }
  }
}

/** How many of the staff channel's newest messages are read: as many as Discord gives at once. */
const MESSAGES = 100;

/** The heads that this bot has told in the staff channel, the newest first. */
async function readToldHeads(client: Client<true>, channelId: string): Promise<Head[]> {
  const channel = await client.channels.fetch(channelId, { allowUnknownGuild: true });
  if (!channel?.isTextBased()) return [];
  const messages = await channel.messages.fetch({ limit: MESSAGES, cache: false });
  return [...messages.values()]
    .filter(({ author }) => author.id === client.user.id)
    .toSorted((one, other) => other.createdTimestamp - one.createdTimestamp)
    .flatMap(({ content, embeds }) => [content, ...embeds.map(({ description }) => description ?? '')])
    .flatMap(parseHeads);
}
