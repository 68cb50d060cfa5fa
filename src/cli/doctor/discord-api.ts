import { z } from 'zod';
import type { Finding } from '../../finding.ts';
import { classify, type Probe } from './probe.ts';
import { bad, EDIT_SETTINGS } from './report.ts';

const snowflake = z.string().regex(/^\d{15,22}$/);
const bits = z
  .string()
  .regex(/^\d{1,20}$/)
  .transform(BigInt);

export const applicationSchema = z.object({ id: snowflake, name: z.string(), flags: z.int().default(0) });
export type Application = z.infer<typeof applicationSchema>;

export const guildSchema = z.object({
  id: snowflake,
  name: z.string(),
  roles: z.array(z.object({ id: snowflake, permissions: bits })),
});
export const guildsSchema = z.array(z.object({ name: z.string() }));
export const memberSchema = z.object({ user: z.object({ id: snowflake }), roles: z.array(snowflake) });
export const channelSchema = z.object({
  name: z.string().nullish(),
  guild_id: snowflake.nullish(),
  permission_overwrites: z.array(z.object({ id: snowflake, allow: bits, deny: bits })).default([]),
});

const NOT_DISCORD = 'see that DISCORD_API_URL is right, and that no proxy answers in its place';

/** What was read, a refusal, or the finding that Discord can't answer now. */
type DiscordResult<T> =
  | { readonly kind: 'found'; readonly value: T }
  | { readonly kind: 'refused' }
  | { readonly kind: 'unavailable'; readonly finding: Finding };

/** Reads from Discord's REST API as the bot. */
export type GetFromDiscord = <T>(
  about: string,
  path: string,
  schema: z.ZodType<T>,
) => Promise<DiscordResult<T>>;

export function createDiscordReader(
  probe: Probe,
  { token, apiUrl }: { readonly token: string; readonly apiUrl: string },
): GetFromDiscord {
  return async (about, path, schema) => {
    const result = await probe(`${apiUrl}/v10${path}`, { headers: { authorization: `Bot ${token}` } });
    const { answer, finding } = classify(about, 'Discord', result);
    if (!answer) return { kind: 'unavailable', finding };
    if (answer.status !== 200) return { kind: 'refused' };
    const { data } = schema.safeParse(answer.body);
    if (data !== undefined) return { kind: 'found', value: data };
    const text = `what answers at ${answer.host} is not Discord`;
    return { kind: 'unavailable', finding: bad(about, text, NOT_DISCORD, EDIT_SETTINGS) };
  };
}
