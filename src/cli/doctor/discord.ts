import { ApplicationFlags } from 'discord.js';
import type { z } from 'zod';
import type { Config } from '../../config/config.ts';
import type { Finding } from '../../finding.ts';
import {
  type Application,
  applicationSchema,
  channelSchema,
  createDiscordReader,
  type GetFromDiscord,
  guildSchema,
  guildsSchema,
  memberSchema,
} from './discord-api.ts';
import {
  channelPermissions,
  guildPermissions,
  inviteUrl,
  type Membership,
  missingPermissions,
} from './permissions.ts';
import type { Probe } from './probe.ts';
import { bad, CHECK_AGAIN, ok, SETUP, warn } from './report.ts';

export const PORTAL = 'https://discord.com/developers/applications';
const TOKEN = 'Discord token';

/** Checks the token, the intents, the server and the channel; each only if the check before it passed. */
export async function checkBot({ discord, role }: Config, probe: Probe): Promise<Finding[]> {
  const { token, apiUrl, guildId, operatorChannelId } = discord;
  const otherChannels = {
    DISCORD_TICKET_CHANNEL_ID: discord.ticketChannelId,
    DISCORD_STAFF_LOG_CHANNEL_ID: discord.staffLogChannelId,
    DISCORD_HEAD_CHANNEL_ID: discord.headChannelId,
  };
  if (role === 'api') return [ok(TOKEN, 'not needed: ROLE=api is without the bot')];
  if (token === null) {
    return [warn(TOKEN, 'none: the bot is off', `take one at ${PORTAL}, and put it into DISCORD_TOKEN`)];
  }
  const get = createDiscordReader(probe, { token, apiUrl });
  const { finding, application } = await checkToken(get);
  if (!application) return [finding];
  const servers =
    guildId === null
      ? await checkAnyServer(get, application.id)
      : await checkServer(get, { botId: application.id, guildId, operatorChannelId, otherChannels });
  return [finding, checkIntents(application), ...servers];
}

/** Whether Discord takes the token, and whose it is. */
export async function checkToken(
  get: GetFromDiscord,
): Promise<{ readonly finding: Finding; readonly application: Application | null }> {
  const result = await get(TOKEN, '/applications/@me', applicationSchema);
  switch (result.kind) {
    case 'found':
      return { finding: ok(TOKEN, `Discord knows it: ${result.value.name}`), application: result.value };
    case 'refused': {
      const where = `take a new one at ${PORTAL}: your application, Bot, Reset Token`;
      const finding = bad(TOKEN, 'Discord refuses it', `${where}; and put it into DISCORD_TOKEN`, SETUP);
      return { finding, application: null };
    }
    case 'unavailable':
      return { finding: result.finding, application: null };
    default:
      return result satisfies never;
  }
}

const MESSAGE_CONTENT =
  ApplicationFlags.GatewayMessageContent | ApplicationFlags.GatewayMessageContentLimited;

/** Whether the bot may read what people write, which "!" commands need. */
function checkIntents({ id, flags }: Application): Finding {
  const about = 'Discord intents';
  if ((flags & MESSAGE_CONTENT) !== 0) return ok(about, 'the bot may read messages');
  return warn(
    about,
    "the bot may not read messages: slash commands work, commands that begin with ! don't",
    `switch on Message Content Intent at ${PORTAL}/${id}/bot`,
  );
}

const SERVER = 'Discord server';
const CHANNEL = 'Discord channel';
const ROLES = 'in Discord: Server Settings, Roles, the role of the bot, Permissions';
const CHANNEL_RIGHTS = "in Discord: Edit Channel, Permissions, add the bot's role";

/** Whether the bot is in any server. */
export async function checkAnyServer(get: GetFromDiscord, botId: string): Promise<Finding[]> {
  const result = await get(SERVER, '/users/@me/guilds', guildsSchema);
  if (result.kind === 'unavailable') return [result.finding];
  const names = result.kind === 'found' ? result.value.map(({ name }) => name) : [];
  return [names.length > 0 ? ok(SERVER, `the bot is in ${names.join(', ')}`) : notIn('any server', botId)];
}

interface ServerOptions {
  /** The bot's user, whose id is also the application's. */
  readonly botId: string;
  readonly guildId: string;
  readonly operatorChannelId: string | null;
  /** Further ones, by the settings that name them. */
  readonly otherChannels?: Readonly<Record<string, string | null>>;
}

/** Whether the bot is in the server and may do there what it must, and in the channels for staff. */
export async function checkServer(get: GetFromDiscord, options: ServerOptions): Promise<Finding[]> {
  const { botId, guildId, operatorChannelId, otherChannels = {} } = options;
  const guild = await get(SERVER, `/guilds/${guildId}`, guildSchema);
  if (guild.kind === 'unavailable') return [guild.finding];
  if (guild.kind === 'refused') return [notIn('the server of DISCORD_GUILD_ID', botId)];
  const member = await get(SERVER, `/guilds/${guildId}/members/${botId}`, memberSchema);
  if (member.kind === 'unavailable') return [member.finding];
  if (member.kind === 'refused') return [notIn(guild.value.name, botId)];
  const roles = new Map(guild.value.roles.map(({ id, permissions }) => [id, permissions]));
  const membership: Membership = { userId: botId, guildId, roleIds: member.value.roles, roles };
  const server = judgeRights(SERVER, guild.value.name, guildPermissions(membership), ROLES);
  const findings = [server];
  const channels = { DISCORD_OPERATOR_CHANNEL_ID: operatorChannelId, ...otherChannels };
  for (const [setting, channelId] of Object.entries(channels)) {
    if (channelId === null) continue;
    findings.push(await checkChannel(get, { setting, channelId }, membership));
  }
  return findings;
}

/** A channel, and the setting that names it. */
interface NamedChannel {
  readonly setting: string;
  readonly channelId: string;
}

async function checkChannel(
  get: GetFromDiscord,
  { setting, channelId }: NamedChannel,
  membership: Membership,
): Promise<Finding> {
  const result = await get(CHANNEL, `/channels/${channelId}`, channelSchema);
  if (result.kind === 'unavailable') return result.finding;
  if (result.kind === 'refused') {
    const text = `the bot sees no channel of ${setting}`;
    return bad(CHANNEL, text, `check the number, and let the bot see the channel; ${CHANNEL_RIGHTS}`, SETUP);
  }
  return judgeChannel(result.value, setting, membership);
}

function judgeChannel(
  channel: z.infer<typeof channelSchema>,
  setting: string,
  membership: Membership,
): Finding {
  const name = `#${channel.name ?? ''}`;
  if (channel.guild_id !== membership.guildId) {
    const text = `${name} is not in the server of DISCORD_GUILD_ID`;
    return bad(CHANNEL, text, `name a channel of that server in ${setting}`, SETUP);
  }
  const granted = channelPermissions(membership, channel.permission_overwrites);
  return judgeRights(CHANNEL, name, granted, CHANNEL_RIGHTS);
}

function judgeRights(about: string, name: string, granted: bigint, where: string): Finding {
  const missing = missingPermissions(granted);
  if (missing.length === 0) return ok(about, `${name}: the bot may do what it needs`);
  return bad(about, `${name}: the bot may not ${missing.join(', ')}`, `allow that; ${where}`, CHECK_AGAIN);
}

const notIn = (name: string, botId: string): Finding =>
  bad(SERVER, `the bot is not in ${name}`, `let it in: ${inviteUrl(botId)}`, CHECK_AGAIN);
