import type { Client, SendableChannels } from 'discord.js';
import { DiscordAPIError, RESTJSONErrorCodes } from 'discord.js';
import type { Dispatcher } from '../commands/dispatch/types.ts';
import type { Deliver } from '../notices/notice.ts';
import type { MentionCommand } from './markdown.ts';
import { renderMessage } from './render.ts';
import type { BotLog } from './settings.ts';

interface DeliverDependencies {
  readonly client: Client<true>;
  readonly dispatcher: Pick<Dispatcher, 'render'>;
  readonly mention: MentionCommand;
  readonly operatorChannelId: string | null;
  readonly log: BotLog;
}

/**
 * Tells members directly, and the operator in the operator's channel. Discord shows what has the same id
 * once, for the next minutes.
 */
export function createDeliver({
  client,
  dispatcher,
  mention,
  operatorChannelId,
  log,
}: DeliverDependencies): Deliver {
  async function channelOf(to: string): Promise<SendableChannels | null> {
    if (to !== 'operator') return client.users.createDM(to);
    if (operatorChannelId === null) return null;
    const channel = await client.channels.fetch(operatorChannelId, { allowUnknownGuild: true });
    return channel?.isSendable() ? channel : null;
  }
  return async ({ id, to, reply }) => {
    try {
      const channel = await channelOf(to);
      if (!channel) {
        log.warn({ notice: reply }, 'no channel for the operator: DISCORD_OPERATOR_CHANNEL_ID');
        return;
      }
      const rendered = dispatcher.render(reply, { ownerId: to, isPublic: to === 'operator' });
      await channel.send({ ...renderMessage(rendered, mention), nonce: id, enforceNonce: true });
    } catch (error) {
      if (!isUnreachable(error)) throw error;
      log[to === 'operator' ? 'error' : 'info']({ err: error, id }, 'a notice can be told to nobody');
    }
  };
}

const CODES: readonly (string | number)[] = [
  RESTJSONErrorCodes.UnknownChannel,
  RESTJSONErrorCodes.UnknownUser,
  RESTJSONErrorCodes.MissingAccess,
  RESTJSONErrorCodes.MissingPermissions,
  RESTJSONErrorCodes.CannotSendMessagesToThisUser,
  RESTJSONErrorCodes.CannotSendMessagesToThisUserDueToHavingNoMutualGuilds,
];

/**
 * Whether a person or channel can't be written to, and asking again would change nothing: closed direct
 * messages, a channel that is gone.
 */
export function isUnreachable(error: unknown): boolean {
  return error instanceof DiscordAPIError && CODES.includes(error.code);
}
