import { z } from 'zod';
import type { RobloxProfile } from '../bank/profiles.ts';
import type { Upstream } from '../upstream/upstream.ts';

// Objects are loose, since Roblox adds fields without notice. z.int() refuses what is above 2^53 - 1:
// JSON.parse has rounded such an id by then, and it would be someone else's.
export const userId = z.int().min(1);
export const names = { name: z.string().min(1), displayName: z.string() };
const bio = z
  .string()
  .nullish()
  .transform((text) => text ?? '');

/** `GET {users}/v1/users/{id}` */
export const accountSchema = z.looseObject({
  id: userId,
  ...names,
  description: bio,
  isBanned: z.boolean(),
});

/** `GET {cloud}/cloud/v2/users/{id}`: here the id is a string, and there is no ban flag. */
const cloudUserSchema = z.looseObject({
  id: z
    .string()
    .regex(/^\d{1,16}$/)
    .transform(Number)
    .pipe(userId),
  ...names,
  about: bio,
});

/** Reads a profile as it is now; null when there is none. Rejects with UpstreamError. */
export type ReadProfile = (robloxUserId: number) => Promise<RobloxProfile | null>;

/** The read that needs no key: everything in one answer. */
export function createAccountReader(users: Upstream): ReadProfile {
  return async (robloxUserId) => {
    const account = await users.request({ path: `/v1/users/${robloxUserId}`, schema: accountSchema });
    if (!account) return null;
    const { id, name, displayName, description, isBanned } = account;
    return { id, username: name, displayName, description, isBanned };
  };
}

/**
 * The read that Roblox recommends, with a key and known limits. It lacks bans, so the account is read
 * beside it, once. Where that fails the user counts as not banned: the look-up by name has just left
 * banned accounts out, whoever changed the bio can sign in, and a limit that Roblox doesn't publish must not
 * stop a confirmation.
 */
export function createCloudReader({ cloud, bans }: { cloud: Upstream; bans: Upstream }): ReadProfile {
  return async (robloxUserId) => {
    const [user, account] = await Promise.all([
      cloud.request({ path: `/cloud/v2/users/${robloxUserId}`, schema: cloudUserSchema }),
      bans.request({ path: `/v1/users/${robloxUserId}`, schema: accountSchema }).catch(() => null),
    ]);
    if (!user) return null;
    const { id, name, displayName, about } = user;
    return { id, username: name, displayName, description: about, isBanned: account?.isBanned ?? false };
  };
}
