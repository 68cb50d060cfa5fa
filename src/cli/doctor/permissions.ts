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

/** The address by which the owner of a server lets the bot in, with just the permissions it needs. */
export function inviteAddress(applicationId: string): string {
  const url = new URL(AUTHORIZE);
  url.searchParams.set('client_id', applicationId);
  url.searchParams.set('scope', SCOPES.join(' '));
  url.searchParams.set('permissions', String(NEEDED.reduce((sum, [, bit]) => sum | bit, 0n)));
  return url.href;
}

/** The names of the permissions that the bot needs and `granted` lacks. An administrator lacks none. */
export function missingFrom(granted: bigint): string[] {
  if ((granted & PermissionFlagsBits.Administrator) !== 0n) return [];
  return NEEDED.filter(([, bit]) => (granted & bit) === 0n).map(([name]) => name);
}

/** What a channel allows or denies beside what the server does, for a role or for one member. */
export interface Overwrite {
  readonly id: string;
  readonly allow: bigint;
  readonly deny: bigint;
}

export interface Standing {
  readonly userId: string;
  readonly guildId: string;
  /** The bot's roles; that of everyone has the server's id, and counts for all. */
  readonly roleIds: readonly string[];
  /** The permissions of each of the server's roles, by id. */
  readonly roles: ReadonlyMap<string, bigint>;
}

/** What a member may do in the whole server. */
export function permissionsIn({ guildId, roleIds, roles }: Standing): bigint {
  return [guildId, ...roleIds].reduce((sum, id) => sum | (roles.get(id) ?? 0n), 0n);
}

/**
 * What a member may do in a channel: what is said of everyone, then of their roles together, then of them
 * alone.
 */
export function permissionsInChannel(standing: Standing, overwrites: readonly Overwrite[]): bigint {
  const { userId, guildId, roleIds } = standing;
  const steps = [[guildId], roleIds, [userId]];
  return steps.reduce((granted, ids) => {
    const said = overwrites.filter(({ id }) => ids.includes(id));
    const denied = said.reduce((sum, { deny }) => sum | deny, 0n);
    const allowed = said.reduce((sum, { allow }) => sum | allow, 0n);
    return (granted & ~denied) | allowed;
  }, permissionsIn(standing));
}
