import { z } from 'zod';
import { Refusal } from '../../bank/engine/refusal.ts';
import { endPass, ROBLOX_SIGN_IN_MS, readRobloxSignIn } from '../../bank/passes.ts';
import { type RobloxProfile, UpstreamError } from '../../bank/profiles.ts';
import { lookUpProfile, SALT_BYTES } from '../../bank/verify-flow.ts';
import { linkByRoblox } from '../../bank/verify-roblox.ts';
import { defineEndpoint, type Endpoint, GET, POST, type Services } from '../../http/endpoint.ts';
import { readLanguage } from '../../http/language.ts';
import { callbackQuery, createOAuthCookie } from '../../http/oauth-cookie.ts';
import { createGuessLimit } from '../../http/sign-in-limit.ts';
import { HTML_HEADERS } from '../../http/web.ts';
import { makeSecret, toPassId } from '../../secret.ts';
import type { RobloxSignIn } from '../../sign-in.ts';
import { PAGE_POLICY, SCRIPTED_PAGE_POLICY } from '../../web/policies.ts';
import { type Outcome, renderRobloxOutcome, renderRobloxPage } from '../../web/roblox-sign-in.ts';
import { createWords, type PageWords } from '../../web/words.ts';
import { guardSecret, noStore } from './answers.ts';
import { HIDDEN } from './page.ts';

const PATH = '/roblox-sign-in';
const CALLBACK = `${PATH}/callback`;
const COOKIE = createOAuthCookie({ name: 'petbank_roblox', path: PATH, lifeMs: ROBLOX_SIGN_IN_MS });
const CALLER = { by: 'member-page' };
const GONE = 'sign-in.gone';
const wordsFor = (headers: Headers): PageWords => createWords(readLanguage(headers));

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
        if (!(await book.query(readRobloxSignIn, toPassId(token), CALLER))) return null;
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
      async ({ body, headers }, { book }) => {
        const pass = await book.query(readRobloxSignIn, toPassId(body.token), CALLER);
        if (!pass) return null;
        const whose = { name: pass.name ?? '', id: pass.discordUserId };
        return noStore({ question: wordsFor(headers).text('sign-in.whose', whose) });
      },
    ),
    GONE,
  );
  const page = defineEndpoint({ ...GET, ...HIDDEN, path: PATH }, async ({ headers }) =>
    html(renderRobloxPage(wordsFor(headers)), SCRIPTED_PAGE_POLICY),
  );
  const callback = defineEndpoint(
    { ...GET, ...HIDDEN, path: CALLBACK, query: callbackQuery },
    async ({ query, headers }, services) => {
      const outcome = await finish(roblox, { query, headers, redirectUrl }, services);
      const status = outcome.kind === 'linked' ? 200 : 403;
      const response = html(renderRobloxOutcome(wordsFor(headers), outcome), PAGE_POLICY, status);
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
  const passId = toPassId(sent.pass);
  // Anyone can make such a cookie: without a pass, Roblox isn't asked.
  if (!(await book.query(readRobloxSignIn, passId, CALLER))) return { kind: 'gone' };
  try {
    if (code === undefined) return { kind: 'denied' };
    const userId = await roblox.findUser({ code, verifier: sent.verifier, redirectUrl: redirectUrl() });
    if (userId === null) return { kind: 'failed' };
    const profile = await lookUpProfile<RobloxProfile>(profiles, () => profiles.readFresh(userId));
    const salt = Buffer.from(random(SALT_BYTES)).toString('hex');
    const linked = await book.perform(linkByRoblox, { passId, profile, salt }, CALLER);
    return { kind: 'linked', username: linked.roblox.username };
  } catch (error) {
    if (error instanceof UpstreamError) return { kind: 'upstream_unavailable' };
    if (error instanceof Refusal) return { kind: TOLD.find((code) => code === error.code) ?? 'gone' };
    throw error;
  } finally {
    await book.perform(endPass, passId, CALLER);
  }
}

/** What keeps an account from being linked, and has words of its own. */
const TOLD = ['already_linked', 'roblox_user_not_found', 'halted', 'upstream_unavailable'] as const;

const html = (text: string, policy: string, status = 200): Response =>
  noStore(new Response(text, { status, headers: { ...HTML_HEADERS, 'content-security-policy': policy } }));
