import { createHash, randomBytes } from 'node:crypto';

/** An app as it is registered at BIG Games. */
export const APP = { clientId: 'app_petbank', clientSecret: 'AppSecretOfTheDouble0123456789' } as const;

/**
 * BIG Games' sign-in and account API on this machine: an owner who says yes or no, tokens, an inventory and
 * trades to set, and its requests.
 *
 *     const accounts = startAccountDouble(); const callback = accounts.consent(url); // where the owner's
 *     browser goes after "yes" accounts.account.entries = [tradeOf({ … })]; accounts.revoke();
 */
export interface AccountDouble {
  /** For BIG_GAMES_OAUTH_URL and PS99_API_URL. */
  readonly url: string;
  /** What the account API answers from now on. */
  readonly account: { items: readonly unknown[]; entries: readonly unknown[]; fetchedAt: string | null };
  /** Scopes that the owner gives; all that are requested at first. */
  grantOnly(scopes: readonly string[]): void;
  /**
   * What the browser is sent to when the owner says yes to this address. Throws for an address that BIG Games
   * would refuse.
   */
  consent(authorizeUrl: string): string;
  /** From now on every token is refused. */
  revoke(): void;
  /** Every token that is good now. */
  tokens(): readonly string[];
  /** Paths of the account API that were requested with a good token. */
  readonly reads: readonly string[];
  stop(): Promise<void>;
}

interface Grant {
  readonly challenge: string;
  readonly redirectUri: string;
  readonly scope: string;
}

export function startAccountDouble(): AccountDouble {
  const account: AccountDouble['account'] = { items: [], entries: [], fetchedAt: null };
  const grants = new Map<string, Grant>();
  const tokens = new Set<string>();
  const reads: string[] = [];
  let only: readonly string[] | undefined;

  async function exchange(request: Request): Promise<Response> {
    const basic = Buffer.from(`${APP.clientId}:${APP.clientSecret}`).toString('base64');
    if (request.headers.get('authorization') !== `Basic ${basic}`) {
      return Response.json({ error: 'Invalid client credentials.' }, { status: 401 });
    }
    const form = new URLSearchParams(await request.text());
    const code = form.get('code') ?? '';
    const grant = grants.get(code);
    grants.delete(code);
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    if (grant?.challenge !== challenge || grant.redirectUri !== form.get('redirect_uri')) {
      return Response.json(
        { error: 'invalid_grant', error_description: 'The grant is invalid.' },
        { status: 400 },
      );
    }
    const token = randomBytes(24).toString('base64url');
    tokens.add(token);
    return Response.json({
      access_token: token,
      token_type: 'Bearer',
      expires_in: 2_592_000,
      scope: only?.join(' ') ?? grant.scope,
    });
  }
  function answerRead(request: Request, path: string): Response {
    const token = request.headers.get('authorization')?.replace(/^Bearer /, '') ?? '';
    if (!tokens.has(token)) return refuse(401, 'API key has expired or been revoked.');
    reads.push(path);
    const { items, entries, fetchedAt } = account;
    const refresh = { consumedThisCall: false, used: 3, limit: 48, quotaExhausted: false, skipped: 'fresh' };
    const data = path.endsWith('/trades')
      ? { entries }
      : { items, ...(fetchedAt && { fetchedAt, cached: true, equipped: {} }) };
    return Response.json({ status: 'ok', data, refresh });
  }
  const server = Bun.serve({
    hostname: '127.0.0.1',
    port: 0,
    fetch(request) {
      const { pathname } = new URL(request.url);
      if (pathname === '/oauth/token') return exchange(request);
      if (/^\/v1\/account\/(inventory|trades)$/.test(pathname)) return answerRead(request, pathname);
      return refuse(404, 'Not found.');
    },
  });
  return {
    url: `http://127.0.0.1:${server.port}`,
    account,
    grantOnly(scopes) {
      only = scopes;
    },
    consent(authorizeUrl) {
      const { pathname, searchParams } = new URL(authorizeUrl);
      const parameter = (name: string): string => searchParams.get(name) ?? '';
      const isFit =
        pathname === '/oauth/authorize' &&
        parameter('client_id') === APP.clientId &&
        parameter('code_challenge_method') === 'S256';
      if (!isFit) throw new Error('BIG Games would refuse this address');
      const code = randomBytes(12).toString('base64url');
      const redirectUri = parameter('redirect_uri');
      grants.set(code, { challenge: parameter('code_challenge'), redirectUri, scope: parameter('scope') });
      return `${redirectUri}?${new URLSearchParams({ code, state: parameter('state') })}`;
    },
    revoke: () => tokens.clear(),
    tokens: () => [...tokens],
    reads,
    stop: () => server.stop(true),
  };
}

const refuse = (status: number, message: string): Response =>
  Response.json({ status: 'error', error: { message, ignore: true } }, { status });

/** An item as inventories and trades list it. */
export const petItem = (
  id: string,
  { count = 1, ...form }: { count?: number; pt?: number; sh?: number } = {},
) => ({
  kind: 'enriched',
  class: 'Pet',
  collection: 'Pets',
  id,
  count,
  displayName: id,
  rawData: { id, _am: count, ...form },
});
export const gemsItem = (count: number) => ({
  kind: 'enriched',
  class: 'Currency',
  collection: 'Currency',
  id: 'Diamonds',
  count,
  displayName: 'Diamonds',
  rawData: { id: 'Diamonds', _am: count },
});
export const charmItem = () => ({
  kind: 'enriched',
  class: 'Charm',
  collection: 'Charms',
  id: 'Damage',
  count: 3,
  rawData: { id: 'Damage', tn: 5 },
});

export const tradeOf = (trade: {
  atMs: number;
  uid: number;
  given?: readonly unknown[];
  received?: readonly unknown[];
}) => ({
  timestamp: Math.floor(trade.atMs / 1000),
  otherParty: { uid: trade.uid, displayName: 'someone' },
  given: trade.given ?? [],
  received: trade.received ?? [],
});
