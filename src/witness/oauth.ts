import { createHash } from 'node:crypto';
import { z } from 'zod';
import { UpstreamError } from '../bank/profiles.ts';

/*
 * OAuth 2.0 with an authorization code and PKCE (RFC 6749, RFC 7636), as BIG Games documents it: the token
 * lasts thirty days, and there is none to renew it with.
 */

/** Read what the account holds and what it traded; nothing else, and nothing can be changed. */
const SCOPES = ['inventory', 'trades'].map((view) => `player-data:pet-simulator-99:${view}:read`);
const VERIFIER_BYTES = 48;
const STATE_BYTES = 24;
const TIMEOUT_MS = 15_000;

export interface OauthClient {
  /** Of the pages where the owner consents and codes are exchanged. */
  readonly baseUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Registered at BIG Games, letter by letter. */
  readonly redirectUri: string;
}

/** One try to connect: the address to open, and what proves that the answer belongs to it. */
export interface Consent {
  readonly url: string;
  readonly state: string;
  readonly verifier: string;
}

export function createConsent(client: OauthClient, random: (length: number) => Uint8Array): Consent {
  const verifier = Buffer.from(random(VERIFIER_BYTES)).toString('base64url');
  const state = Buffer.from(random(STATE_BYTES)).toString('base64url');
  const query = new URLSearchParams({
    client_id: client.clientId,
    redirect_uri: client.redirectUri,
    response_type: 'code',
    scope: SCOPES.join(' '),
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    state,
  });
  return { url: `${client.baseUrl}/oauth/authorize?${query}`, state, verifier };
}

const tokenAnswer = z.looseObject({
  access_token: z.string().min(1),
  expires_in: z.int().min(1),
  scope: z.string(),
});

/** Exchanges the code for a token, once. Rejects with UpstreamError, also where its owner allowed less. */
export async function exchangeCode(client: OauthClient, consent: Consent, code: string) {
  const {
    access_token: accessToken,
    expires_in: expiresInSeconds,
    scope,
  } = await post(client, {
    grant_type: 'authorization_code',
    code,
    redirect_uri: client.redirectUri,
    code_verifier: consent.verifier,
  });
  const granted = scope.split(' ');
  const lacking = SCOPES.filter((scope) => !granted.includes(scope));
  if (lacking.length > 0) throw new UpstreamError(`BIG Games gave no leave for ${lacking.join(' and ')}`);
  return { accessToken, expiresInSeconds };
}

async function post(client: OauthClient, form: Record<string, string>): Promise<z.infer<typeof tokenAnswer>> {
  const basic = Buffer.from(`${client.clientId}:${client.clientSecret}`).toString('base64');
  try {
    const response = await fetch(`${client.baseUrl}/oauth/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${basic}`, accept: 'application/json' },
      body: new URLSearchParams(form),
      // A redirect would carry the secret to another host.
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (response.status !== 200)
      throw new UpstreamError(`BIG Games refused the code (status ${response.status})`);
    return tokenAnswer.parse(await response.json());
  } catch (cause) {
    if (cause instanceof UpstreamError) throw cause;
    throw new UpstreamError('BIG Games did not give a token', { cause });
  }
}
