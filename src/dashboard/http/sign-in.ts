import { z } from 'zod';
import { defineEndpoint, type Endpoint, POST } from '../../http/endpoint.ts';
import { problem } from '../../http/problem.ts';
import { createWindowCounter } from '../../window-counter.ts';
import { type DoorDependencies, HIDDEN, refuse, refuseForeign } from './guarded.ts';

/** How often one address may try to sign in. */
const MAX_TRIES = 10;
const TRIES_MS = 5 * 60_000;

/** Signing in and out. A wrong token says nothing of what a right one is. */
export function createSignInEndpoints(doors: DoorDependencies): readonly Endpoint[] {
  const { guard } = doors;
  const countTry = createWindowCounter({ windowMs: TRIES_MS });
  const signIn = defineEndpoint(
    { ...POST, ...HIDDEN, path: '/dashboard/sign-in', body: z.strictObject({ token: z.string().max(256) }) },
    async ({ body, headers }) => withCookie(await guard.signIn(body.token.trim(), headers)),
  );
  const signOut = defineEndpoint(
    { ...POST, ...HIDDEN, path: '/dashboard/sign-out', body: z.strictObject({}) },
    async ({ headers }) => withCookie(await guard.signOut(headers)),
  );
  return [
    {
      ...signIn,
      async run(request, ...rest) {
        const foreign = refuseForeign(request, { ...doors, isAct: true });
        if (foreign) return foreign;
        const { count, msToEnd } = countTry(request.raw.address());
        if (count > MAX_TRIES) return slowDown(request.raw.requestId, msToEnd);
        const answer = await signIn.run(request, ...rest);
        return answer ?? refuse(request, 403, 'This token is of nobody here.');
      },
    },
    {
      ...signOut,
      async run(request, ...rest) {
        return refuseForeign(request, { ...doors, isAct: true }) ?? signOut.run(request, ...rest);
      },
    },
  ];
}

const withCookie = (cookie: string | null): Response | null =>
  cookie === null
    ? null
    : Response.json(null, { headers: { 'set-cookie': cookie, 'cache-control': 'no-store' } });

function slowDown(requestId: string, msToEnd: number): Response {
  const seconds = Math.ceil(msToEnd / 1000);
  return problem('rate_limited', requestId, {
    detail: `Too many tries. Wait ${seconds} seconds, then try again.`,
    headers: { 'retry-after': String(seconds), 'cache-control': 'no-store' },
  });
}
