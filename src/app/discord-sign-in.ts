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
    ...{ ...app, name: 'Discord', scope: 'identify' },
    authorizeUrl: `${apiUrl}/oauth2/authorize`,
    tokenUrl: `${apiUrl}/v10/oauth2/token`,
    userUrl: `${apiUrl}/v10/users/@me`,
  });
  return { ...oauth, publicUrl };
}
