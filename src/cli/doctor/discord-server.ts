import type { z } from 'zod';
import { channelForm, type GetFromDiscord, guildForm, guildsForm, memberForm } from './discord-api.ts';
import {
  inviteAddress,
  missingFrom,
  permissionsIn,
  permissionsInChannel,
  type Standing,
} from './permissions.ts';
import { bad, type Finding, fine } from './report.ts';

const SERVER = 'Discord server';
const CHANNEL = 'Discord channel';
const ROLES = 'in Discord: Server Settings, Roles, the role of the bot, Permissions';
const CHANNEL_RIGHTS = "in Discord: Edit Channel, Permissions, add the bot's role";

/** Whether the bot is in any server. */
export async function checkAnyServer(get: GetFromDiscord, botId: string): Promise<Finding[]> {
  const got = await get(SERVER, '/users/@me/guilds', guildsForm);
  if (got.kind === 'trouble') return [got.finding];
  const names = got.kind === 'given' ? got.value.map(({ name }) => name) : [];
  return [names.length > 0 ? fine(SERVER, `the bot is in ${names.join(', ')}`) : notIn('any server', botId)];
}

interface Place {
  /** The bot's user, whose id is also the application's. */
  readonly botId: string;
  readonly guildId: string;
  readonly operatorChannelId: string | null;
}

/** Whether the bot is in the server and may do there what it must, and in the operator's channel. */
export async function checkServer(get: GetFromDiscord, place: Place): Promise<Finding[]> {
  const { botId, guildId, operatorChannelId } = place;
  const guild = await get(SERVER, `/guilds/${guildId}`, guildForm);
  if (guild.kind === 'trouble') return [guild.finding];
  if (guild.kind === 'refused') return [notIn('the server of DISCORD_GUILD_ID', botId)];
  const member = await get(SERVER, `/guilds/${guildId}/members/${botId}`, memberForm);
  if (member.kind === 'trouble') return [member.finding];
  if (member.kind === 'refused') return [notIn(guild.value.name, botId)];
  const roles = new Map(guild.value.roles.map(({ id, permissions }) => [id, permissions]));
  const standing: Standing = { userId: botId, guildId, roleIds: member.value.roles, roles };
  const server = judgeRights(SERVER, guild.value.name, permissionsIn(standing), ROLES);
  return operatorChannelId === null
    ? [server]
    : [server, await checkChannel(get, operatorChannelId, standing)];
}

async function checkChannel(get: GetFromDiscord, channelId: string, standing: Standing): Promise<Finding> {
  const got = await get(CHANNEL, `/channels/${channelId}`, channelForm);
  if (got.kind === 'trouble') return got.finding;
  if (got.kind === 'refused') {
    const text = 'the bot sees no channel of DISCORD_OPERATOR_CHANNEL_ID';
    return bad(CHANNEL, text, `check the number, and let the bot see the channel; ${CHANNEL_RIGHTS}`);
  }
  return judgeChannel(got.value, standing);
}

function judgeChannel(channel: z.infer<typeof channelForm>, standing: Standing): Finding {
  const name = `#${channel.name ?? ''}`;
  if (channel.guild_id !== standing.guildId) {
    const text = `${name} is not in the server of DISCORD_GUILD_ID`;
    return bad(CHANNEL, text, 'name a channel of that server in DISCORD_OPERATOR_CHANNEL_ID');
  }
  const granted = permissionsInChannel(standing, channel.permission_overwrites);
  return judgeRights(CHANNEL, name, granted, CHANNEL_RIGHTS);
}

function judgeRights(about: string, name: string, granted: bigint, where: string): Finding {
  const missing = missingFrom(granted);
  if (missing.length === 0) return fine(about, `${name}: the bot may do what it needs`);
  return bad(about, `${name}: the bot may not ${missing.join(', ')}`, `allow that; ${where}`);
}

const notIn = (name: string, botId: string): Finding =>
  bad(SERVER, `the bot is not in ${name}`, `let it in: ${inviteAddress(botId)}`);
