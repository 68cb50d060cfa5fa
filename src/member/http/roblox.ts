import { z } from 'zod';
import { Refusal, type RefusalCode } from '../../bank/engine/refusal.ts';
import { endPass, ROBLOX_SIGN_IN_MS, readRobloxSignIn } from '../../bank/passes.ts';
import { type RobloxProfile, UpstreamError } from '../../bank/profiles.ts';
import { lookUpProfile, SALT_BYTES } from '../../bank/verify-flow.ts';
import { linkByRoblox } from '../../bank/verify-roblox.ts';
import { defineEndpoint, type Endpoint, GET, POST, type Services } from '../../http/endpoint.ts';
import { callbackQuery, createOAuthCookie } from '../../http/oauth-cookie.ts';
import { createGuessLimit } from '../../http/sign-in-limit.ts';
import { HTML_HEADERS } from '../../http/web.ts';
import { hashSecret, makeSecret } from '../../secret.ts';
import type { RobloxSignIn } from '../../sign-in.ts';
import { PAGE_POLICY, SCRIPTED_PAGE_POLICY } from '../../web/policies.ts';
import { type Outcome, ROBLOX_PAGE, renderRobloxOutcome } from '../../web/roblox-sign-in.ts';
import { guardSecret, noStore } from './answers.ts';
import { HIDDEN } from './page.ts';

const PATH = '/roblox-sign-in';
const CALLBACK = `${PATH}/callback`;
const COOKIE = createOAuthCookie({ name: 'petbank_roblox', path: PATH, lifeMs: ROBLOX_SIGN_IN_MS });
const CALLER = { by: 'member-page' };
const GONE = 'This link has been used, or its ten minutes are over. Send /verify once more.';

/**
 * The way to Roblox and back, for who wants to show without words which account is theirs. A page says first
 * for which Discord user that is, so that nobody signs in for a stranger who has sent them the link; what
 * comes back counts only in the browser that was sent off.
 */
export function createRobloxEndpoints(roblox: RobloxSignIn, publicUrl: () => string): readonly Endpoint[] {
  const redirectUrl = (): string => `${publicUrl()}${CALLBACK}`;
  const begin = guardSecret(
    defineEndpoint(
      { ...POST, ...HIDDEN, path: `${PATH}/begin`, body: z.strictObject({ token: z.string().max(128) }) },
      async ({ body: { token }, headers }, { book, random }) => {
        if (!(await book.query(readRobloxSignIn, hashSecret(token), CALLER))) return null;
        // Roblox learns nothing that the link opens: addresses are kept in many places.
        const [state, verifier] = [makeSecret(random), makeSecret(random)];
        const url = roblox.authorizeUrl({ state, verifier, redirectUrl: redirectUrl() });
        const cookie = COOKIE.write({ state, verifier, pass: token }, headers);
        return noStore(Response.json({ url }, { headers: { 'set-cookie': cookie } }));
      },
    ),
    GONE,
  );
  const whose = guardSecret(
    defineEndpoint(
      { ...POST, ...HIDDEN, path: `${PATH}/whose`, body: z.strictObject({ token: z.string().max(128) }) },
      async ({ body }, { book }) => {
        const pass = await book.query(readRobloxSignIn, hashSecret(body.token), CALLER);
        return pass && noStore({ name: pass.name, discordUserId: pass.discordUserId });
      },
    ),
    GONE,
  );
  const page = defineEndpoint({ ...GET, ...HIDDEN, path: PATH }, async () =>
    html(ROBLOX_PAGE, SCRIPTED_PAGE_POLICY),
  );
  const callback = defineEndpoint(
    { ...GET, ...HIDDEN, path: CALLBACK, query: callbackQuery },
    async ({ query, headers }, services) => {
      const outcome = await finish(roblox, { query, headers, redirectUrl }, services);
      const status = outcome.kind === 'linked' ? 200 : 403;
      const response = html(renderRobloxOutcome(outcome), PAGE_POLICY, status);
      response.headers.set('set-cookie', COOKIE.clear(headers));
      return response;
    },
  );
  const limitReturns = createGuessLimit();
  const run: Endpoint['run'] = async (request, ...rest) =>
    limitReturns(request, async () => callback.run(request, ...rest));
  return [page, whose, begin, { ...callback, run }];
}

interface Return {
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Headers;
  readonly redirectUrl: () => string;
}

/** Links whoever has come back. However it ends, the link that began it is used up. */
async function finish(
  roblox: RobloxSignIn,
  { query: { code, state }, headers, redirectUrl }: Return,
  services: Services,
): Promise<Outcome> {
  const sent = COOKIE.read(state, headers);
  if (sent === null) return { kind: 'elsewhere' };
  const { book, profiles, random } = services;
  const passId = hashSecret(sent.pass);
  // Anyone can make such a cookie: without a pass, Roblox isn't asked.
  if (!(await book.query(readRobloxSignIn, passId, CALLER))) return { kind: 'refused', why: GONE };
  try {
    if (code === undefined) return { kind: 'denied' };
    const userId = await roblox.findUser({ code, verifier: sent.verifier, redirectUrl: redirectUrl() });
    if (userId === null) return { kind: 'failed' };
    const profile = await lookUpProfile<RobloxProfile>(profiles, () => profiles.readFresh(userId));
    const salt = Buffer.from(random(SALT_BYTES)).toString('hex');
    const linked = await book.perform(linkByRoblox, { passId, profile, salt }, CALLER);
    return { kind: 'linked', username: linked.roblox.username };
  } catch (error) {
    if (error instanceof UpstreamError) return { kind: 'refused', why: WHY.upstream_unavailable ?? GONE };
    if (error instanceof Refusal) return { kind: 'refused', why: WHY[error.code] ?? GONE };
    throw error;
  } finally {
    await book.perform(endPass, passId, CALLER);
  }
}

/** What may keep an account from being linked. */
const WHY: { readonly [Code in RefusalCode]?: string } = {
  already_linked: 'Your Discord user has another Roblox account here. /unlink ends that first.',
  roblox_user_not_found: "This Roblox account can't be linked.",
  halted: 'The bank is closed for a moment. Everything you own is safe; try again later.',
  upstream_unavailable: 'Roblox does not answer just now. Try again in a minute, or use the words.',
};

const html = (text: string, policy: string, status = 200): Response =>
  noStore(new Response(text, { status, headers: { ...HTML_HEADERS, 'content-security-policy': policy } }));
