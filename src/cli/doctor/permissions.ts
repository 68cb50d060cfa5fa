import { OAuth2Scopes, PermissionFlagsBits } from 'discord.js';

/** What the bot must be allowed to do where it works, as Discord's settings name it. */
const NEEDED = [
  ['View Channels', PermissionFlagsBits.ViewChannel],
  ['Send Messages', PermissionFlagsBits.SendMessages],
  ['Embed Links', PermissionFlagsBits.EmbedLinks],
  ['Attach Files', PermissionFlagsBits.AttachFiles],
  ['Read Message History', PermissionFlagsBits.ReadMessageHistory],
] as const;

const AUTHORIZE = 'https://discord.com/oauth2/authorize';
const SCOPES = [OAuth2Scopes.Bot, OAuth2Scopes.ApplicationsCommands];

/** Where the owner of a server adds the bot, with just the permissions that it needs. */
export function inviteUrl(applicationId: string): string {
  const url = new URL(AUTHORIZE);
  url.searchParams.set('client_id', applicationId);
  url.searchParams.set('scope', SCOPES.join(' '));
  url.searchParams.set('permissions', String(NEEDED.reduce((sum, [, bit]) => sum | bit, 0n)));
  return url.href;
}

/** The names of the permissions that the bot needs and `granted` lacks. An administrator lacks none. */
export function missingPermissions(granted: bigint): string[] {
  if ((granted & PermissionFlagsBits.Administrator) !== 0n) return [];
  return NEEDED.filter(([, bit]) => (granted & bit) === 0n).map(([name]) => name);
}

/** What a channel allows or denies a role or a member, beyond the server's own permissions. */
export interface Overwrite {
  readonly id: string;
  readonly allow: bigint;
  readonly deny: bigint;
}

/** The bot as a member of a server. */
export interface Membership {
  readonly userId: string;
  readonly guildId: string;
  /** The bot's roles; that of everyone has the server's id, and counts for all. */
  readonly roleIds: readonly string[];
  /** The permissions of each of the server's roles, by id. */
  readonly roles: ReadonlyMap<string, bigint>;
}

/** What a member may do in the whole server. */
export function guildPermissions({ guildId, roleIds, roles }: Membership): bigint {
  return [guildId, ...roleIds].reduce((sum, id) => sum | (roles.get(id) ?? 0n), 0n);
}

/** What a member may do in a channel: everyone's overwrites apply, then those of their roles, then theirs. */
export function channelPermissions(membership: Membership, overwrites: readonly Overwrite[]): bigint {
  const { userId, guildId, roleIds } = membership;
  const steps = [[guildId], roleIds, [userId]];
  return steps.reduce((granted, ids) => {
    const applied = overwrites.filter(({ id }) => ids.includes(id));
    const denied = applied.reduce((sum, { deny }) => sum | deny, 0n);
    const allowed = applied.reduce((sum, { allow }) => sum | allow, 0n);
    return (granted & ~denied) | allowed;
  }, guildPermissions(membership));
}
