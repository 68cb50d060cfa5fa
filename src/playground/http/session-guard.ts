import { createHash, timingSafeEqual } from 'node:crypto';
import { LRUCache } from 'lru-cache';

const COOKIE = 'petbank_playground';
/** How long one stays signed in. */
const SESSION_MS = 12 * 60 * 60_000;
/** How many are signed in at once; who came first has to sign in again. */
const MAX_SESSIONS = 100;
const SESSION_BYTES = 32;

/** Who may come in. */
export interface SessionGuard {
  /** Whether anyone may; signing in and out does nothing then. */
  readonly isOpen: boolean;
  admits(headers: Headers): boolean;
  /** The cookie of a new session; undefined for a wrong token. */
  signIn(token: string, headers: Headers): string | undefined;
  /** Ends the session; gives the cookie that takes its place. */
  signOut(headers: Headers): string;
}

/** Lets everyone in: in development. */
export const OPEN_SESSION_GUARD: SessionGuard = {
  isOpen: true,
  admits: () => true,
  signIn: () => undefined,
  signOut: () => '',
};

interface TokenGuardOptions {
  readonly token: string;
  readonly clock: () => number;
  /** Random bytes fit for secrets. */
  readonly random: (length: number) => Uint8Array;
}

/**
 * Lets in who has signed in with the token. The cookie holds a number of its own, which says nothing of the
 * token.
 */
export function createTokenGuard({ token, clock, random }: TokenGuardOptions): SessionGuard {
  const sessions = new LRUCache<string, { readonly endsAt: number }>({ max: MAX_SESSIONS });
  return {
    isOpen: false,
    admits: (headers) => clock() < (sessions.get(sessionOf(headers))?.endsAt ?? 0),
    signIn(given, headers) {
      if (!timingSafeEqual(hash(given), hash(token))) return undefined;
      const session = Buffer.from(random(SESSION_BYTES)).toString('base64url');
      sessions.set(session, { endsAt: clock() + SESSION_MS });
      return writeCookie(session, SESSION_MS, headers);
    },
    signOut(headers) {
      sessions.delete(sessionOf(headers));
      return writeCookie('', 0, headers);
    },
  };
}

/** Of the same length whatever was given, so that the comparison takes the same time. */
const hash = (text: string): Buffer => createHash('sha256').update(text).digest();

const sessionOf = (headers: Headers): string =>
  new Bun.CookieMap(headers.get('cookie') ?? '').get(COOKIE) ?? '';

function writeCookie(session: string, lifeMs: number, headers: Headers): string {
  return new Bun.Cookie(COOKIE, session, {
    path: '/playground',
    httpOnly: true,
    sameSite: 'strict',
    maxAge: lifeMs / 1000,
    // A proxy of ours says so; without one there is no TLS, and a browser would not keep a secure cookie.
    secure: headers.get('x-forwarded-proto') === 'https',
  }).serialize();
}

/**
 * Whether a page of this very server sent it. Browsers say where a request comes from in headers that no page
 * can set; other programs have to name our origin.
 */
export function isSameOrigin(headers: Headers): boolean {
  const site = headers.get('sec-fetch-site');
  if (site !== null) return site === 'same-origin';
  const origin = URL.parse(headers.get('origin') ?? '');
  return origin !== null && origin.host === headers.get('host');
}
