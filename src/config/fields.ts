import { isIP } from 'node:net';
import { z } from 'zod';
import { SECRET } from '../api-key.ts';

/** A variable with a default: `shown` is read as if it had been given. */
export function preset<T>(shown: string, field: z.ZodType<T, string>, meaning: string) {
  return field.prefault(shown).meta({ shown, description: meaning });
}

/** A variable that may stay unset, which reads as null. */
export function optional<T>(field: z.ZodType<T, string>, meaning: string) {
  return field.nullable().default(null).meta({ shown: '', description: meaning });
}

interface Range {
  readonly min: number;
  /** Below 10^15, so that it is exact as a number. */
  readonly max: number;
}

export function wholeNumber({ min, max }: Range) {
  const message = `must be a whole number from ${min} to ${max}, in digits only`;
  const number = z.number().min(min, message).max(max, message);
  return z
    .string()
    .regex(/^\d{1,15}$/, message)
    .transform(Number)
    .pipe(number);
}

export function oneOf<const T extends string>(choices: readonly T[]) {
  return z.string().pipe(z.enum(choices, `must be one of: ${choices.join(', ')}`));
}

const UNITS_MS = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const EVERY = 'must be a time such as 30m, 6h or 1d, of 5 minutes or more';

/** How often something is done, in milliseconds. */
export const every = z
  .string()
  .regex(/^[1-9]\d{0,3}[mhd]$/, EVERY)
  .transform((text) => {
    const unit = text.endsWith('m') ? 'm' : text.endsWith('h') ? 'h' : 'd';
    return Number(text.slice(0, -1)) * UNITS_MS[unit];
  })
  .refine((ms) => ms >= 5 * UNITS_MS.m, EVERY);

/** A bucket, and a folder in it. */
export const bucket = z
  .string()
  .regex(
    /^[a-z0-9][a-z0-9.-]{1,62}(\/[A-Za-z0-9._-]+)*$/,
    'must be the name of a bucket, or bucket/folder, without s3://',
  );

/** A folder of this machine. */
export const folderPath = z.string().max(1_000);

/** Entries with commas between them. */
export const list = z
  .string()
  .transform((text) => text.split(',').map((entry) => entry.trim()))
  .pipe(
    z.array(
      z.string().min(1, 'has nothing between two commas').max(64, 'has an entry of more than 64 characters'),
    ),
  );

/** The base of an API: paths are put behind it, so a slash at its end is cut off. */
export const url = z
  .string()
  .refine(
    (text) => /^https?:\/\/[^\s?#@]+$/.test(text) && URL.canParse(text),
    'must be an address that starts with https:// or http://, with no ?, # or @ in it',
  )
  .transform((text) => text.replace(/\/+$/, ''));

/** Where one program of the operator's listens: a path and a query may be part of it, a password not. */
export const webhookUrl = z
  .string()
  .max(1_000)
  .refine(
    (text) => /^https?:\/\/[^\s#@]+$/.test(text) && URL.canParse(text),
    'must be an address that starts with https:// or http://, with no # or @ in it',
  );

/** A secret as Standard Webhooks has it. */
export const webhookSecret = z
  .string()
  .regex(
    /^whsec_(?=.{32,88}$)(?:[A-Za-z0-9+/]{4})+(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/,
    'must be whsec_ and then 24 to 64 random bytes as base64',
  );

/** An invite of a Discord server, as people share it. */
export const invite = z
  .string()
  .regex(
    /^https:\/\/(?:discord\.gg|discord\.com\/invite)\/[A-Za-z0-9-]{2,64}$/,
    'must be an invite such as https://discord.gg/abc123: "Invite People" in Discord, never expiring',
  );

/** Where whoever finds a weakness writes to. */
export const contact = z
  .string()
  .regex(/^(?:mailto:[^\s@]+@[^\s@]+|https:\/\/[^\s]+)$/, 'must be mailto:NAME@HOST, or an https:// address');

/** Letters, digits, dots; a last part of digits only is a mistyped address. */
const HOST_NAME = /^(?!-)(?!.*\.\d+$)[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63})*$/;

export const host = z
  .string()
  .refine(
    (text) => isIP(text) !== 0 || HOST_NAME.test(text),
    'must be an address such as 127.0.0.1 or ::1, or a name such as localhost, without http://, port and ' +
      'brackets',
  );

/** A secret that another service made: one word of visible ASCII, as HTTP headers take it. */
export const token = z
  .string()
  .regex(
    /^(?!["'`])[!-~]+(?<!["'`])$/,
    'must be the token alone: no spaces, no quotes around it, no word such as Bot before it',
  );

/** An id as Discord writes it: "Copy ID" in the app, with its developer mode on. */
export const snowflake = z
  .string()
  .regex(/^\d{15,22}$/, 'must be an id of 15 to 22 digits: "Copy ID" in Discord, with its developer mode on');

/** How somebody is called, from what is known of their Roblox account. */
export const nickname = z
  .string()
  .max(100)
  .regex(/\{(?:username|displayName)\}/, 'must have {username} or {displayName} in it');

/** What begins a typed command; `off`: nothing does. */
export const prefix = z
  .string()
  .regex(/^[^\s\p{L}\p{N}]{1,5}$|^off$/u, 'must be 1 to 5 signs such as ! or ?, or off');

/** Such ids, with commas between them. */
export const snowflakes = list.pipe(z.array(snowflake));

/** A secret that the operator makes. */
export const secret = z.string().regex(SECRET, 'must be 32 to 64 of A-Z a-z 0-9 _ -');

export const adminToken = z
  .string()
  .regex(/^[!-~]{16,256}$/, 'must be 16 to 256 letters, digits and signs, with no spaces');

export const backupKey = z
  .string()
  .regex(/^[!-~]{32,256}$/, 'must be 32 to 256 letters, digits and signs, with no spaces');
