import { LRUCache } from 'lru-cache';
import { createCookie } from '../../http/cookie.ts';
import { isSameSecret } from '../../same-secret.ts';
import { makeSecret } from '../../secret.ts';

const COOKIE = createCookie({ name: 'petbank_playground', path: '/playground' });
/** How long a session lasts. */
const SESSION_MS = 12 * 60 * 60_000;
/** How many sessions there are at once; the one used longest ago ends first. */
const MAX_SESSIONS = 100;

/** Decides who may use the playground. */
export interface SessionGuard {
  /** Whether it admits everyone; signing in and out does nothing then. */
  readonly isOpen: boolean;
  admits(headers: Headers): boolean;
  /** Returns the cookie of a new session, or undefined for a wrong token. */
  signIn(token: string, headers: Headers): string | undefined;
  /** Ends the session. Returns the cookie that replaces its own. */
  signOut(headers: Headers): string;
}

/** For development: admits everyone. */
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
 * Admits whoever has signed in with the token. The cookie holds a random number, which reveals nothing of it.
 */
export function createTokenGuard({ token, clock, random }: TokenGuardOptions): SessionGuard {
  const sessions = new LRUCache<string, { readonly endsAt: number }>({ max: MAX_SESSIONS });
  return {
    isOpen: false,
    admits: (headers) => clock() < (sessions.get(COOKIE.read(headers))?.endsAt ?? 0),
    signIn(given, headers) {
      if (!isSameSecret(given, token)) return undefined;
      const session = makeSecret(random);
      sessions.set(session, { endsAt: clock() + SESSION_MS });
      return COOKIE.write(session, SESSION_MS, headers);
    },
    signOut(headers) {
      sessions.delete(COOKIE.read(headers));
      return COOKIE.write('', 0, headers);
    },
  };
}
