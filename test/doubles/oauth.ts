import { hash } from 'node:crypto';

interface Service {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly tokenPath: string;
  readonly userPath: string;
  /** What it says of who has signed in. */
  readonly describe: (userId: string) => object;
  /** What it answers besides. */
  readonly answer?: (request: Request) => Response | undefined;
}

/**
 * A service where people sign in by OAuth 2, with one app: a code works once, for the challenge and the
 * address that it was asked for with.
 */
export function startOAuthDouble({ clientId, clientSecret, tokenPath, userPath, describe, answer }: Service) {
  const codes = new Map<string, { challenge: string; redirectUrl: string; userId: string }>();
  const tokens = new Map<string, string>();
  let requests = 0;
  const server = Bun.serve({
    port: 0,
    hostname: '127.0.0.1',
    async fetch(request) {
      requests += 1;
      const { pathname } = new URL(request.url);
      const other = answer?.(request);
      if (other) return other;
      if (pathname === tokenPath) return grant(new URLSearchParams(await request.text()));
      const userId = tokens.get(request.headers.get('authorization')?.replace('Bearer ', '') ?? '');
      return pathname === userPath && userId !== undefined ? Response.json(describe(userId)) : refuse();
    },
  });
  function grant(given: URLSearchParams): Response {
    const code = codes.get(given.get('code') ?? '');
    codes.delete(given.get('code') ?? '');
    const isApp = given.get('client_id') === clientId && given.get('client_secret') === clientSecret;
    if (!code || !isApp || given.get('redirect_uri') !== code.redirectUrl) return refuse();
    const challenge = hash('sha256', given.get('code_verifier') ?? '', 'base64url');
    if (challenge !== code.challenge) return refuse();
    const token = crypto.randomUUID();
    tokens.set(token, code.userId);
    return Response.json({ access_token: token, token_type: 'Bearer', expires_in: 900 });
  }
  return {
    url: `http://127.0.0.1:${server.port}`,
    /** What happens where a browser is sent to: this person signs in. Returns where it is sent back to. */
    signIn(authorizeUrl: string, userId: string | number): string {
      const { searchParams } = new URL(authorizeUrl);
      const code = crypto.randomUUID();
      const redirectUrl = searchParams.get('redirect_uri') ?? '';
      const challenge = searchParams.get('code_challenge') ?? '';
      codes.set(code, { challenge, redirectUrl, userId: String(userId) });
      return `${redirectUrl}?${new URLSearchParams({ code, state: searchParams.get('state') ?? '' })}`;
    },
    /** How often it was asked. */
    requests: () => requests,
    close: () => server.stop(true),
  };
}

const refuse = (): Response => Response.json({ error: 'invalid_grant' }, { status: 400 });
