import {
  DiscordAPIError,
  PermissionFlagsBits,
  PermissionsBitField,
  type REST,
  RESTJSONErrorCodes,
  Routes,
} from 'discord.js';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import type { StaffLevel } from '../bank/engine/rows.ts';

/** How long an answer is cached. */
const CACHE_MS = 3_000;
const MAX_CACHED = 1000;

const guildSchema = z.object({
  owner_id: z.string(),
  roles: z.array(z.object({ id: z.string(), permissions: z.string() })),
});
const memberSchema = z.object({ roles: z.array(z.string()) });

/** The bank's own server, and which of its roles make somebody staff beside those that manage it. */
export interface StaffSettings {
  readonly guildId: string | null;
  readonly cashierRoleIds: readonly string[];
  readonly managerRoleIds: readonly string[];
}

/**
 * Creates a look-up of what a Discord user may do by their current roles in the bank's own server: its owner
 * and whoever has "Manage Server" or "Administrator" is `owner`, others by the roles of the settings. Without
 * such a server, or where the bot isn't in it, nobody may anything. Rejects if Discord can't be reached.
 */
export function createStaffCheck(
  rest: Pick<REST, 'get'>,
  { guildId, ...roles }: StaffSettings,
): (discordUserId: string) => Promise<StaffLevel | null> {
  if (guildId === null) return async () => null;
  const cache = new LRUCache<string, Promise<StaffLevel | null>>({ max: MAX_CACHED, ttl: CACHE_MS });
  return (discordUserId) => {
    const check = cache.get(discordUserId) ?? readLevel(rest, { guildId, discordUserId, ...roles });
    cache.set(discordUserId, check, { noUpdateTTL: true });
    check.catch(() => cache.delete(discordUserId));
    return check;
  };
}

async function readLevel(
  rest: Pick<REST, 'get'>,
  about: Omit<StaffSettings, 'guildId'> & { readonly guildId: string; readonly discordUserId: string },
): Promise<StaffLevel | null> {
  const { guildId, discordUserId, managerRoleIds, cashierRoleIds } = about;
  const [guild, member] = await Promise.all([
    rest.get(Routes.guild(guildId)).then((body) => guildSchema.parse(body), ignoreUnknown),
    rest
      .get(Routes.guildMember(guildId, discordUserId))
      .then((body) => memberSchema.parse(body), ignoreUnknown),
  ]);
  if (!guild || !member) return null;
  if (guild.owner_id === discordUserId) return 'owner';
  // The id of the role that everyone has is the server's own id.
  const roleIds = new Set([guildId, ...member.roles]);
  const permissions = guild.roles.filter(({ id }) => roleIds.has(id)).map((role) => BigInt(role.permissions));
  if (new PermissionsBitField(permissions).has(PermissionFlagsBits.ManageGuild)) return 'owner';
  if (managerRoleIds.some((id) => roleIds.has(id))) return 'manager';
  return cashierRoleIds.some((id) => roleIds.has(id)) ? 'cashier' : null;
}

/** Returns undefined for somebody who isn't in the server, and for a server that the bot isn't in. */
function ignoreUnknown(error: unknown): undefined {
  const codes: readonly (string | number)[] = [
    RESTJSONErrorCodes.UnknownMember,
    RESTJSONErrorCodes.UnknownUser,
    RESTJSONErrorCodes.UnknownGuild,
    RESTJSONErrorCodes.MissingAccess,
  ];
  if (!(error instanceof DiscordAPIError && codes.includes(error.code))) throw error;
}
