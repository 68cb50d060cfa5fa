import { z } from 'zod';
import { isSameSecret } from '../same-secret.ts';
import { createCookie } from './cookie.ts';

/** What a browser is sent off with, and must bring back: letters, digits, `-` and `_`. */
interface SentOff {
  readonly state: string;
  readonly verifier: string;
  /** The secret of what is used up on the way back; '' where nothing is. */
  readonly pass: string;
}

/** How a browser that signs in elsewhere is known when it comes back. */
export interface OAuthCookie {
  /** Returns the header that sends it off. */
  write(sentOff: SentOff, headers: Headers): string;
  /** What this browser was sent off with; null where another one was, or none. */
  read(state: string | undefined, headers: Headers): SentOff | null;
  /** Returns the header that takes the cookie away. */
  clear(headers: Headers): string;
}

interface OAuthCookieOptions {
  readonly name: string;
  readonly path: string;
  /** How long somebody has to come back. */
  readonly lifeMs: number;
}

export function createOAuthCookie({ lifeMs, ...options }: OAuthCookieOptions): OAuthCookie {
  // Lax: the browser comes back from elsewhere with it.
  const cookie = createCookie({ ...options, sameSite: 'lax' });
  return {
    write: ({ state, verifier, pass }, headers) =>
      cookie.write(`${state}.${verifier}.${pass}`, lifeMs, headers),
    read(given = '', headers) {
      const [state = '', verifier = '', pass = ''] = cookie.read(headers).split('.');
      return state === '' || !isSameSecret(given, state) ? null : { state, verifier, pass };
    },
    clear: (headers) => cookie.write('', 0, headers),
  };
}

/** What a service sends a browser back with: `state`, with a `code` where somebody has signed in. */
export const callbackQuery = z.record(z.string(), z.string().max(2048));
