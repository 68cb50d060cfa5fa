import { DiscordAPIError, type REST, RESTJSONErrorCodes, Routes } from 'discord.js';
import type { Profile } from '../bank/engine/rows.ts';
import { createCache } from '../cache.ts';
import type { MembershipUpdate } from '../commands/membership.ts';
import { cleanLine, clip } from './escape.ts';

/** Discord's limit for a nickname. */
const MAX_NICKNAME = 32;
/** How many people are remembered who are up to date. */
const MAX_REMEMBERED = 20_000;

export interface VerifiedSettings {
  readonly guildId: string | null;
  /** The role of who is linked; null: there is none. */
  readonly verifiedRoleId: string | null;
  /** How a linked member is called, with `{username}` and `{displayName}`; null: names stay. */
  readonly nickname: string | null;
}

export type LinkedProfile = Pick<Profile, 'robloxUserId' | 'username' | 'displayName'>;

interface VerifiedDependencies {
  readonly rest: Pick<REST, 'put' | 'delete' | 'patch'>;
  /** The linked account; null: none. */
  readonly findProfile: (discordUserId: string) => Promise<LinkedProfile | null>;
  /** Told once of each thing that the bot may not do. */
  readonly onNotAllowed: (what: string) => void;
  readonly onError: (error: unknown) => void;
}

export interface Verified {
  update(discordUserId: string): Promise<MembershipUpdate>;
  /** Updates somebody who has just done something here, where their link has changed. */
  notice(discordUserId: string): Promise<void>;
}

/** Gives linked members a role and a name in the bank's server, and takes both away from who is not. */
export function createVerified(settings: VerifiedSettings, dependencies: VerifiedDependencies): Verified {
  const { guildId, verifiedRoleId, nickname } = settings;
  const { rest, findProfile, onNotAllowed, onError } = dependencies;
  const known = createCache<string, string>(MAX_REMEMBERED);
  const attempt = createAttempt(onNotAllowed);
  const isOff = guildId === null || (verifiedRoleId === null && nickname === null);

  async function apply(discordUserId: string, profile: LinkedProfile | null): Promise<MembershipUpdate> {
    if (guildId === null) return 'off';
    const results: MembershipUpdate[] = [];
    if (verifiedRoleId !== null) {
      const route = Routes.guildMemberRole(guildId, discordUserId, verifiedRoleId);
      const change = () => (profile ? rest.put(route) : rest.delete(route));
      results.push(await attempt('give and take the role DISCORD_VERIFIED_ROLE_ID', change));
    }
    if (nickname !== null) {
      const body = { nick: profile ? toNickname(nickname, profile) : null };
      const change = () => rest.patch(Routes.guildMember(guildId, discordUserId), { body });
      results.push(await attempt('change nicknames', change));
    }
    return results.find((result) => result !== 'updated') ?? 'updated';
  }

  async function update(discordUserId: string): Promise<MembershipUpdate> {
    if (isOff) return 'off';
    const profile = await findProfile(discordUserId);
    const result = await apply(discordUserId, profile);
    known.set(discordUserId, toState(profile));
    return result;
  }

  return {
    update,
    async notice(discordUserId) {
      if (isOff) return;
      try {
        const state = toState(await findProfile(discordUserId));
        // Whoever was never seen here, and isn't linked, has nothing to lose.
        const before = known.get(discordUserId) ?? toState(null);
        if (state !== before) await update(discordUserId);
      } catch (error) {
        onError(error);
      }
    },
  };
}

/** What Discord does not let the bot do is told to staff once, and is nobody else's error. */
function createAttempt(onNotAllowed: (what: string) => void) {
  const told = new Set<string>();
  return async (what: string, act: () => Promise<unknown>): Promise<MembershipUpdate> => {
    try {
      await act();
      return 'updated';
    } catch (error) {
      if (hasCode(error, UNKNOWN)) return 'stranger';
      if (!hasCode(error, NOT_ALLOWED)) throw error;
      if (!told.has(what)) onNotAllowed(what);
      told.add(what);
      return 'not_allowed';
    }
  };
}

const UNKNOWN = [RESTJSONErrorCodes.UnknownMember, RESTJSONErrorCodes.UnknownUser] as const;
/** A server's owner has a name that no bot may change, and roles above the bot's are out of its reach. */
const NOT_ALLOWED = [
  RESTJSONErrorCodes.MissingPermissions,
  RESTJSONErrorCodes.MissingAccess,
  RESTJSONErrorCodes.UnknownRole,
  RESTJSONErrorCodes.UnknownGuild,
] as const;

const hasCode = (error: unknown, codes: readonly (string | number)[]): boolean =>
  error instanceof DiscordAPIError && codes.includes(error.code);

const toState = (profile: LinkedProfile | null): string => (profile ? JSON.stringify(profile) : '');

function toNickname(template: string, { username, displayName }: LinkedProfile): string {
  const names = { '{username}': username, '{displayName}': displayName };
  const filled = template.replaceAll(/\{username\}|\{displayName\}/g, (key) => Object(names)[key]);
  return clip(cleanLine(filled), MAX_NICKNAME);
}
