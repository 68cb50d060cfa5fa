import { z } from 'zod';
import { UpstreamError } from '../../bank/profiles.ts';
import { defineEndpoint, type Endpoint, POST } from '../../http/endpoint.ts';
import { createGuessLimit } from '../../http/sign-in-limit.ts';
import type { WhoseToken } from '../protocol.ts';
import { type GuardDependencies, HIDDEN, refuse, refuseForeign } from './guarded.ts';
import { describePrincipal } from './shell.ts';

const TOKEN = z.string().max(256);

/** Signing in and out. A wrong token says nothing of what a right one is. */
export function createSignInEndpoints(guards: GuardDependencies): readonly Endpoint[] {
  const { guard } = guards;
  const limitGuesses = createGuessLimit();
  const signIn = defineEndpoint(
    { ...POST, ...HIDDEN, path: '/dashboard/sign-in', body: z.strictObject({ token: TOKEN }) },
    async ({ body, headers }) => withCookie(await guard.signIn(body.token.trim(), headers)),
  );
  const whose = defineEndpoint(
    { ...POST, ...HIDDEN, path: '/dashboard/whose-token', body: z.strictObject({ token: TOKEN }) },
    async ({ body, headers }, { book }) => {
      const other = await guard.identify(body.token.trim());
      if (!other) return null;
      const me = await guard.find(headers).catch(ignoreDiscord);
      const whose: WhoseToken = {
        me: me && (await describePrincipal(me, book)),
        other: await describePrincipal(other, book),
      };
      return noStore(whose);
    },
  );
  const signOut = defineEndpoint(
    { ...POST, ...HIDDEN, path: '/dashboard/sign-out', body: z.strictObject({}) },
    async ({ headers }) => withCookie(await guard.signOut(headers)),
  );
  const byToken = (endpoint: Endpoint): Endpoint => ({
    ...endpoint,
    async run(request, ...rest) {
      const turnedAway = refuseForeign(request, { ...guards, isAct: true });
      if (turnedAway) return turnedAway;
      return limitGuesses(request, async () => {
        const answer = await endpoint.run(request, ...rest);
        return answer ?? refuse(request, 403, 'This token is of nobody here.');
      });
    },
  });
  return [
    byToken(signIn),
    byToken(whose),
    {
      ...signOut,
      async run(request, ...rest) {
        return refuseForeign(request, { ...guards, isAct: true }) ?? signOut.run(request, ...rest);
      },
    },
  ];
}

/** Whoever has a token is not kept waiting by Discord, which can't say what they may do without it. */
function ignoreDiscord(error: unknown): null {
  if (error instanceof UpstreamError) return null;
  throw error;
}

const noStore = (answer: unknown, headers: Record<string, string> = {}): Response =>
  Response.json(answer, { headers: { ...headers, 'cache-control': 'no-store' } });

const withCookie = (cookie: string | null): Response | null =>
  cookie === null ? null : noStore(null, { 'set-cookie': cookie });
