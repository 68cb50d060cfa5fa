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

/** Who is asked about twice in this time was asked about once. */
const FRESH_MS = 3_000;
const MAX_KNOWN = 1000;

const guildSchema = z.object({
  owner_id: z.string(),
  roles: z.array(z.object({ id: z.string(), permissions: z.string() })),
});
const memberSchema = z.object({ roles: z.array(z.string()) });

/**
 * Whether a Discord user may manage the bank's own server, as its roles say now: its owner, and whose roles
 * give "Manage Server" or "Administrator". Nobody without such a server. Rejects when Discord can't be asked.
 */
export function createStaffCheck(
  rest: Pick<REST, 'get'>,
  guildId: string | null,
): (discordUserId: string) => Promise<boolean> {
  if (guildId === null) return async () => false;
  const known = new LRUCache<string, Promise<boolean>>({ max: MAX_KNOWN, ttl: FRESH_MS });
  return (discordUserId) => {
    const asked = known.get(discordUserId) ?? mayManage(rest, { guildId, discordUserId });
    known.set(discordUserId, asked, { noUpdateTTL: true });
    asked.catch(() => known.delete(discordUserId));
    return asked;
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
  // The role that everyone has bears the server's own id.
  const roleIds = new Set([guildId, ...member.roles]);
  const permissions = guild.roles.filter(({ id }) => roleIds.has(id)).map((role) => BigInt(role.permissions));
  return new PermissionsBitField(permissions).has(PermissionFlagsBits.ManageGuild);
}

/** Undefined for who isn't in the server. */
function ignoreStranger(error: unknown): undefined {
  const codes: readonly (string | number)[] = [
    RESTJSONErrorCodes.UnknownMember,
    RESTJSONErrorCodes.UnknownUser,
  ];
  if (!(error instanceof DiscordAPIError && codes.includes(error.code))) throw error;
}
