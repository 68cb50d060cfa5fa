import { UpstreamError } from '../bank/profiles.ts';
import type { ReadRoles } from '../commands/staff/roles.ts';
import type { Config } from '../config/config.ts';
import type { DiscordSignIn } from '../sign-in.ts';
import { createOAuth } from '../upstream/oauth.ts';

/** How staff sign in to the dashboard with Discord; null where the operator has set up no app for it. */
export function openDiscordSignIn(
  { discord: { app, apiUrl } }: Config,
  publicUrl: (() => string) | undefined,
): DiscordSignIn | null {
  if (!app || !publicUrl) return null;
  const oauth = createOAuth({
    ...app,
    name: 'Discord',
    scope: 'identify',
    authorizeUrl: `${apiUrl}/oauth2/authorize`,
    tokenUrl: `${apiUrl}/v10/oauth2/token`,
    userUrl: `${apiUrl}/v10/users/@me`,
  });
  return { ...oauth, publicUrl };
}

/**
 * What roles in the bank's own server give whoever signs in so; null where the bank has no bot to ask with.
 * Asked by this process itself, as the bot may run in another one, and loaded late, as discord.js takes long.
 */
export function openReadRoles({ discord }: Config, clock: () => number): ReadRoles | null {
  const { app, token, guildId } = discord;
  if (!app || token === null || guildId === null) return null;
  let opening: Promise<ReadRoles> | undefined;
  return async (...about) => {
    opening ??= import('../discord/staff.ts').then(({ openStaffCheck }) =>
      openStaffCheck({ ...discord, token }, clock),
    );
    try {
      return await (await opening)(...about);
    } catch (cause) {
      throw new UpstreamError('Discord could not be asked for roles', { cause });
    }
  };
}
