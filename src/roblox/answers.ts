import { z } from 'zod';

// Objects are loose, since Roblox adds fields without notice. z.int() refuses what is above 2^53 - 1:
// JSON.parse has rounded such an id by then, and it would be someone else's.
const userId = z.int().min(1);
const names = { name: z.string().min(1), displayName: z.string() };
const bio = z
  .string()
  .nullish()
  .transform((text) => text ?? '');

/** `POST {users}/v1/usernames/users` */
export const usernamesSchema = z.looseObject({
  data: z.array(z.looseObject({ id: userId, ...names })),
});

/** `GET {users}/v1/users/{id}` */
export const accountSchema = z.looseObject({
  id: userId,
  ...names,
  description: bio,
  isBanned: z.boolean(),
});

/** `GET {cloud}/cloud/v2/users/{id}`: here the id is a string, and there is no ban flag. */
export const cloudUserSchema = z.looseObject({
  id: z
    .string()
    .regex(/^\d{1,16}$/)
    .transform(Number)
    .pipe(userId),
  ...names,
  about: bio,
});

/** `GET {thumbnails}/v1/users/avatar-headshot` */
export const headshotsSchema = z.looseObject({
  data: z.array(z.looseObject({ targetId: userId, state: z.string(), imageUrl: z.string().nullish() })),
});

/** How Roblox says no: the legacy form, or Open Cloud's. */
export const errorSchema = z.union([
  z.looseObject({ errors: z.array(z.unknown()) }),
  z.looseObject({ code: z.union([z.string(), z.int()]), message: z.string() }),
]);
