import { hash } from 'node:crypto';
import { UpstreamError } from '../bank/profiles.ts';
import type { OAuth } from '../sign-in.ts';
import { readText } from './upstream.ts';

const TIMEOUT_MS = 10_000;
/** The longest answer that is read: a token, or what is said of one person. */
const MAX_BODY_BYTES = 64 * 1024;

/** An application that the operator has registered at a service where people sign in. */
export interface OAuthApp {
  /** The service, for logs. */
  readonly name: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly authorizeUrl: string;
  readonly tokenUrl: string;
  readonly userUrl: string;
  readonly scope: string;
}

/** Signs people in by OAuth 2: an authorization code that is bound by PKCE to who began. */
export function createOAuth(app: OAuthApp): OAuth {
  return {
    authorizeUrl({ state, verifier, redirectUrl }) {
      const query = new URLSearchParams({
        client_id: app.clientId,
        redirect_uri: redirectUrl,
        response_type: 'code',
        scope: app.scope,
        state,
        code_challenge: hash('sha256', verifier, 'base64url'),
        code_challenge_method: 'S256',
      });
      return `${app.authorizeUrl}?${query}`;
    },
    async readUser({ code, verifier, redirectUrl }) {
      const body = new URLSearchParams({
        grant_type: 'authorization_code',
        code,
        redirect_uri: redirectUrl,
        code_verifier: verifier,
        client_id: app.clientId,
        client_secret: app.clientSecret,
      });
      const granted = await ask(app, app.tokenUrl, { method: 'POST', body });
      const token = isRecord(granted) ? granted.access_token : undefined;
      if (typeof token !== 'string') return null;
      return ask(app, app.userUrl, { headers: { authorization: `Bearer ${token}` } });
    },
  };
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** Null where the service refuses. A code works once, so nothing is tried again. */
async function ask({ name }: OAuthApp, url: string, init: RequestInit): Promise<unknown> {
  try {
    const answer = await fetch(url, { ...init, redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (answer.ok) {
      const text = await readText(answer, MAX_BODY_BYTES);
      if (text === null) throw new UpstreamError(`${name} answered with more than ${MAX_BODY_BYTES} bytes`);
      return JSON.parse(text);
    }
    await answer.body?.cancel();
    if (answer.status >= 400 && answer.status < 500 && answer.status !== 429) return null;
    throw new UpstreamError(`${name} answered ${answer.status}`);
  } catch (cause) {
    if (cause instanceof UpstreamError) throw cause;
    throw new UpstreamError(`${name} could not be reached`, { cause });
  }
}
