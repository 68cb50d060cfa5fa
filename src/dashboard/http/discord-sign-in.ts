import { z } from 'zod';
import { discordUserIdSchema } from '../../bank/engine/fields.ts';
import { UpstreamError } from '../../bank/profiles.ts';
import { defineEndpoint, type Endpoint, GET, POST } from '../../http/endpoint.ts';
import { callbackQuery, createOAuthCookie } from '../../http/oauth-cookie.ts';
import { createSignInLimit } from '../../http/sign-in-limit.ts';
import { makeSecret } from '../../secret.ts';
import type { DiscordSignIn } from '../../sign-in.ts';
import { type GuardDependencies, HIDDEN, refuseForeign } from './guarded.ts';

const PATH = '/dashboard/discord';
const COOKIE = createOAuthCookie({ name: 'petbank_discord', path: PATH, lifeMs: 10 * 60_000 });

const user = z.looseObject({ id: discordUserIdSchema });

/**
 * The way to Discord and back. What comes back counts once, in the browser that was sent off, and always
 * leads to the dashboard. Whoever signs in may do what was granted to them by name, and what their roles
 * there give.
 */
export function createDiscordEndpoints(
  guards: GuardDependencies,
  discord: DiscordSignIn,
): readonly Endpoint[] {
  const redirectUrl = (): string => `${discord.publicUrl()}${PATH}/callback`;
  const begin = defineEndpoint(
    { ...POST, ...HIDDEN, path: `${PATH}/begin`, body: z.strictObject({}) },
    async ({ headers }, { random }) => {
      const [state, verifier] = [makeSecret(random), makeSecret(random)];
      const url = discord.authorizeUrl({ state, verifier, redirectUrl: redirectUrl() });
      const cookie = COOKIE.write({ state, verifier, pass: '' }, headers);
      return Response.json({ url }, { headers: { 'set-cookie': cookie, 'cache-control': 'no-store' } });
    },
  );
  async function finish(query: Readonly<Record<string, string>>, headers: Headers) {
    const sent = COOKIE.read(query.state, headers);
    if (sent === null) return 'elsewhere';
    if (query.code === undefined) return 'denied';
    const attempt = { code: query.code, verifier: sent.verifier, redirectUrl: redirectUrl() };
    try {
      const read = user.safeParse(await discord.readUser(attempt));
      return read.success ? await guards.guard.signInAs(read.data.id, headers) : 'failed';
    } catch (error) {
      if (error instanceof UpstreamError) return 'unavailable';
      throw error;
    }
  }
  const callback = defineEndpoint(
    { ...GET, ...HIDDEN, path: `${PATH}/callback`, query: callbackQuery },
    async ({ query, headers }) => {
      const ended = await finish(query, headers);
      const location = typeof ended === 'string' ? `/dashboard#discord=${ended}` : '/dashboard';
      const response = new Response(null, {
        status: 303,
        headers: { location, 'cache-control': 'no-store' },
      });
      response.headers.append('set-cookie', COOKIE.clear(headers));
      if (typeof ended !== 'string') response.headers.append('set-cookie', ended.cookie);
      return response;
    },
  );
  // Anyone can make a cookie for the callback, too, and have Discord asked for it.
  const limit = (endpoint: Endpoint, isAct: boolean): Endpoint => {
    const refuseMany = createSignInLimit();
    return {
      ...endpoint,
      run: async (request, ...rest) =>
        refuseForeign(request, { ...guards, isAct }) ?? refuseMany(request) ?? endpoint.run(request, ...rest),
    };
  };
  return [limit(begin, true), limit(callback, false)];
}
