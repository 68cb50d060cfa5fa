import { type Client, DiscordAPIError, RESTJSONErrorCodes, type SendableChannels } from 'discord.js';
import type { Dispatcher, RenderedReply } from '../commands/dispatch/types.ts';
import { translateReply } from '../commands/model/translate.ts';
import { DEFAULT_LANGUAGE } from '../messages/languages.ts';
import type { Deliver, Notice } from '../notices/notice.ts';
import type { Languages } from './languages.ts';
import type { MentionCommand } from './markdown.ts';
import type { Missed } from './missed.ts';
import { pingRole, renderMessage } from './render.ts';
import type { BotLog } from './settings.ts';
import type { StaffChannels } from './staff-channels.ts';

interface DeliverDependencies {
  readonly client: Client<true>;
  readonly dispatcher: Pick<Dispatcher, 'render' | 'findStanding'>;
  readonly mention: MentionCommand;
  readonly operatorChannelId: string | null;
  readonly channels: StaffChannels;
  /** The roles that are pinged for alerts, and in the channel for tickets; null: none. */
  readonly alertRoleId: string | null;
  readonly pingRoleId: string | null;
  /** Whether only urgent alerts ping, or all but good news. */
  readonly alertPings: 'urgent' | 'all';
  /** Keeps what a member could not be told. */
  readonly missed: Pick<Missed, 'add'>;
  readonly languages: Pick<Languages, 'find'>;
  readonly log: BotLog;
}

/**
 * Sends notices to members in direct messages, and to staff in the channel that they are for. For some
 * minutes, Discord shows a notice with the same id only once. Rejects where it may be delivered later: to the
 * operator also while the channel is closed to the bot, or gone.
 */
export function createDeliver(dependencies: DeliverDependencies): Deliver {
  const { client, dispatcher, mention, operatorChannelId, channels, missed, languages, log } = dependencies;
  const { alertRoleId, pingRoleId, alertPings } = dependencies;
  async function findChannel(to: string): Promise<SendableChannels | null> {
    if (to !== 'operator') return client.users.createDM(to);
    if (operatorChannelId === null) return null;
    const channel = await client.channels.fetch(operatorChannelId, { allowUnknownGuild: true });
    return channel?.isSendable() ? channel : null;
  }
  const render = async ({ to, reply, standing = [] }: Notice): Promise<RenderedReply> => {
    const controls = standing.flatMap(({ name, about }) => dispatcher.findStanding(name, about) ?? []);
    const rows = controls.length === 0 ? {} : { rows: [controls] };
    const language = to === 'operator' ? DEFAULT_LANGUAGE : await languages.find(to);
    const audience = { ownerId: to, isPublic: to === 'operator', language };
    return dispatcher.render({ ...reply, ...rows }, audience);
  };
  function giveUp(error: unknown, { to, id, reply }: Notice): void {
    if (!isUnreachable(error) && !isFinal(error)) throw error;
    log[to === 'operator' ? 'error' : 'info']({ err: error, id }, 'a notice could not be delivered');
    // Staff can give the bot its channel back, and must not miss what was said meanwhile.
    if (to === 'operator' && !isUnfit(error)) throw error;
    if (to !== 'operator') missed.add(to, reply);
  }
  async function send(notice: Notice, channel: SendableChannels, roleId = alertRoleId): Promise<void> {
    const pinged = mustPing(notice, alertPings) ? pingRole(roleId) : {};
    const once = { nonce: notice.id, enforceNonce: true } as const;
    await channel.send({ ...renderMessage(await render(notice), mention), ...pinged, ...once });
  }
  return async (notice) => {
    const { to, reply, channel: own } = notice;
    const roleId = own === 'tickets' ? pingRoleId : alertRoleId;
    try {
      if (own && (await channels.use(own, (channel) => send(notice, channel, roleId)))) return;
      const channel = await findChannel(to);
      if (!channel) {
        log.warn(
          { notice: translateReply(reply, DEFAULT_LANGUAGE) },
          'no channel for the operator: DISCORD_OPERATOR_CHANNEL_ID',
        );
        return;
      }
      await send(notice, channel);
    } catch (error) {
      giveUp(error, notice);
    }
  };
}

/** Good news and the hourly head never ping. */
const mustPing = ({ isPing = false, to, reply }: Notice, alertPings: 'urgent' | 'all'): boolean =>
  isPing || (alertPings === 'all' && to === 'operator' && (reply.tone === 'bad' || reply.tone === 'warning'));

/** Whether Discord will say the same of this message again: to wait for it would hold up what follows. */
const isFinal = (error: unknown): boolean => error instanceof DiscordAPIError && FINAL.has(error.status);
const FINAL = new Set([400, 403, 404, 413]);

/** Whether Discord can't take the message itself, wherever it is sent. */
const isUnfit = (error: unknown): boolean =>
  error instanceof DiscordAPIError && (error.status === 400 || error.status === 413);

const UNREACHABLE: readonly (string | number)[] = [
  RESTJSONErrorCodes.UnknownChannel,
  RESTJSONErrorCodes.UnknownUser,
  RESTJSONErrorCodes.MissingAccess,
  RESTJSONErrorCodes.MissingPermissions,
  RESTJSONErrorCodes.CannotSendMessagesToThisUser,
  RESTJSONErrorCodes.CannotSendMessagesToThisUserDueToHavingNoMutualGuilds,
];

/** Whether a person or channel can't be written to for good: deleted, or with closed direct messages. */
export function isUnreachable(error: unknown): boolean {
  return error instanceof DiscordAPIError && UNREACHABLE.includes(error.code);
}
