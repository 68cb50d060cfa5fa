import { INTENTS } from './messages.ts';
import { channelPayload, guildPayload, memberPayload, rolePayload } from './payloads.ts';
import type { Channel, CommandPermission, Guild, Member, User, World } from './world.ts';

/** What everyone may do: see channels, write, embed, attach files, read the history, use commands. */
const EVERYONE =
  (1n << 10n) | (1n << 11n) | (1n << 14n) | (1n << 15n) | (1n << 16n) | (1n << 31n) | (1n << 35n);
const ADMINISTRATOR = 1n << 3n;
const ALL_PERMISSIONS = (1n << 53n) - 1n;
const GUILD_MEMBERS = 1 << 1;

export interface NewUser {
  readonly username: string;
  /** Their language, as in interactions; English unless given. */
  readonly locale?: string;
}

/** A new server, which everyone joins: the bot and all users. */
export function addGuild(world: World, name: string): Guild {
  const id = world.newId();
  const everyone = { id, name: '@everyone', permissions: EVERYONE };
  const guild: Guild = { id, name, locale: 'en-US', roles: new Map([[id, everyone]]), members: new Map() };
  world.guilds.set(id, guild);
  for (const user of world.users.values()) join(world, guild, user);
  const data = () => guildPayload(world, guild);
  world.emit({ name: 'GUILD_CREATE', guild, intent: INTENTS.guilds, data });
  return guild;
}

export function addChannel(world: World, guild: Guild, name: string): Channel {
  const channel: Channel = { id: world.newId(), name, guild, recipient: null };
  world.channels.set(channel.id, channel);
  const data = () => channelPayload(channel);
  world.emit({ name: 'CHANNEL_CREATE', guild, intent: INTENTS.guilds, data });
  return channel;
}

/** A new user, member of every guild. */
export function addUser(world: World, { username, locale = 'en-US' }: NewUser): User {
  const user: User = { id: world.newId(), username, isBot: false, locale, hasClosedMessages: false };
  world.users.set(user.id, user);
  for (const guild of world.guilds.values()) join(world, guild, user);
  return user;
}

function join(world: World, guild: Guild, user: User): void {
  const member: Member = { user, roleIds: [], nick: null };
  guild.members.set(user.id, member);
  const data = () => ({ ...memberPayload(member), guild_id: guild.id });
  world.emit({ name: 'GUILD_MEMBER_ADD', guild, intent: GUILD_MEMBERS, data });
}

/** Gives a member exactly these permissions beside everyone's, by a role of their own. */
export function permit(world: World, guild: Guild, user: User, permissions: bigint): void {
  const [known] = guild.members.get(user.id)?.roleIds ?? [];
  const role = { id: known ?? world.newId(), name: `${user.username}'s`, permissions };
  guild.roles.set(role.id, role);
  const member = { user, roleIds: [role.id], nick: null };
  guild.members.set(user.id, member);
  const data = { guild_id: guild.id, role: rolePayload(role) };
  const name = known ? 'GUILD_ROLE_UPDATE' : 'GUILD_ROLE_CREATE';
  world.emit({ name, guild, intent: INTENTS.guilds, data: () => data });
  const updated = () => ({ ...memberPayload(member), guild_id: guild.id });
  world.emit({ name: 'GUILD_MEMBER_UPDATE', guild, intent: GUILD_MEMBERS, data: updated });
}

/** Sets what a guild's admins allow of a command. */
export function restrict(
  world: World,
  guild: Guild,
  { commandId, permissions }: { commandId: string; permissions: readonly CommandPermission[] },
): void {
  const known = world.commandPermissions.get(guild.id) ?? new Map();
  world.commandPermissions.set(guild.id, known.set(commandId, permissions));
  const data = { id: commandId, application_id: world.bot.id, guild_id: guild.id, permissions };
  const name = 'APPLICATION_COMMAND_PERMISSIONS_UPDATE';
  world.emit({ name, guild, intent: INTENTS.guilds, data: () => data });
}

/** What a member may do: everyone's permissions and their own; an administrator's are all. */
export function permissionsOf(guild: Guild, member: Member): bigint {
  const bits = [guild.id, ...member.roleIds].reduce(
    (sum, roleId) => sum | (guild.roles.get(roleId)?.permissions ?? 0n),
    0n,
  );
  return (bits & ADMINISTRATOR) === 0n ? bits : ALL_PERMISSIONS;
}

/** The channel of direct messages between the bot and a user; there is one, made when it is first needed. */
export function directMessages(world: World, user: User): Channel {
  const known = [...world.channels.values()].find((channel) => channel.recipient === user);
  if (known) return known;
  const channel: Channel = { id: world.newId(), name: '', guild: null, recipient: user };
  world.channels.set(channel.id, channel);
  return channel;
}
