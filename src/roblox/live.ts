import { z } from 'zod';
import { type Profiles, type RenamedUser, type RobloxUser, UpstreamError } from '../bank/profiles.ts';
import { RETRY_POLICY, type RetryPolicyOptions } from '../upstream/retry-policy.ts';
import { createUpstream, type Health, type Upstream, type UpstreamOptions } from '../upstream/upstream.ts';
import { createAvatarFinder } from './avatar.ts';
import { createUserCache, normalizeName } from './cache.ts';
import { createAccountReader, createCloudReader, names, userId } from './profile.ts';

/** `POST {users}/v1/usernames/users` */
const usernamesSchema = z.looseObject({ data: z.array(z.looseObject({ id: userId, ...names })) });

/** A Roblox error: the legacy form, or Open Cloud's. */
export const errorSchema = z.union([
  z.looseObject({ errors: z.array(z.unknown()) }),
  z.looseObject({ code: z.union([z.string(), z.int()]), message: z.string() }),
]);

export interface LiveProfiles extends Profiles {
  /** Whether accounts can be read. Pictures don't count: they are decoration. */
  health(): Health;
}

export interface LiveProfilesOptions {
  readonly usersUrl: string;
  readonly cloudUrl: string;
  readonly thumbnailsUrl: string;
  /** Picks the Open Cloud read of a profile. Sent to `cloudUrl` only. */
  readonly apiKey?: string | undefined;
  /** The limit of one attempt. */
  readonly timeoutMs: number;
  /** How long a user found by name is kept. */
  readonly cacheSeconds: number;
  /** What differs from RETRY_POLICY. */
  readonly retryPolicy?: Partial<RetryPolicyOptions>;
}

/** Profiles from Roblox itself. */
export function createLiveProfiles(options: LiveProfilesOptions): LiveProfiles {
  const retryPolicy = { ...RETRY_POLICY, ...options.retryPolicy };
  const common = { timeoutMs: options.timeoutMs, retryPolicy };
  const users = createRoblox({ ...common, name: 'Roblox users', baseUrl: options.usersUrl });
  const { apiKey = '', cloudUrl: baseUrl } = options;
  const openCloud = { ...common, name: 'Roblox Open Cloud', baseUrl, headers: { 'x-api-key': apiKey } };
  const cloud = apiKey ? createRoblox(openCloud) : null;
  // What a call can do without is tried once: waiting for it would cost more than it is worth.
  const once = { ...common, retryPolicy: { ...retryPolicy, retries: 0 } };
  const thumbnails = createRoblox({ name: 'Roblox thumbnails', baseUrl: options.thumbnailsUrl, ...once });
  const bans = createRoblox({ name: 'Roblox bans', baseUrl: options.usersUrl, ...once });

  const readProfile = cloud ? createCloudReader({ cloud, bans }) : createAccountReader(users);
  const cache = createUserCache({
    lookUp: (username) => lookUp(users, username),
    keepMs: options.cacheSeconds * 1000,
  });

  return {
    findByUsername: cache.find,
    async readFresh(robloxUserId) {
      const profile = await readProfile(robloxUserId);
      if (profile && profile.id !== robloxUserId)
        throw new UpstreamError('Roblox answered with another user');
      if (!profile || profile.isBanned) cache.forget(robloxUserId);
      else cache.remember(toUser(profile));
      return profile;
    },
    findAvatarUrl: createAvatarFinder({ thumbnails, pendingDelayMs: retryPolicy.pendingDelayMs }),
    health: () => worstHealth(cloud ? [users, cloud] : [users]),
  };
}

/** All of Roblox says 404 in the same format. */
const createRoblox = (options: Omit<UpstreamOptions, 'notFound'>): Upstream =>
  createUpstream({ ...options, notFound: errorSchema });

/** The user whose name this is now. Roblox finds former names too: the requested name proves nothing. */
async function lookUp(users: Upstream, username: string): Promise<RobloxUser | RenamedUser | null> {
  const answer = await users.request({
    path: '/v1/usernames/users',
    body: { usernames: [username.toWellFormed()], excludeBannedUsers: true },
    schema: usernamesSchema,
  });
  // "Nobody" is an empty list; a 404 is a wrong address.
  if (!answer) throw new UpstreamError('Roblox users has no look-up by name');
  const found = answer.data.find((user) => normalizeName(user.name) === normalizeName(username));
  if (found) return { id: found.id, username: found.name, displayName: found.displayName };
  const [renamed] = answer.data;
  return renamed ? { renamedTo: renamed.name } : null;
}

function toUser({ id, username, displayName }: RobloxUser): RobloxUser {
  return { id, username, displayName };
}

function worstHealth(services: readonly Upstream[]): Health {
  const all = services.map((service) => service.health());
  if (all.includes('down')) return 'down';
  return all.includes('ok') ? 'ok' : 'unknown';
}
