import { z } from 'zod';
import type { Ask } from './ask.ts';
import { bad, type Finding } from './report.ts';
import { classifyResponse } from './trouble.ts';

export const snowflake = z.string().regex(/^\d{15,22}$/);
const bits = z
  .string()
  .regex(/^\d{1,20}$/)
  .transform(BigInt);

export const applicationForm = z.object({ id: snowflake, name: z.string(), flags: z.int().default(0) });
export type Application = z.infer<typeof applicationForm>;

export const guildForm = z.object({
  id: snowflake,
  name: z.string(),
  roles: z.array(z.object({ id: snowflake, permissions: bits })),
});
export const guildsForm = z.array(z.object({ name: z.string() }));
export const memberForm = z.object({ user: z.object({ id: snowflake }), roles: z.array(snowflake) });
export const channelForm = z.object({
  name: z.string().nullish(),
  guild_id: snowflake.nullish(),
  permission_overwrites: z.array(z.object({ id: snowflake, allow: bits, deny: bits })).default([]),
});

const NOT_DISCORD = 'see that DISCORD_API_URL is right, and that no proxy answers in its place';

/** What Discord gave: what was asked for, a no, or nothing that says anything, with what to tell of that. */
export type Got<T> =
  | { readonly kind: 'given'; readonly value: T }
  | { readonly kind: 'refused' }
  | { readonly kind: 'trouble'; readonly finding: Finding };

/** Reads from Discord's REST API as the bot. */
export type GetFromDiscord = <T>(about: string, path: string, form: z.ZodType<T>) => Promise<Got<T>>;

export function createDiscordReader({
  token,
  apiUrl,
  ask,
}: {
  readonly token: string;
  readonly apiUrl: string;
  readonly ask: Ask;
}): GetFromDiscord {
  return async (about, path, form) => {
    const asked = await ask(`${apiUrl}/v10${path}`, { headers: { authorization: `Bot ${token}` } });
    const { answer, trouble } = classifyResponse(about, 'Discord', asked);
    if (!answer) return { kind: 'trouble', finding: trouble };
    if (answer.status !== 200) return { kind: 'refused' };
    const { data } = form.safeParse(answer.body);
    return data === undefined
      ? { kind: 'trouble', finding: bad(about, `what answers at ${answer.host} is not Discord`, NOT_DISCORD) }
      : { kind: 'given', value: data };
  };
}
