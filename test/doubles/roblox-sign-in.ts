import { hash } from 'node:crypto';

export const ROBLOX_APP = {
  ROBLOX_OAUTH_CLIENT_ID: 'client-1',
  ROBLOX_OAUTH_CLIENT_SECRET: 'secret-1',
} as const;

/**
 * Roblox where people sign in by OAuth 2, with one app: a code works once, for the challenge and the address
 * that it was asked for with.
 */
export function startRobloxSignIn() {
  const codes = new Map<string, { challenge: string; redirectUrl: string; userId: number }>();
  const tokens = new Map<string, number>();
  const server = Bun.serve({
    port: 0,
    hostname: '127.0.0.1',
    async fetch(request) {
      const { pathname } = new URL(request.url);
      if (pathname === '/oauth/v1/token') return grant(new URLSearchParams(await request.text()));
      const userId = tokens.get(request.headers.get('authorization')?.replace('Bearer ', '') ?? '');
      if (pathname !== '/oauth/v1/userinfo' || userId === undefined) return refuse();
      return Response.json({ sub: String(userId), preferred_username: `user${userId}`, name: 'Someone' });
    },
  });
  function grant(given: URLSearchParams): Response {
    const code = codes.get(given.get('code') ?? '');
    codes.delete(given.get('code') ?? '');
    const isApp =
      given.get('client_id') === ROBLOX_APP.ROBLOX_OAUTH_CLIENT_ID &&
      given.get('client_secret') === ROBLOX_APP.ROBLOX_OAUTH_CLIENT_SECRET;
    if (!code || !isApp || given.get('redirect_uri') !== code.redirectUrl) return refuse();
    const challenge = hash('sha256', given.get('code_verifier') ?? '', 'base64url');
    if (challenge !== code.challenge) return refuse();
    const token = crypto.randomUUID();
    tokens.set(token, code.userId);
    return Response.json({ access_token: token, token_type: 'Bearer', expires_in: 900 });
  }
  return {
    url: `http://127.0.0.1:${server.port}`,
    /** What happens where a browser is sent to: this account signs in. Returns where it is sent back to. */
    signIn(authorizeUrl: string, userId: number): string {
      const { searchParams } = new URL(authorizeUrl);
      const code = crypto.randomUUID();
      const redirectUrl = searchParams.get('redirect_uri') ?? '';
      codes.set(code, { challenge: searchParams.get('code_challenge') ?? '', redirectUrl, userId });
      return `${redirectUrl}?${new URLSearchParams({ code, state: searchParams.get('state') ?? '' })}`;
    },
    close: () => server.stop(true),
  };
}

const refuse = (): Response => Response.json({ error: 'invalid_grant' }, { status: 400 });
