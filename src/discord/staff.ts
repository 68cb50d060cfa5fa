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

/** How long an answer is cached. */
const CACHE_MS = 3_000;
const MAX_CACHED = 1000;

const guildSchema = z.object({
  owner_id: z.string(),
  roles: z.array(z.object({ id: z.string(), permissions: z.string() })),
});
const memberSchema = z.object({ roles: z.array(z.string()) });

/**
 * Creates a check whether a Discord user may manage the bank's own server by its current roles: its owner,
 * and anyone with "Manage Server" or "Administrator". Without such a server, nobody may. Rejects if Discord
 * can't be reached.
 */
export function createStaffCheck(
  rest: Pick<REST, 'get'>,
  guildId: string | null,
): (discordUserId: string) => Promise<boolean> {
  if (guildId === null) return async () => false;
  const cache = new LRUCache<string, Promise<boolean>>({ max: MAX_CACHED, ttl: CACHE_MS });
  return (discordUserId) => {
    const check = cache.get(discordUserId) ?? mayManage(rest, { guildId, discordUserId });
    cache.set(discordUserId, check, { noUpdateTTL: true });
    check.catch(() => cache.delete(discordUserId));
    return check;
  };
}

async function mayManage(
  rest: Pick<REST, 'get'>,
  { guildId, discordUserId }: { guildId: string; discordUserId: string },
): Promise<boolean> {
  const [guild, member] = await Promise.all([
    rest.get(Routes.guild(guildId)).then((body) => guildSchema.parse(body)),
    rest
      .get(Routes.guildMember(guildId, discordUserId))
      .then((body) => memberSchema.parse(body), ignoreStranger),
  ]);
  if (!member) return false;
  if (guild.owner_id === discordUserId) return true;
  // The id of the role that everyone has is the server's own id.
  const roleIds = new Set([guildId, ...member.roles]);
  const permissions = guild.roles.filter(({ id }) => roleIds.has(id)).map((role) => BigInt(role.permissions));
  return new PermissionsBitField(permissions).has(PermissionFlagsBits.ManageGuild);
}

/** Returns undefined for somebody who isn't in the server. */
function ignoreStranger(error: unknown): undefined {
  const codes: readonly (string | number)[] = [
    RESTJSONErrorCodes.UnknownMember,
    RESTJSONErrorCodes.UnknownUser,
  ];
  if (!(error instanceof DiscordAPIError && codes.includes(error.code))) throw error;
}
