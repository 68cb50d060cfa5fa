import {
  DiscordAPIError,
  PermissionFlagsBits,
  PermissionsBitField,
  REST,
  RESTJSONErrorCodes,
  Routes,
} from 'discord.js';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import type { StaffLevel } from '../bank/engine/rows.ts';

/** How old an answer may be, where nothing else is said. */
const CACHE_MS = 3_000;
const MAX_CACHED = 1000;
/** How long a page waits for Discord: no minute, where Discord wants a pause. */
const PAGE_LIMITS = {
  timeout: 5_000,
  retries: 1,
  rejectOnRateLimit: ({ retryAfter }: { readonly retryAfter: number }) => retryAfter > 1_000,
};

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

/** Looks up what somebody may do by their roles; `maxAgeMs`: how long ago it may have been asked. */
export type StaffCheck = (discordUserId: string, maxAgeMs?: number) => Promise<StaffLevel | null>;

/** The same look-up for pages, which ask Discord by themselves: the bot may run in another process. */
export const openStaffCheck = (
  { token, apiUrl, ...settings }: StaffSettings & { readonly token: string; readonly apiUrl: string },
  clock: () => number,
): StaffCheck => createStaffCheck(new REST({ api: apiUrl, ...PAGE_LIMITS }).setToken(token), settings, clock);

/**
 * Creates a look-up of what a Discord user may do by their current roles in the bank's own server: its owner
 * and whoever has "Manage Server" or "Administrator" is `owner`, others by the roles of the settings. Without
 * such a server, or where the bot isn't in it, nobody may anything. Rejects if Discord can't be reached.
 */
export function createStaffCheck(
  rest: Pick<REST, 'get'>,
  { guildId, cashierRoleIds, managerRoleIds }: StaffSettings,
  clock: () => number = () => performance.now(),
): StaffCheck {
  if (guildId === null) return async () => null;
  const roles = { guildId, cashierRoleIds, managerRoleIds };
  const cache = new LRUCache<string, Asked>({ max: MAX_CACHED });
  return (discordUserId, maxAgeMs = CACHE_MS) => {
    const before = cache.get(discordUserId);
    if (before && clock() - before.at < maxAgeMs) return before.level;
    const asked = { at: clock(), level: readLevel(rest, { discordUserId, ...roles }) };
    cache.set(discordUserId, asked);
    asked.level.catch(() => cache.peek(discordUserId) === asked && cache.delete(discordUserId));
    return asked.level;
  };
}

interface Asked {
  readonly at: number;
  readonly level: Promise<StaffLevel | null>;
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
